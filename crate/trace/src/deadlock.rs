//! Why nothing can go on: who waits for what, who holds it, and which notification was lost.

use std::collections::BTreeMap;

use crate::transcript::seconds;
use crate::{Event, Kind, ObjectId, ObjectKind, ThreadId, Trace, WaitReason};

/// Threads named in the sentence; more are counted.
const NAMED: usize = 6;

/// A thread that waits for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// Who.
    pub thread: ThreadId,
    /// What it waits on.
    pub object: ObjectId,
    /// What for.
    pub reason: WaitReason,
    /// Who holds that; for a wait for a thread's end, that thread.
    pub holder: Option<ThreadId>,
    /// The locks it holds itself.
    pub holds: Vec<ObjectId>,
}

/// A deadlock, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deadlock {
    /// Every thread that is blocked, by id.
    pub stuck: Vec<Stuck>,
    /// One English sentence that names threads and objects.
    pub sentence: String,
}

/// What the events say about one object up to the end.
#[derive(Default)]
struct Known {
    holder: Option<ThreadId>,
    length: i64,
    unfinished: i64,
    /// Last notification or setting that woke nobody, while no waiter was there.
    lost: Option<Event>,
    cleared: Option<Event>,
}

impl Stuck {
    fn of(block: &Event, known: &BTreeMap<ObjectId, Known>) -> Self {
        let reason = WaitReason::from_u8(block.reason).unwrap_or(WaitReason::Acquire);
        let told = u32::try_from(block.value).ok().map(ThreadId);
        let holder = match reason {
            // The holder may have changed since the wait began.
            WaitReason::Acquire | WaitReason::Reacquire => known.get(&block.object).and_then(|object| object.holder).or(told),
            _ => told,
        };
        let is_held = |(_, object): &(&ObjectId, &Known)| object.holder == Some(block.thread);
        let holds = known.iter().filter(is_held).map(|(id, _)| *id).collect();
        Self { thread: block.thread, object: block.object, reason, holder, holds }
    }
}

impl Trace {
    /// Who is blocked at the end of the trace, and why none of them can go on.
    pub fn deadlock(&self) -> Deadlock {
        let mut last: Vec<Option<Event>> = vec![None; self.threads.len()];
        let mut known: BTreeMap<ObjectId, Known> = BTreeMap::new();
        for event in self.events.iter() {
            let object = known.entry(event.object).or_default();
            match event.kind {
                Kind::Acquire => object.holder = Some(event.thread),
                Kind::Release if event.value == 0 => object.holder = None,
                Kind::Put | Kind::Get => object.length = event.value,
                Kind::Unfinished => object.unfinished = event.value,
                Kind::Notify | Kind::EventSet if event.value == 0 => object.lost = Some(event),
                Kind::EventClear => object.cleared = Some(event),
                Kind::Run | Kind::Ready | Kind::Block | Kind::Sleep | Kind::Wake | Kind::Done | Kind::Failed | Kind::CutOff => {
                    if let Some(slot) = last.get_mut(event.thread.0 as usize) {
                        *slot = Some(event);
                    }
                }
                _ => {}
            }
        }
        let blocks = last.iter().flatten().filter(|event| event.kind == Kind::Block);
        let stuck: Vec<Stuck> = blocks.clone().map(|block| Stuck::of(block, &known)).collect();
        let mut clauses: Vec<String> = stuck.iter().take(NAMED).map(|stuck| self.clause(stuck, &known)).collect();
        match stuck.len().saturating_sub(NAMED) {
            0 => {}
            1 => clauses.push("1 more thread waits".to_owned()),
            more => clauses.push(format!("{more} more threads wait")),
        }
        let mut told = Vec::new();
        for (stuck, block) in stuck.iter().zip(blocks) {
            if !told.contains(&stuck.object)
                && let Some(lost) = self.lost_notification(stuck, block, &known)
            {
                clauses.push(lost);
                told.push(stuck.object);
            }
        }
        let sentence = if clauses.is_empty() { "Deadlock.".to_owned() } else { format!("Deadlock: {}.", clauses.join("; ")) };
        Deadlock { stuck, sentence }
    }

    /// For example `A holds a and waits for b, which B holds`.
    fn clause(&self, stuck: &Stuck, known: &BTreeMap<ObjectId, Known>) -> String {
        let name = self.object_name(stuck.object);
        let number = |number: fn(&Known) -> i64| known.get(&stuck.object).map_or(0, number);
        let holds: Vec<String> = stuck.holds.iter().filter(|held| **held != stuck.object).map(|held| self.object_name(*held)).collect();
        let holds = if holds.is_empty() { String::new() } else { format!("holds {} and ", holds.join(", ")) };
        let holder = match stuck.holder {
            Some(holder) if holder == stuck.thread => ", which it holds itself".to_owned(),
            Some(holder) if self.has_ended(holder) => {
                format!(", which {} held when it ended", self.thread_name(holder))
            }
            Some(holder) => format!(", which {} holds", self.thread_name(holder)),
            None => String::new(),
        };
        let joined = stuck.holder.map_or(name.clone(), |thread| self.thread_name(thread).to_owned());
        let what = match stuck.reason {
            WaitReason::Acquire if self.is_semaphore(stuck.object) => format!("waits for {name} to be released"),
            WaitReason::Acquire => format!("waits for {name}{holder}"),
            WaitReason::Reacquire => format!("was woken and waits to take {name} again{holder}"),
            WaitReason::Notified if self.objects[stuck.object.0 as usize].kind == Some(ObjectKind::Event) => {
                format!("waits for {name} to be set")
            }
            WaitReason::Notified => format!("waits for {name} to be notified"),
            WaitReason::Get => format!("waits for an item in {name}, which is empty"),
            WaitReason::Put => format!("waits for room in {name}, which is full ({} items)", number(|known| known.length)),
            WaitReason::JoinQueue => {
                format!("waits for the tasks of {name} ({} unfinished)", number(|known| known.unfinished))
            }
            WaitReason::JoinThread => format!("waits for {joined} to end"),
            WaitReason::Exit => format!("has ended and waits for {joined} to end"),
        };
        format!("{} {holds}{what}", self.thread_name(stuck.thread))
    }

    /// Tells of the last notification that came while nobody waited, and before this thread did.
    fn lost_notification(&self, stuck: &Stuck, block: &Event, known: &BTreeMap<ObjectId, Known>) -> Option<String> {
        if stuck.reason != WaitReason::Notified {
            return None;
        }
        let known = known.get(&stuck.object)?;
        let lost = known.lost.filter(|lost| lost.seq < block.seq)?;
        let name = self.object_name(stuck.object);
        let when = seconds(lost.time_ns);
        let who = self.thread_name(lost.thread);
        Some(match (lost.kind, known.cleared) {
            (Kind::Notify, _) => format!("{name} was notified by {who} at {when}, before anybody waited"),
            (_, Some(cleared)) if cleared.seq > lost.seq => {
                format!("{name} was set by {who} at {when} and cleared at {}, before anybody waited", seconds(cleared.time_ns))
            }
            _ => return None,
        })
    }

    fn has_ended(&self, thread: ThreadId) -> bool {
        self.events.iter().any(|event| event.thread == thread && event.kind.is_end())
    }
}
