//! What a live run is made with.

use hotpot_trace::Limits as TraceLimits;

/// What a live run is made with, beside the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Whether threads share a GIL.
    pub gil: bool,
    /// How many times faster than the wall clock the run's own clock goes: sleeps and timeouts take so much less. At least 1.
    pub speed: u32,
    /// Whether events are recorded.
    pub record: bool,
    /// How many threads truly run at a time; with one, waits do not spin. 0: ask the system.
    pub cores: u32,
    /// Seeds what the program draws.
    pub entropy: u64,
    /// Where the run ends at the latest.
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self { gil: true, speed: 1, record: true, cores: 0, entropy: 0, limits: Limits::default() }
    }
}

/// Where a live run ends at the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Threads alive at once: each has a worker of its own.
    pub alive: u32,
    /// Threads alive or ended.
    pub started: u32,
    /// What is kept of the trace.
    pub trace: TraceLimits,
}

impl Default for Limits {
    fn default() -> Self {
        Self { alive: 256, started: 2_000, trace: TraceLimits::default() }
    }
}
