//! A trace in words, one line an event: for reading, for screen readers and for tests that fail.

use core::fmt::Write;

use crate::{Event, Kind, ObjectId, ReadyReason, ThreadId, Trace, WaitReason};

/// Seconds with as many of nine decimals as tell something: `1.5 s`, `0.000032 s`, `2 s`.
pub fn seconds(ns: u64) -> String {
    let text = format!("{}.{:09}", ns / 1_000_000_000, ns % 1_000_000_000);
    format!("{} s", text.trim_end_matches('0').trim_end_matches('.'))
}

impl Trace {
    /// The whole trace in words, without the lines reached.
    pub fn transcript(&self) -> String {
        let mut text = String::new();
        for event in self.events.iter().filter(|event| event.kind != Kind::Line) {
            let time = seconds(event.time_ns);
            let thread = self.thread_name(event.thread);
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{time:>16}  {thread}: {}", self.describe(&event));
        }
        text
    }

    /// An event in words, without who and when.
    pub fn describe(&self, event: &Event) -> String {
        let name = self.object_name(event.object);
        let value = event.value;
        let thread = || self.thread_name(ThreadId(value as u32));
        match event.kind {
            Kind::Start => format!("starts {}", thread()),
            Kind::Run => format!("runs on {value}"),
            Kind::Ready if event.reason == ReadyReason::Gil as u8 => "ready, waits for the GIL".to_owned(),
            Kind::Ready if event.reason == ReadyReason::Worker as u8 => "ready, waits for its worker".to_owned(),
            Kind::Ready => "ready, waits for a core".to_owned(),
            Kind::Block => {
                let holder = if value < 0 { String::new() } else { format!(", held by {}", thread()) };
                match WaitReason::from_u8(event.reason) {
                    Some(WaitReason::Notified) => format!("waits to be woken by {name}"),
                    Some(WaitReason::Reacquire) => format!("waits to take {name} again{holder}"),
                    Some(WaitReason::Get) => format!("waits for an item in {name}"),
                    Some(WaitReason::Put) => format!("waits for room in {name}"),
                    Some(WaitReason::JoinQueue) => format!("waits for the tasks of {name}"),
                    Some(WaitReason::JoinThread) => format!("waits for {} to end", thread()),
                    Some(WaitReason::Exit) => format!("has ended, waits for {} to end", thread()),
                    Some(WaitReason::Acquire) | None => format!("waits for {name}{holder}"),
                }
            }
            Kind::Sleep => format!("sleeps until {}", seconds(value as u64)),
            Kind::Wake => match self.waker(event) {
                Some(by) if by.object == ObjectId::NONE => format!("woken by {}", self.thread_name(by.thread)),
                Some(by) => format!("woken by {} through {}", self.thread_name(by.thread), self.object_name(by.object)),
                None if value == 0 => "wakes, time is up".to_owned(),
                None => "woken".to_owned(),
            },
            Kind::Done => "ends".to_owned(),
            Kind::Failed => format!("fails: {}", self.text(value).replace('\n', " ")),
            Kind::CutOff => "is cut off".to_owned(),
            Kind::Acquire if value > 1 => format!("acquires {name}, depth {value}"),
            Kind::Acquire => format!("acquires {name}"),
            Kind::Release if value > 0 => format!("releases {name}, depth {value}"),
            Kind::Release => format!("releases {name}"),
            Kind::AcquireFailed => format!("does not get {name}"),
            Kind::SemaphoreAcquire => format!("acquires {name}, {value} left"),
            Kind::SemaphoreRelease => format!("releases {name}, {value} left"),
            Kind::ConditionWait => format!("calls wait on {name}"),
            Kind::Notify => format!("notifies {name}, {value} woken"),
            Kind::EventSet => format!("sets {name}, {value} woken"),
            Kind::EventClear => format!("clears {name}"),
            Kind::Put => format!("puts into {name}, length {value}"),
            Kind::Get => format!("gets from {name}, length {value}"),
            Kind::Unfinished => format!("{name} has {value} unfinished tasks"),
            Kind::Joined => format!("has joined {}", thread()),
            Kind::Create => format!("makes {name}"),
            Kind::Output if event.object.0 == 2 => format!("prints to standard error {:?}", self.text(value)),
            Kind::Output => format!("prints {:?}", self.text(value)),
            Kind::Line => format!("reaches line {}", event.line),
            Kind::Deadlock => format!("closes a cycle of {value} threads at {name}"),
            Kind::Truncated => "the trace is full; from here only starts, ends and long waits".to_owned(),
        }
    }

    /// The event that a [`Kind::Wake`] names.
    pub fn waker(&self, wake: &Event) -> Option<Event> {
        self.events.get(usize::try_from(wake.value).ok()?.checked_sub(1)?)
    }
}
