//! A run as data: the columns of its events, its tables and how it ended.

use crate::{Event, EventId, Kind, ObjectId, ObjectRow, Tables, ThreadId, ThreadRow};

/// Events as structure of arrays. Row `i` of each column belongs to the event with number `i + 1`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Nanoseconds since the run began; never falls from one row to the next.
    pub time_ns: Vec<u64>,
    /// [`ThreadId`]s.
    pub thread: Vec<u32>,
    /// [`Kind`]s as numbers.
    pub kind: Vec<u8>,
    /// [`ObjectId`]s.
    pub object: Vec<u32>,
    /// Source lines from 1; 0 where none.
    pub line: Vec<u32>,
    /// See [`Kind`].
    pub value: Vec<i64>,
    /// See [`Event::reason`].
    pub reason: Vec<u8>,
}

impl Columns {
    /// How many events there are.
    pub fn len(&self) -> usize {
        self.kind.len()
    }

    /// Whether nothing was recorded.
    pub fn is_empty(&self) -> bool {
        self.kind.is_empty()
    }

    /// Appends an event; its number is its place.
    pub(crate) fn push(&mut self, event: &Event) {
        self.time_ns.push(event.time_ns);
        self.thread.push(event.thread.0);
        self.kind.push(event.kind as u8);
        self.object.push(event.object.0);
        self.line.push(event.line);
        self.value.push(event.value);
        self.reason.push(event.reason);
    }

    /// The event in row `row`; `None` past the end.
    pub fn get(&self, row: usize) -> Option<Event> {
        Some(Event {
            kind: Kind::from_u8(*self.kind.get(row)?)?,
            time_ns: self.time_ns[row],
            seq: EventId(row as u32 + 1),
            thread: ThreadId(self.thread[row]),
            object: ObjectId(self.object[row]),
            line: self.line[row],
            value: self.value[row],
            reason: self.reason[row],
        })
    }

    /// The events in order.
    pub fn iter(&self) -> impl Iterator<Item = Event> + '_ {
        (0..self.len()).filter_map(|row| self.get(row))
    }
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It has not: this is a picture of the run so far.
    Running,
    /// The program ended.
    Finished {
        /// 0, or what `sys.exit` said.
        exit_code: i32,
    },
    /// An exception left the main thread; its one-line text.
    Failed {
        /// For example `ValueError: too late`.
        error: String,
    },
    /// No thread can ever run again; [`crate::Deadlock::explain`] says why.
    Deadlock,
    /// A limit of the run was reached.
    Limit {
        /// Which, in one sentence.
        sentence: String,
    },
    /// The reader stopped it.
    Stopped,
}

/// A run as data. Everything on screen is derived from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// What happened, in order.
    pub events: Columns,
    /// By thread id.
    pub threads: Vec<ThreadRow>,
    /// By object id; row 0 is "no object".
    pub objects: Vec<ObjectRow>,
    /// Texts of outputs and failures.
    pub strings: Vec<String>,
    /// How it ended.
    pub outcome: Outcome,
}

impl Trace {
    /// Makes a trace of rows in any order, for example those of several threads one after the other: sorts them by sequence
    /// number, numbers them from 1 without gaps, points wakes at the new numbers, and clamps times so that they never fall.
    pub fn assemble(tables: Tables, mut rows: Vec<Event>, outcome: Outcome) -> Self {
        // Each thread's rows are in order, and the sort finds such stretches.
        rows.sort_by_key(|row| row.seq);
        let mut events = Columns::default();
        let mut latest_ns = 0;
        let mut wakes = Vec::new();
        for row in &rows {
            latest_ns = latest_ns.max(row.time_ns);
            if row.kind == Kind::Wake && row.value > 0 {
                wakes.push(events.len());
            }
            events.push(&Event { time_ns: latest_ns, ..*row });
        }
        for wake in wakes {
            let old = events.value[wake];
            let new = rows.binary_search_by_key(&old, |row| i64::from(row.seq.0));
            events.value[wake] = new.map_or(-1, |row| row as i64 + 1);
        }
        Self::of_columns(tables, events, outcome)
    }

    pub(crate) fn of_columns(tables: Tables, events: Columns, outcome: Outcome) -> Self {
        Self { events, threads: tables.threads, objects: tables.objects, strings: tables.strings.into_texts(), outcome }
    }

    /// Time of the last event.
    pub fn end_ns(&self) -> u64 {
        self.events.time_ns.last().copied().unwrap_or(0)
    }

    /// Length of the step axis: every event other than a [`Kind::Line`] is one step wide.
    pub fn steps(&self) -> u32 {
        self.events.kind.iter().filter(|kind| **kind != Kind::Line as u8).count() as u32
    }

    /// Position of each event on the step axis; a line stands where the next step begins.
    pub fn step_positions(&self) -> Vec<u32> {
        let mut step = 0;
        let position = |kind: &u8| {
            let here = step;
            step += u32::from(*kind != Kind::Line as u8);
            here
        };
        self.events.kind.iter().map(position).collect()
    }

    /// The writes to the console: row, stream (1 output, 2 error) and text.
    pub fn output(&self) -> impl Iterator<Item = (usize, u32, &str)> + '_ {
        let is_output = |row: &usize| self.events.kind[*row] == Kind::Output as u8;
        (0..self.events.len()).filter(is_output).map(|row| (row, self.events.object[row], self.text(self.events.value[row])))
    }

    /// The text with this number; "" where there is none.
    pub fn text(&self, number: i64) -> &str {
        usize::try_from(number).ok().and_then(|number| self.strings.get(number)).map_or("", String::as_str)
    }

    /// A thread's name; "" where there is no such thread.
    pub fn thread_name(&self, thread: ThreadId) -> &str {
        self.threads.get(thread.0 as usize).map_or("", |row| row.name.as_str())
    }

    /// What to call an object in a sentence: its variable, else its kind and number (`Lock 3`).
    pub fn object_name(&self, object: ObjectId) -> String {
        match self.objects.get(object.0 as usize) {
            Some(ObjectRow { kind: Some(kind), name }) if name.is_empty() => format!("{} {}", kind.name(), object.0),
            Some(row) => row.name.clone(),
            None => String::new(),
        }
    }
}
