//! Deterministic virtual time: clock, cores, costs, scheduler oracle, schedules.
//!
//! A [`Simulation`] runs the threads of a program as fibers on one thread of ours, in virtual time: discrete events, a clock
//! for each simulated core, and an [`Oracle`] that decides where the machine could go on in more than one way. No wall clock,
//! no randomness but the oracle's, no hash order: the same input gives the same trace on every machine.
//!
//! The order of events. A thread pauses before every operation on something shared, and goes on when its core's clock is the
//! least; so operations happen in the order of virtual time, whoever is simulated first. Computing between them runs ahead,
//! up to the next thing that can happen elsewhere.

mod costs;
mod oracle;
mod platform;
mod settings;
mod simulation;
mod turn;
mod world;

pub use oracle::{Oracle, Random, Replay, RoundRobin, Schedule, for_seed};
pub use settings::{Limits, MAX_CORES, MAX_SLOW, Settings};
pub use simulation::{Progress, Simulation};
