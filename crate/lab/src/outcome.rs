//! How a run came out, in a few words: runs under many seeds are counted by it.

use hotpot_trace::{Outcome, Trace};

/// Longest last line that is told.
const LINE: usize = 80;

/// What kind of end a run came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndKind {
    /// The main thread returned.
    Finished,
    /// An exception ended the main thread.
    Failed,
    /// No thread could go on.
    Deadlock,
    /// A limit was reached, or the run was stopped.
    Limit,
}

impl EndKind {
    /// As the page names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Finished => "finished",
            Self::Failed => "failed",
            Self::Deadlock => "deadlock",
            Self::Limit => "limit",
        }
    }
}

/// The end of one seed's run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedEnd {
    /// The seed.
    pub seed: u64,
    /// Runs with the same label came out the same way.
    pub label: String,
    /// What kind of end.
    pub kind: EndKind,
}

impl SeedEnd {
    /// How `trace` came out: its kind of end, the exception if there was one, and the last line that it printed.
    pub fn of(seed: u64, trace: &Trace) -> Self {
        let (kind, detail) = match &trace.outcome {
            Outcome::Finished { exit_code: 0 } => (EndKind::Finished, last_line(trace)),
            Outcome::Finished { exit_code } => (EndKind::Finished, format!("exit status {exit_code}")),
            Outcome::Failed { error } => (EndKind::Failed, error.clone()),
            Outcome::Deadlock => (EndKind::Deadlock, last_line(trace)),
            Outcome::Limit { sentence } => (EndKind::Limit, sentence.clone()),
            Outcome::Running | Outcome::Stopped => (EndKind::Limit, "stopped".to_owned()),
        };
        let label = if detail.is_empty() { kind.name().to_owned() } else { format!("{}: {detail}", kind.name()) };
        Self { seed, label, kind }
    }
}

fn last_line(trace: &Trace) -> String {
    let last = trace.output().filter(|(_, stream, text)| *stream == 1 && !text.trim().is_empty()).last();
    let line = last.and_then(|(_, _, text)| text.trim_end().lines().last()).unwrap_or("");
    line.chars().take(LINE).collect()
}
