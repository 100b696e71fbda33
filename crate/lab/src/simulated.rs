//! A run in virtual time.

use std::sync::Arc;

use hotpot_python::{Limits, Program, RunOptions, RunState};
use hotpot_sim::{Progress, Simulation};
use hotpot_trace::{Outcome, Trace};

use crate::Settings;

/// What one simple step of a builtin takes on CPython, in the simulator's unit of fuel: picoseconds.
const NATIVE_STEP_PS: i64 = 2_000;

/// A run in virtual time, carried out in steps.
pub struct Simulated {
    simulation: Simulation,
    state: Arc<RunState>,
}

impl Simulated {
    /// A run about to begin. Runs of the same program may go on at the same time, on several threads: what they share is never changed.
    pub fn new(program: &Program, settings: &Settings) -> Self {
        let settings = &settings.clamped();
        let step_price = NATIVE_STEP_PS * i64::from(settings.slow);
        let options = RunOptions { limits: limits(settings), cores: settings.cores, step_price, ..RunOptions::default() };
        let (fiber, state) = program.start(options);
        let settings = hotpot_sim::Settings {
            cores: settings.cores,
            gil: settings.gil,
            anywhere: settings.anywhere,
            slow: settings.slow,
            seed: settings.seed,
            lines: settings.lines,
            ..hotpot_sim::Settings::default()
        };
        Self { simulation: Simulation::new(settings, fiber), state }
    }

    /// Goes on until about `work` bytecodes were executed, or to the end; whether that is reached.
    pub fn step(&mut self, work: u64) -> bool {
        self.simulation.step(work) == Progress::Finished
    }

    /// The run so far.
    pub fn snapshot(&self) -> Trace {
        self.simulation.snapshot()
    }

    /// The trace. A run that has not ended is stopped.
    pub fn finish(self) -> Trace {
        let mut trace = self.simulation.finish();
        tell_exit_code(&mut trace, &self.state);
        trace
    }
}

pub(crate) fn limits(settings: &Settings) -> Limits {
    let mut limits = Limits::default();
    if let Some(instructions) = settings.max_instructions {
        limits.instructions = i64::try_from(instructions).unwrap_or(i64::MAX);
    }
    limits
}

/// Platforms know that the main thread ended, Python what it said to `sys.exit`.
pub(crate) fn tell_exit_code(trace: &mut Trace, state: &RunState) {
    if let Outcome::Finished { exit_code } = &mut trace.outcome {
        *exit_code = state.exit_code();
    }
}
