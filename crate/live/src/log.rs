//! One thread's events: appended by it, taken by the collector.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hotpot_trace::{Event, EventId, Kind, Limits, ObjectId, Tail, ThreadId};

/// The run's order of events, and how much of them is kept.
#[derive(Debug)]
pub(crate) struct Sequence {
    last: AtomicU32,
    kept_tail: AtomicU32,
    limits: Limits,
}

impl Sequence {
    pub fn new(limits: Limits) -> Self {
        Self { last: AtomicU32::new(0), kept_tail: AtomicU32::new(0), limits }
    }

    /// How many events there were so far.
    pub fn last(&self) -> u32 {
        self.last.load(Ordering::Relaxed)
    }

    /// The next number. One atomic add inside the critical section an event tells of puts all events in an order that agrees with
    /// every lock, so relaxed is enough.
    fn next(&self) -> u32 {
        self.last.fetch_add(1, Ordering::Relaxed) + 1
    }
}

/// One thread's events since they were last taken. Only its own thread appends.
#[derive(Debug)]
pub(crate) struct Log {
    thread: ThreadId,
    /// Nanoseconds since the run began, when the clock was last read.
    time_ns: AtomicU64,
    /// Source line; 0 before the first.
    line: AtomicU32,
    rows: Mutex<Rows>,
}

#[derive(Debug, Default)]
struct Rows {
    events: Vec<Event>,
    /// The last event that changed the thread's state.
    shown: Option<Kind>,
    /// Once the trace is full.
    tail: Option<Tail>,
}

impl Log {
    pub fn new(thread: ThreadId, time_ns: u64) -> Self {
        Self { thread, time_ns: AtomicU64::new(time_ns), line: AtomicU32::new(0), rows: Mutex::default() }
    }

    pub fn set_time(&self, time_ns: u64) {
        // Relaxed, as the line: only the thread itself depends on them.
        self.time_ns.store(time_ns, Ordering::Relaxed);
    }

    pub fn set_line(&self, line: u32) {
        self.line.store(line, Ordering::Relaxed);
    }

    pub fn push(&self, sequence: &Sequence, kind: Kind, object: ObjectId, value: i64, reason: u8) -> EventId {
        self.push_row(self.thread, sequence, kind, object, value, reason)
    }

    /// Appends an event of another thread.
    pub fn push_for(&self, thread: ThreadId, sequence: &Sequence, kind: Kind) {
        self.push_row(thread, sequence, kind, ObjectId::NONE, 0, 0);
    }

    fn push_row(&self, thread: ThreadId, sequence: &Sequence, kind: Kind, object: ObjectId, value: i64, reason: u8) -> EventId {
        let mut rows = self.rows();
        let seq = EventId(sequence.next());
        let event = Event {
            time_ns: self.time_ns.load(Ordering::Relaxed),
            seq,
            thread,
            kind,
            object,
            line: self.line.load(Ordering::Relaxed),
            value,
            reason,
        };
        rows.push(event, sequence);
        seq
    }

    /// Takes what was appended since the last time.
    pub fn drain(&self, into: &mut Vec<Event>) {
        into.append(&mut self.rows().events);
    }

    /// At the end of the run: also what the full trace held back.
    pub fn close(&self, into: &mut Vec<Event>) {
        let mut rows = self.rows();
        into.append(&mut rows.events);
        if let Some(mut tail) = rows.tail.take() {
            tail.close(|event| into.push(event));
        }
    }

    fn rows(&self) -> MutexGuard<'_, Rows> {
        // A panic cannot leave it torn: it holds a list that is appended to.
        self.rows.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Rows {
    fn push(&mut self, event: Event, sequence: &Sequence) {
        let limits = &sequence.limits;
        if event.seq.0 <= limits.events {
            if matches!(event.kind, Kind::Run | Kind::Ready | Kind::Block | Kind::Sleep | Kind::Wake) {
                self.shown = Some(event.kind);
            }
            self.events.push(event);
            return;
        }
        if event.seq.0 == limits.events + 1 {
            // Before the event in whose place it stands: a number has no room for two, and they are sorted stably.
            self.events.push(Event { kind: Kind::Truncated, object: ObjectId::NONE, value: 0, reason: 0, ..event });
        }
        let shown = self.shown;
        let tail = self.tail.get_or_insert_with(|| Tail::after(shown));
        let room = sequence.kept_tail.load(Ordering::Relaxed) < limits.tail;
        let rows = &mut self.events;
        let before = rows.len();
        tail.push(&event, room, |event| rows.push(event));
        sequence.kept_tail.fetch_add((rows.len() - before) as u32, Ordering::Relaxed);
    }
}
