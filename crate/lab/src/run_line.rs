//! What a program's `# @run` line asks for.

use core::fmt;

use hotpot_python::form;
use hotpot_sim::{MAX_CORES, MAX_SLOW};

/// What a timeline's axis counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Time.
    Time,
    /// Events, each equally wide.
    Steps,
}

/// The settings that a program's `# @run` line names; see [`crate::Settings`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunLine {
    /// `cores=4`
    pub cores: Option<u32>,
    /// `gil=off`
    pub gil: Option<bool>,
    /// `anywhere=on`
    pub anywhere: Option<bool>,
    /// `slow=1000`
    pub slow: Option<u32>,
    /// `seed=3`
    pub seed: Option<u64>,
    /// `axis=steps`: nothing for a run, only for how it is shown.
    pub axis: Option<Axis>,
}

/// A `# @run` line says something that cannot be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingError {
    /// Which setting.
    pub name: String,
    /// What it says.
    pub given: String,
    /// Where, from 1.
    pub line: u32,
}

impl fmt::Display for SettingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the program's # @run line cannot say {}={}", self.name, self.given)
    }
}

impl RunLine {
    /// What the line of this program names; nothing where it has none.
    pub fn of_program(source: &str) -> Result<Self, SettingError> {
        let mut asked = Self::default();
        let (line, words) = form::run_line(source);
        for (name, given) in words {
            let number = |most: u32| given.parse().ok().filter(|number| (1..=most).contains(number));
            let is_known = match name {
                "cores" => set(&mut asked.cores, number(MAX_CORES)),
                "gil" => set(&mut asked.gil, switch(given)),
                "anywhere" => set(&mut asked.anywhere, switch(given)),
                "slow" => set(&mut asked.slow, number(MAX_SLOW)),
                "seed" => set(&mut asked.seed, given.parse().ok()),
                "axis" => set(&mut asked.axis, axis(given)),
                _ => false,
            };
            if !is_known {
                return Err(SettingError { name: name.to_owned(), given: given.to_owned(), line });
            }
        }
        Ok(asked)
    }
}

fn set<T>(setting: &mut Option<T>, value: Option<T>) -> bool {
    *setting = value;
    setting.is_some()
}

fn switch(given: &str) -> Option<bool> {
    match given {
        "on" | "true" | "1" => Some(true),
        "off" | "false" | "0" => Some(false),
        _ => None,
    }
}

fn axis(given: &str) -> Option<Axis> {
    match given {
        "time" => Some(Axis::Time),
        "steps" => Some(Axis::Steps),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Settings;

    #[test]
    fn a_line_names_some_settings_and_the_rest_stay_as_they_are() {
        let source = "x = 1\n# @run cores=2 gil=off slow=1000 axis=steps\n";
        let asked = RunLine { cores: Some(2), gil: Some(false), slow: Some(1_000), axis: Some(Axis::Steps), ..RunLine::default() };
        assert_eq!(RunLine::of_program(source), Ok(asked));
        let settings = Settings { cores: 2, gil: false, slow: 1_000, ..Settings::default() };
        assert_eq!(Settings::of_program(source), Ok(settings));
        assert_eq!(RunLine::of_program("x = 1\n"), Ok(RunLine::default()));
    }

    #[test]
    fn what_cannot_be_is_refused_with_its_line() {
        for word in ["cores=99", "cores=0", "slow=100001", "slow=0", "seed=-1", "gil=maybe", "axis=depth", "cpus=4"] {
            let refused = Settings::of_program(&format!("x = 1\n# @run gil=on {word}\n")).expect_err(word);
            assert_eq!((format!("{}={}", refused.name, refused.given), refused.line), (word.to_owned(), 2));
        }
    }

    #[test]
    fn settings_from_elsewhere_are_brought_within_what_can_be() {
        let wild = Settings { cores: 0, slow: u32::MAX, live_speed: 0, ..Settings::default() };
        assert_eq!(wild.clamped(), Settings { cores: 1, slow: MAX_SLOW, live_speed: 1, ..Settings::default() });
    }
}
