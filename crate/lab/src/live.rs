//! A run on real threads.

use std::sync::Arc;

use hotpot_python::{Program, RunOptions, RunState};
use hotpot_trace::Trace;

use crate::Settings;
use crate::simulated::{limits, tell_exit_code};

/// A run on real threads, under way. Dropping it stops it.
pub struct Live {
    live: hotpot_live::Live,
    state: Arc<RunState>,
}

impl Live {
    /// Starts a run. `cores` is how many threads of this machine truly run at a time; `entropy` seeds what the program draws.
    pub fn start(program: &Program, settings: &Settings, cores: u32, entropy: u64) -> Self {
        let settings = &settings.clamped();
        let options = RunOptions { limits: limits(settings), cores, free_threaded: !settings.gil, step_price: 1, ..RunOptions::default() };
        let (fiber, state) = program.start(options);
        let settings =
            hotpot_live::Settings { gil: settings.gil, speed: settings.live_speed, cores, entropy, ..hotpot_live::Settings::default() };
        Self { live: hotpot_live::Live::start(settings, fiber), state }
    }

    /// Whether the run is over. Its threads may still be on their way out; see [`Live::is_idle`].
    pub fn is_over(&self) -> bool {
        self.live.is_over()
    }

    /// Whether every thread has ended.
    pub fn is_idle(&self) -> bool {
        self.live.is_idle()
    }

    /// Stops it, wherever its threads are.
    pub fn stop(&self) {
        self.live.stop();
    }

    /// The run so far, or whole if it is over.
    pub fn snapshot(&mut self) -> Trace {
        let mut trace = self.live.snapshot();
        tell_exit_code(&mut trace, &self.state);
        trace
    }
}
