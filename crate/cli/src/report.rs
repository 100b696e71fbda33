//! How a run ended, as an exit status and as a line of statistics.

use core::fmt;

use hotpot_python::code::{CompileError, CompileErrorKind};
use hotpot_trace::{Outcome, Trace};

use crate::options::Mode;

/// An exception ended the main thread.
const FAILED: u8 = 1;
/// The command line makes no sense.
pub const USAGE: u8 = 2;
/// No thread could go on.
const DEADLOCK: u8 = 3;
/// A limit was reached.
const LIMIT: u8 = 4;
/// The program does not compile.
pub const REFUSED: u8 = 5;

/// The exit status of a run.
pub fn status(outcome: &Outcome) -> u8 {
    match outcome {
        // As the operating system does: the low eight bits.
        Outcome::Finished { exit_code } => exit_code.rem_euclid(256) as u8,
        Outcome::Failed { .. } => FAILED,
        Outcome::Deadlock => DEADLOCK,
        Outcome::Limit { .. } | Outcome::Stopped | Outcome::Running => LIMIT,
    }
}

/// Where and why a program does not compile.
pub struct Refused<'a> {
    /// The program's file.
    pub file: &'a str,
    /// Why.
    pub error: &'a CompileError,
}

impl fmt::Display for Refused<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, error } = self;
        let kind = match error.kind {
            CompileErrorKind::Syntax => "SyntaxError",
            CompileErrorKind::Indentation => "IndentationError",
            CompileErrorKind::Tab => "TabError",
            CompileErrorKind::Unsupported => "not supported",
        };
        write!(f, "{file}:{}:{}: {kind}: {}", error.line, error.column, error.message)
    }
}

/// The line of `--stats`. `end` tells Hotpot's own ends (`deadlock`, `limit`, `refused`) from the program's (`returned`,
/// `exit`, `exception`), which may have the same exit status.
pub struct Stats {
    mode: Mode,
    end: &'static str,
    status: u8,
    ns: u128,
    events: usize,
    threads: usize,
    switches: u32,
}

impl Stats {
    /// Of a run.
    pub fn of(mode: Mode, trace: &Trace, wall_ns: u128) -> Self {
        let end = match &trace.outcome {
            Outcome::Finished { exit_code: 0 } => "returned",
            Outcome::Finished { .. } => "exit",
            Outcome::Failed { .. } => "exception",
            Outcome::Deadlock => "deadlock",
            Outcome::Limit { .. } => "limit",
            Outcome::Stopped | Outcome::Running => "stopped",
        };
        let ns = match mode {
            Mode::Simulate => u128::from(trace.end_ns()),
            Mode::Live => wall_ns,
        };
        let status = status(&trace.outcome);
        Self { mode, end, status, ns, events: trace.events.len(), threads: trace.threads.len(), switches: trace.switches() }
    }

    /// Of a program that does not compile.
    pub fn refused(mode: Mode) -> Self {
        Self { mode, end: "refused", status: REFUSED, ns: 0, events: 0, threads: 0, switches: 0 }
    }
}

impl fmt::Display for Stats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mode, clock) = match self.mode {
            Mode::Simulate => ("simulate", "virtual_ns"),
            Mode::Live => ("live", "wall_ns"),
        };
        write!(
            f,
            r#"{{"mode":"{mode}","{clock}":{},"events":{},"threads":{},"switches":{},"end":"{}","status":{}}}"#,
            self.ns, self.events, self.threads, self.switches, self.end, self.status
        )
    }
}
