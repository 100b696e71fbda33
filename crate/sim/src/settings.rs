//! What a simulated run is made with.

use hotpot_trace::Limits as TraceLimits;

/// What a simulated run is made with, beside the program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// 1 to 64.
    pub cores: u32,
    /// Whether threads share a GIL.
    pub gil: bool,
    /// Threads may switch between any two bytecodes, the GIL notwithstanding.
    pub anywhere: bool,
    /// Machine speed: bytecodes and calls take this many times what they take on CPython.
    pub slow: u32,
    /// 0 is faithful: no early switches, no jitter.
    pub seed: u64,
    /// Whether reached lines are recorded.
    pub lines: bool,
    /// Where the run ends at the latest.
    pub limits: Limits,
}

impl Default for Settings {
    fn default() -> Self {
        Self { cores: 4, gil: true, anywhere: false, slow: 1, seed: 0, lines: true, limits: Limits::default() }
    }
}

/// Most cores a run may have.
pub const MAX_CORES: u32 = 64;
/// Slowest machine.
pub const MAX_SLOW: u32 = 100_000;

/// Where a run ends at the latest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// What all threads together may compute, in nanoseconds at machine speed 1: about 6 a bytecode.
    pub compute_ns: u64,
    /// Virtual time, in nanoseconds.
    pub virtual_ns: u64,
    /// Threads alive or ended.
    pub threads: u32,
    /// Events, kept in the trace or not.
    pub events: u32,
    /// What is kept of the trace.
    pub trace: TraceLimits,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            compute_ns: 5_000_000_000,
            virtual_ns: 24 * 3_600 * 1_000_000_000,
            threads: 2_000,
            events: 5_000_000,
            trace: TraceLimits::default(),
        }
    }
}
