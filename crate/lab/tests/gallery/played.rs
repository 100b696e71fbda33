//! A gallery program, run in virtual time, and questions about its trace.

use std::path::PathBuf;

use hotpot_lab::{Settings, Simulated};
use hotpot_python::Program;
use hotpot_trace::{Arrow, Counter, Event, Interval, Kind, ObjectId, Outcome, Quantity, State, ThreadId, Trace, WaitReason};

/// Nanoseconds of a second.
pub const SECOND: u64 = 1_000_000_000;

/// A run of a gallery program.
pub struct Played {
    pub trace: Trace,
}

/// Runs a gallery program with some parameters changed, with the run settings of its `# @run` line.
pub fn play(name: &str, parameters: &[(&str, &str)]) -> Played {
    play_with(name, parameters, |settings| settings)
}

/// [`play`], with other settings.
pub fn play_with(name: &str, parameters: &[(&str, &str)], change: impl FnOnce(Settings) -> Settings) -> Played {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../web/programs").join(format!("{name}.py"));
    let mut source = std::fs::read_to_string(path).unwrap();
    for (parameter, literal) in parameters {
        source = with_parameter(&source, parameter, literal);
    }
    let settings = change(Settings::of_program(&source).unwrap());
    let program = Program::compile(&source, &format!("{name}.py")).unwrap();
    let mut run = Simulated::new(&program, &settings);
    while !run.step(u64::MAX) {}
    Played { trace: run.finish() }
}

/// The source with `NAME = literal  # @param ...` changed.
fn with_parameter(source: &str, name: &str, literal: &str) -> String {
    let is_its_line = |line: &&str| line.starts_with(&format!("{name} = ")) && line.contains("# @param");
    let line = source.lines().find(is_its_line).unwrap_or_else(|| panic!("no parameter {name}"));
    let comment = line.find("# @param").unwrap();
    source.replace(line, &format!("{name} = {literal}  {}", &line[comment..]))
}

impl Played {
    pub fn finished(&self) -> bool {
        self.trace.outcome == Outcome::Finished { exit_code: 0 }
    }

    pub fn thread(&self, name: &str) -> ThreadId {
        let place = self.trace.threads.iter().position(|row| row.name == name);
        ThreadId(place.unwrap_or_else(|| panic!("no thread {name} among {:?}", self.trace.threads)) as u32)
    }

    /// The last object of that name: a condition's comes after its lock's, which has the same.
    pub fn object(&self, name: &str) -> ObjectId {
        let place = self.trace.objects.iter().rposition(|row| row.name == name);
        ObjectId(place.unwrap_or_else(|| panic!("no object {name} among {:?}", self.trace.objects)) as u32)
    }

    /// What was printed, with when and by whom.
    pub fn prints(&self) -> Vec<(u64, ThreadId, String)> {
        let row = |(row, _, text): (usize, u32, &str)| {
            (self.trace.events.time_ns[row], ThreadId(self.trace.events.thread[row]), text.trim_end().to_owned())
        };
        self.trace.output().map(row).collect()
    }

    /// The lines of the console.
    pub fn lines(&self) -> Vec<String> {
        let text: String = self.trace.output().map(|(_, _, text)| text).collect();
        text.lines().map(str::to_owned).collect()
    }

    /// When a line with this text was printed.
    pub fn printed_at(&self, text: &str) -> Option<u64> {
        self.prints().into_iter().find(|(_, _, line)| line.contains(text)).map(|(at, _, _)| at)
    }

    pub fn has_line(&self, text: &str) -> bool {
        self.lines().iter().any(|line| line.contains(text))
    }

    pub fn events(&self, kind: Kind) -> Vec<Event> {
        self.trace.events.iter().filter(|event| event.kind == kind).collect()
    }

    pub fn intervals(&self, thread: ThreadId) -> Vec<Interval> {
        self.trace.intervals().into_iter().filter(|interval| interval.thread == thread).collect()
    }

    /// The times a thread was blocked for a reason.
    pub fn blocked(&self, thread: ThreadId, reason: WaitReason) -> Vec<Interval> {
        let is_it = |interval: &Interval| interval.state == State::Blocked && interval.reason == reason as u8;
        self.intervals(thread).into_iter().filter(is_it).collect()
    }

    pub fn anybody_blocked(&self, reason: WaitReason) -> bool {
        (0..self.trace.threads.len()).any(|thread| !self.blocked(ThreadId(thread as u32), reason).is_empty())
    }

    pub fn arrows(&self, from: ThreadId, to: ThreadId) -> Vec<Arrow> {
        self.trace.arrows().into_iter().filter(|arrow| arrow.from_thread == from && arrow.to_thread == to).collect()
    }

    pub fn counter(&self, object: &str, quantity: Quantity) -> Counter {
        let object = self.object(object);
        let mut counters = self.trace.counters().into_iter();
        counters.find(|counter| counter.object == object && counter.quantity == quantity).unwrap()
    }

    /// When a thread's life ended, and how.
    pub fn end(&self, thread: ThreadId) -> Event {
        let is_it = |event: &Event| event.thread == thread && event.kind.is_end();
        self.trace.events.iter().find(is_it).unwrap_or_else(|| panic!("{thread:?} did not end"))
    }
}

/// Whether a time is within a hundredth of what is expected, and not before it.
pub fn is_about(ns: u64, expected_s: f64) -> bool {
    let expected = expected_s * SECOND as f64;
    (expected * 0.999..=expected * 1.01).contains(&(ns as f64))
}
