//! A lab: a program, the values of its parameters, and the settings of a run. The page and the command line are both thin
//! layers over this crate. It does not print, and knows neither files nor browsers.

mod live;
mod outcome;
mod settings;
mod simulated;

pub use live::Live;
pub use outcome::{EndKind, SeedEnd};
pub use settings::{SettingError, Settings};
pub use simulated::Simulated;
