//! The faithful machine: first come, first served, and nothing is late.

use super::Oracle;

/// First come, first served; no jitter, no early switches.
#[derive(Clone, Copy, Debug, Default)]
pub struct RoundRobin;

impl Oracle for RoundRobin {
    fn new_run(&mut self) {}

    fn pick(&mut self, _candidates: usize) -> usize {
        0
    }

    fn draw(&mut self, _bound: u64) -> u64 {
        0
    }
}
