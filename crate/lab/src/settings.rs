//! The settings of a run.

use hotpot_sim::{MAX_CORES, MAX_SLOW};

use crate::{RunLine, SettingError};

/// The settings of a run, and what a program asks for unless somebody says otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// 1 to 64; simulate only.
    pub cores: u32,
    /// Whether one thread at a time runs Python.
    pub gil: bool,
    /// Threads may switch between any two bytecodes; simulate only.
    pub anywhere: bool,
    /// Bytecodes take this many times what they take on CPython; simulate only.
    pub slow: u32,
    /// 0 is CPython's own schedule; simulate only.
    pub seed: u64,
    /// Sleeps and timeouts are divided by this; live only.
    pub live_speed: u32,
    /// Whether reached lines are recorded; simulate only.
    pub lines: bool,
    /// Bytecodes after which the run ends.
    pub max_instructions: Option<u64>,
}

impl Default for Settings {
    fn default() -> Self {
        Self { cores: 4, gil: true, anywhere: false, slow: 1, seed: 0, live_speed: 1, lines: true, max_instructions: None }
    }
}

impl Settings {
    /// The defaults, with what the program's `# @run` line says instead.
    pub fn of_program(source: &str) -> Result<Self, SettingError> {
        let asked = RunLine::of_program(source)?;
        let settings = Self::default();
        Ok(Self {
            cores: asked.cores.unwrap_or(settings.cores),
            gil: asked.gil.unwrap_or(settings.gil),
            anywhere: asked.anywhere.unwrap_or(settings.anywhere),
            slow: asked.slow.unwrap_or(settings.slow),
            seed: asked.seed.unwrap_or(settings.seed),
            ..settings
        })
    }

    /// The nearest settings that can be.
    #[must_use]
    pub fn clamped(&self) -> Self {
        Self {
            cores: self.cores.clamp(1, MAX_CORES),
            slow: self.slow.clamp(1, MAX_SLOW),
            live_speed: self.live_speed.max(1),
            ..self.clone()
        }
    }
}
