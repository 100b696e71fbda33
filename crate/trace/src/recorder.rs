//! Records a run whose events come one at a time and in order, and keeps the trace within its limits.

use crate::{Columns, Event, EventId, Kind, ObjectId, ObjectKind, Outcome, Tables, ThreadId, ThreadRow, Trace};

/// How much of a run is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Events that are kept whole.
    pub events: u32,
    /// Further rows that may be kept for waits; starts, ends and outputs, which the run limits in its own ways, do not count.
    pub tail: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { events: 400_000, tail: 50_000 }
    }
}

/// Waits shorter than this are dropped once a trace is full.
pub const LONG_WAIT_NS: u64 = 1_000_000;

/// What is kept of one thread's events once the trace is full: starts, ends, outputs and waits of [`LONG_WAIT_NS`] or more.
#[derive(Clone, Debug, Default)]
pub struct Tail {
    /// A wait that may turn out to be long.
    waiting: Option<Event>,
    /// The trace shows the thread waiting; the wake must follow.
    to_wake: bool,
    /// The trace shows the thread ready; the next run must follow.
    to_run: bool,
}

impl Tail {
    /// Goes on after `last`, the last event with which the whole part of the trace changed the thread's state.
    pub fn after(last: Option<Kind>) -> Self {
        let to_wake = matches!(last, Some(Kind::Block | Kind::Sleep));
        let to_run = matches!(last, None | Some(Kind::Ready | Kind::Wake));
        Self { waiting: None, to_wake, to_run }
    }

    /// Takes one event of the thread and passes on what is to be kept, in order of time; `room` is whether waits still are.
    pub fn push(&mut self, event: &Event, room: bool, mut keep: impl FnMut(Event)) {
        match event.kind {
            Kind::Block | Kind::Sleep => self.waiting = Some(*event),
            Kind::Wake => {
                let is_long = |waiting: &Event| room && event.time_ns >= waiting.time_ns + LONG_WAIT_NS;
                let waiting = self.waiting.take().filter(is_long);
                if self.to_wake || waiting.is_some() {
                    waiting.map(&mut keep);
                    keep(*event);
                    self.to_wake = false;
                    self.to_run = true;
                }
            }
            Kind::Run if self.to_run => {
                self.to_run = false;
                keep(*event);
            }
            Kind::Start | Kind::Output | Kind::Deadlock | Kind::Truncated => keep(*event),
            kind if kind.is_end() => {
                self.close(&mut keep);
                keep(*event);
            }
            _ => {}
        }
    }

    /// At the end of the run: a wait that never ended is long.
    pub fn close(&mut self, keep: impl FnMut(Event)) {
        self.waiting.take().map(keep);
    }
}

/// Builds the trace of a run that one thread of ours carries out.
#[derive(Clone, Debug, Default)]
pub struct Recorder {
    tables: Tables,
    limits: Limits,
    /// Rows up to the limit; their numbers are their places.
    events: Columns,
    /// Rows past the limit, not in order; their numbers have gaps.
    tail: Vec<Event>,
    /// By thread.
    tails: Vec<Tail>,
    /// How many events happened, recorded or not.
    count: u32,
    /// How many of them were lines.
    lines: u32,
}

impl Recorder {
    /// An empty trace.
    pub fn new(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }

    /// Adds a thread; the first is the main thread.
    pub fn add_thread(&mut self, row: ThreadRow) -> ThreadId {
        self.tables.add_thread(row)
    }

    /// Adds an object without a name.
    pub fn add_object(&mut self, kind: ObjectKind) -> ObjectId {
        self.tables.add_object(kind)
    }

    /// Names an object; the first name stays.
    pub fn name_object(&mut self, object: ObjectId, name: &str) {
        self.tables.name_object(object, name);
    }

    /// The number of a text in the string table.
    pub fn intern(&mut self, text: &str) -> u32 {
        self.tables.strings.intern(text)
    }

    /// How many events happened so far, kept or not.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// How many of them were more than a line being reached.
    pub fn count_without_lines(&self) -> u32 {
        self.count.saturating_sub(self.lines)
    }

    /// Records an event and returns its number; `event.seq` is not looked at. `time_ns` must not be less than the last one's.
    pub fn push(&mut self, event: &Event) -> EventId {
        if self.count == self.limits.events {
            self.begin_tail(event);
        }
        self.count = self.count.saturating_add(1);
        self.lines = self.lines.saturating_add(u32::from(event.kind == Kind::Line));
        let seq = EventId(self.count);
        if self.count <= self.limits.events {
            self.events.push(event);
        } else {
            self.push_tail(&Event { seq, ..*event });
        }
        seq
    }

    fn push_tail(&mut self, event: &Event) {
        let room = self.tail.len() < self.limits.tail as usize;
        let thread = event.thread.0 as usize;
        if thread >= self.tails.len() {
            self.tails.resize_with(thread + 1, || Tail::after(None));
        }
        let kept = &mut self.tail;
        self.tails[thread].push(event, room, |row| kept.push(row));
    }

    /// Marks the place, and sees which states the whole part leaves open.
    #[cold]
    fn begin_tail(&mut self, event: &Event) {
        self.count += 1;
        let mark = Event { kind: Kind::Truncated, object: ObjectId::NONE, value: 0, reason: 0, ..*event };
        self.events.push(&mark);
        let mut last = vec![None; self.tables.threads.len()];
        for row in self.events.iter() {
            if matches!(row.kind, Kind::Run | Kind::Ready | Kind::Block | Kind::Sleep | Kind::Wake)
                && let Some(slot) = last.get_mut(row.thread.0 as usize)
            {
                *slot = Some(row.kind);
            }
        }
        self.tails = last.into_iter().map(Tail::after).collect();
    }

    /// The events so far as a trace with outcome [`Outcome::Running`].
    pub fn snapshot(&self) -> Trace {
        self.clone().finish(Outcome::Running)
    }

    /// The trace.
    pub fn finish(mut self, outcome: Outcome) -> Trace {
        if self.tails.is_empty() {
            return Trace::of_columns(self.tables, self.events, outcome);
        }
        let kept = &mut self.tail;
        for tail in &mut self.tails {
            tail.close(|row| kept.push(row));
        }
        let mut rows: Vec<Event> = self.events.iter().collect();
        rows.append(&mut self.tail);
        Trace::assemble(self.tables, rows, outcome)
    }
}
