//! `hotpot run PROGRAM.py`: runs a program in virtual time or on OS threads.

mod options;

use clap::Parser;

fn main() {
    let options::Command::Run(run) = options::Options::parse().command;
    eprintln!("hotpot: {}: this build has no Python yet", run.program.display());
    std::process::exit(2);
}
