//! What each thread did between two changes of state, and who woke whom.

use crate::{EventId, Kind, ObjectId, Outcome, ReadyReason, ThreadId, Trace};

/// The six states of a thread. What else there is to say is a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum State {
    /// Could run: waits for a core, the GIL or its worker.
    Ready = 0,
    /// Runs.
    Running = 1,
    /// Waits on an object.
    Blocked = 2,
    /// Sleeps.
    Sleeping = 3,
    /// Has ended; [`Interval::reason`] is 1 if it was cut off.
    Done = 4,
    /// Has ended by an exception.
    Failed = 5,
}

/// How many [`State`]s there are.
pub const STATES: usize = State::Failed as usize + 1;

/// The end of an interval that nothing can end.
pub const FOREVER_NS: u64 = u64::MAX;

/// A stretch of one thread's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Interval {
    /// Whose.
    pub thread: ThreadId,
    /// In which state.
    pub state: State,
    /// From when.
    pub start_ns: u64,
    /// Until when; [`FOREVER_NS`] for a wait that a deadlock leaves open.
    pub end_ns: u64,
    /// Where it begins on the step axis; see [`Trace::step_positions`].
    pub start_step: u32,
    /// Where it ends on the step axis.
    pub end_step: u32,
    /// A [`crate::ReadyReason`] or [`crate::WaitReason`]; for [`State::Done`] whether it was cut off.
    pub reason: u8,
    /// What it waits on: for a blocked thread, and for one that is ready for the GIL.
    pub object: ObjectId,
    /// Who held that when the wait began.
    pub holder: Option<ThreadId>,
    /// The line the thread stood at when the interval began.
    pub line: u32,
}

/// From the release, notify, put, set or end that woke a thread to its waking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arrow {
    /// The waking event.
    pub from: EventId,
    /// The [`Kind::Wake`] event.
    pub to: EventId,
    /// Who woke.
    pub from_thread: ThreadId,
    /// Who was woken.
    pub to_thread: ThreadId,
    /// When the waking event happened.
    pub from_ns: u64,
    /// When the woken thread became ready.
    pub to_ns: u64,
    /// Position of the waking event on the step axis.
    pub from_step: u32,
    /// Position of the wake on the step axis.
    pub to_step: u32,
    /// What was released, notified, put into ...
    pub object: ObjectId,
}

impl Trace {
    /// The states of all threads over time, sorted by thread, then by start. The intervals of a thread follow each other
    /// without gaps from its start to the end of the trace.
    pub fn intervals(&self) -> Vec<Interval> {
        let mut lanes: Vec<Vec<Interval>> = vec![Vec::new(); self.threads.len()];
        let mut step = 0;
        for event in self.events.iter() {
            let (state, thread) = match event.kind {
                Kind::Start => (State::Ready, ThreadId(event.value as u32)),
                Kind::Ready | Kind::Wake => (State::Ready, event.thread),
                Kind::Run => (State::Running, event.thread),
                Kind::Block => (State::Blocked, event.thread),
                Kind::Sleep => (State::Sleeping, event.thread),
                Kind::Done | Kind::CutOff => (State::Done, event.thread),
                Kind::Failed => (State::Failed, event.thread),
                Kind::Line => continue,
                _ => {
                    step += 1;
                    continue;
                }
            };
            if let Some(lane) = lanes.get_mut(thread.0 as usize) {
                if let Some(last) = lane.last_mut() {
                    last.end_ns = event.time_ns;
                    last.end_step = step;
                }
                let is_for_gil = event.kind == Kind::Ready && event.reason == ReadyReason::Gil as u8;
                let has_object = state == State::Blocked || is_for_gil;
                lane.push(Interval {
                    thread,
                    state,
                    start_ns: event.time_ns,
                    end_ns: event.time_ns,
                    start_step: step,
                    end_step: step,
                    reason: if event.kind == Kind::CutOff { 1 } else { event.reason },
                    object: if has_object { event.object } else { ObjectId::NONE },
                    holder: u32::try_from(event.value).ok().filter(|_| has_object).map(ThreadId),
                    line: event.line,
                });
            }
            step += 1;
        }
        let end_ns = self.end_ns();
        for last in lanes.iter_mut().filter_map(|lane| lane.last_mut()) {
            let is_stuck = last.state == State::Blocked && self.outcome == Outcome::Deadlock;
            last.end_ns = if is_stuck { FOREVER_NS } else { end_ns };
            last.end_step = step;
        }
        lanes.concat()
    }

    /// Who woke whom, in the order of the waking.
    pub fn arrows(&self) -> Vec<Arrow> {
        let steps = self.step_positions();
        let arrow = |(row, kind): (usize, &u8)| {
            if *kind != Kind::Wake as u8 {
                return None;
            }
            let from = usize::try_from(self.events.value[row]).ok()?.checked_sub(1).filter(|from| *from < row)?;
            Some(Arrow {
                from: EventId(from as u32 + 1),
                to: EventId(row as u32 + 1),
                from_thread: ThreadId(self.events.thread[from]),
                to_thread: ThreadId(self.events.thread[row]),
                from_ns: self.events.time_ns[from],
                to_ns: self.events.time_ns[row],
                from_step: steps[from],
                to_step: steps[row],
                object: ObjectId(self.events.object[from]),
            })
        };
        let mut arrows: Vec<Arrow> = self.events.kind.iter().enumerate().filter_map(arrow).collect();
        arrows.sort_by_key(|arrow| arrow.from);
        arrows
    }
}
