//! The settings of a run.

use core::fmt;

use hotpot_python::form;
use hotpot_sim::{MAX_CORES, MAX_SLOW};

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

/// A `# @run` line says something that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingError {
    /// Which setting.
    pub name: String,
    /// What it says.
    pub given: String,
}

impl fmt::Display for SettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the program's # @run line cannot say {}={}", self.name, self.given)
    }
}

impl Settings {
    /// The defaults, with what the program's `# @run` line says instead.
    pub fn of_program(source: &str) -> Result<Self, SettingError> {
        let mut settings = Self::default();
        for (name, given) in form::run_line(source) {
            let is_known = match name {
                "cores" => set(&mut settings.cores, given.parse().ok().filter(|cores| (1..=MAX_CORES).contains(cores))),
                "gil" => set(&mut settings.gil, switch(given)),
                "anywhere" => set(&mut settings.anywhere, switch(given)),
                "slow" => set(&mut settings.slow, given.parse().ok().filter(|slow| (1..=MAX_SLOW).contains(slow))),
                "seed" => set(&mut settings.seed, given.parse().ok()),
                "axis" => matches!(given, "time" | "steps"),
                _ => false,
            };
            if !is_known {
                return Err(SettingError { name: name.to_owned(), given: given.to_owned() });
            }
        }
        Ok(settings)
    }
}

fn set<T>(setting: &mut T, value: Option<T>) -> bool {
    value.map(|value| *setting = value).is_some()
}

fn switch(given: &str) -> Option<bool> {
    match given {
        "on" | "true" | "1" => Some(true),
        "off" | "false" | "0" => Some(false),
        _ => None,
    }
}
