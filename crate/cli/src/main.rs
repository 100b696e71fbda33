//! `hotpot run PROGRAM.py`: runs a program in virtual time or on OS threads.
//!
//! What the program prints goes out as it was printed; how the run went is told by the exit status, and on request by a line
//! of statistics.

mod options;
mod report;
mod run;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    let options::Command::Run(options) = options::Options::parse().command;
    match run::run(&options) {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("hotpot: {error}");
            ExitCode::from(report::USAGE)
        }
    }
}
