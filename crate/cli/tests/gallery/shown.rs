//! One simulated run of a gallery program, and the questions that tests ask of its trace.

use hotpot_trace::{Arrow, Counter, Event, Interval, Kind, Quantity, State, ThreadId, Trace, WaitReason};

/// A trace with its derived views.
pub struct Shown {
    /// The trace itself.
    pub trace: Trace,
    /// Its intervals.
    pub intervals: Vec<Interval>,
    /// Its arrows.
    pub arrows: Vec<Arrow>,
    /// Its curves.
    pub counters: Vec<Counter>,
}

/// One line that a thread printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// When, in seconds.
    pub at: f64,
    /// The printing thread's name.
    pub thread: String,
    /// Without the newline.
    pub text: String,
}

impl Shown {
    /// Derives everything.
    pub fn of(trace: Trace) -> Self {
        Self { intervals: trace.intervals(), arrows: trace.arrows(), counters: trace.counters(), trace }
    }

    /// The thread of this name.
    pub fn thread(&self, name: &str) -> ThreadId {
        let at = self.trace.threads.iter().position(|row| row.name == name);
        ThreadId(at.unwrap_or_else(|| panic!("no thread {name}; there are {:?}", self.names())) as u32)
    }

    /// The names of all threads.
    pub fn names(&self) -> Vec<&str> {
        self.trace.threads.iter().map(|row| row.name.as_str()).collect()
    }

    /// A thread's intervals.
    pub fn lane(&self, name: &str) -> Vec<Interval> {
        let thread = self.thread(name);
        self.intervals.iter().filter(|interval| interval.thread == thread).copied().collect()
    }

    /// A thread's blocked intervals with this reason.
    pub fn blocked(&self, name: &str, reason: WaitReason) -> Vec<Interval> {
        let is_wanted = |interval: &Interval| interval.state == State::Blocked && interval.reason == reason as u8;
        self.lane(name).into_iter().filter(is_wanted).collect()
    }

    /// Lines on standard output.
    pub fn lines(&self) -> Vec<Line> {
        let row_to_lines = |(row, stream, text): (usize, u32, &str)| {
            let thread = ThreadId(self.trace.events.thread[row]);
            let line = |text: &str| Line {
                at: self.trace.events.time_ns[row] as f64 / 1e9,
                thread: self.trace.thread_name(thread).to_owned(),
                text: text.to_owned(),
            };
            text.lines().filter(|_| stream == 1).map(line).collect::<Vec<_>>()
        };
        self.trace.output().flat_map(row_to_lines).collect()
    }

    /// Everything on standard error.
    pub fn errors(&self) -> String {
        self.trace.output().filter(|(_, stream, _)| *stream == 2).map(|(_, _, text)| text).collect()
    }

    /// The texts of all lines.
    pub fn texts(&self) -> Vec<String> {
        self.lines().into_iter().map(|line| line.text).collect()
    }

    /// When the line that contains `text` was printed, in seconds.
    pub fn printed_at(&self, text: &str) -> f64 {
        let found = self.lines().into_iter().find(|line| line.text.contains(text));
        found.unwrap_or_else(|| panic!("{text:?} was not printed, but {:#?}", self.texts())).at
    }

    /// When the run ended, in seconds.
    pub fn end(&self) -> f64 {
        self.trace.end_ns() as f64 / 1e9
    }

    /// When a thread ended, in seconds, and how.
    pub fn ended(&self, name: &str) -> (f64, State, bool) {
        let last = *self.lane(name).last().unwrap_or_else(|| panic!("{name} never began"));
        (last.start_ns as f64 / 1e9, last.state, last.reason == 1)
    }

    /// The curve of a quantity.
    pub fn counter(&self, quantity: Quantity) -> &Counter {
        self.counters.iter().find(|counter| counter.quantity == quantity).unwrap_or_else(|| panic!("no curve of {quantity:?}"))
    }

    /// Events of a kind.
    pub fn events(&self, kind: Kind) -> Vec<Event> {
        self.trace.events.iter().filter(|event| event.kind == kind).collect()
    }

    /// How many of these lanes lived at once at most, from their start to their end.
    pub fn most_at_once(&self, is_counted: impl Fn(&str) -> bool) -> usize {
        let mut changes = Vec::new();
        for name in self.names().into_iter().filter(|name| is_counted(name)) {
            let lane = self.lane(name);
            let (Some(first), Some(last)) = (lane.first(), lane.last()) else { continue };
            changes.extend([(first.start_ns, 1), (last.start_ns, -1)]);
        }
        // At equal times ends come first.
        changes.sort_unstable();
        let (mut now, mut most) = (0_i32, 0);
        for (_, change) in changes {
            now += change;
            most = most.max(now);
        }
        most as usize
    }
}

/// Whether two times agree within one per cent.
pub fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= 0.01 * b.abs()
}
