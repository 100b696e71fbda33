//! What the command line accepts.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use hotpot_lab::{MAX_CORES, MAX_SLOW};

/// Runs Python programs with threads, in virtual time or on real threads, and says what every thread did.
#[derive(Debug, Parser)]
#[command(name = "hotpot", version)]
pub struct Options {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Run a program. Exit status: 0, the program's own sys.exit(n), 1 uncaught exception, 2 usage, 3 deadlock, 4 a limit
    /// reached, 5 the program does not compile.
    Run(Box<Run>),
}

/// Where threads run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// In virtual time, the same on every repeat.
    Simulate,
    /// On OS threads.
    Live,
}

/// A setting that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

/// How to run. What is not given comes from the program's `# @run` line, else from the defaults.
#[derive(Args, Debug)]
pub struct Run {
    /// The program: Python source.
    pub program: PathBuf,
    /// Where threads run.
    #[arg(long, value_enum, default_value = "simulate")]
    pub mode: Mode,
    /// Picks the schedule: 0 is CPython's own, others switch threads early. Simulate only.
    #[arg(long, value_name = "N")]
    pub seed: Option<u64>,
    /// Simulated cores, 1 to 64.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_CORES)))]
    pub cores: Option<u32>,
    /// Whether one thread at a time runs Python.
    #[arg(long, value_enum)]
    pub gil: Option<Switch>,
    /// Lets threads switch between any two bytecodes, the GIL notwithstanding. Simulate only.
    #[arg(long)]
    pub switch_anywhere: bool,
    /// Bytecodes take this many times what they take on CPython, 1 to 100,000. Simulate only.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=i64::from(MAX_SLOW)))]
    pub slow: Option<u32>,
    /// Divides sleeps and timeouts. Live only.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub live_speed: Option<u32>,
    /// Sets a parameter of the program; may be given again.
    #[arg(long = "param", value_name = "NAME=VALUE")]
    pub params: Vec<String>,
    /// Writes the trace as Chrome trace JSON, which Perfetto opens.
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
    /// Prints the trace's hash after the program's output.
    #[arg(long)]
    pub hash: bool,
    /// Prints one line of JSON about the run to standard error.
    #[arg(long)]
    pub stats: bool,
    /// Bytecodes after which the run ends.
    #[arg(long, value_name = "N")]
    pub max_instructions: Option<u64>,
}
