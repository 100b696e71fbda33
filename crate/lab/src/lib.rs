//! A lab: a program, the values of its parameters, and the settings of a run. The page and the command line are both thin
//! layers over this crate. It does not print, and knows neither files nor browsers.

mod live;
mod outcome;
mod run_line;
mod settings;
mod simulated;

pub use hotpot_sim::{MAX_CORES, MAX_SLOW};
pub use live::Live;
pub use outcome::{EndKind, SeedEnd};
pub use run_line::{Axis, RunLine, SettingError};
pub use settings::Settings;
pub use simulated::Simulated;
