//! The choices of an earlier run again.

use super::Oracle;

/// The answers an oracle gave in one run, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schedule(pub Vec<u64>);

/// Replays a schedule. Past its end, or where an answer does not fit the question (another program, other settings), it answers
/// as [`super::RoundRobin`].
#[derive(Clone, Debug)]
pub struct Replay {
    schedule: Schedule,
    next: usize,
}

impl Replay {
    /// The choices of `schedule`.
    pub fn new(schedule: Schedule) -> Self {
        Self { schedule, next: 0 }
    }

    fn answer(&mut self, bound: u64) -> u64 {
        let answer = self.schedule.0.get(self.next).copied();
        self.next += 1;
        answer.filter(|answer| *answer < bound).unwrap_or(0)
    }
}

impl Oracle for Replay {
    fn new_run(&mut self) {
        self.next = 0;
    }

    fn pick(&mut self, candidates: usize) -> usize {
        self.answer(candidates as u64) as usize
    }

    fn draw(&mut self, bound: u64) -> u64 {
        self.answer(bound)
    }
}
