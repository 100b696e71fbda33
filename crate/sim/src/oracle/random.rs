//! Random choices from a seed.

use super::Oracle;

/// Random choices from a seed, by `SplitMix64` (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014).
#[derive(Clone, Debug)]
pub struct Random {
    seed: u64,
    state: u64,
}

impl Random {
    /// The choices of this seed.
    pub fn new(seed: u64) -> Self {
        Self { seed, state: seed }
    }

    /// The next number of the stream.
    pub fn next_u64(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number below `bound` (0 for 0). The bias is below one in 2^32 for the bounds in use.
    fn below(&mut self, bound: u64) -> u64 {
        ((u128::from(self.next_u64()) * u128::from(bound)) >> 64) as u64
    }
}

impl Oracle for Random {
    fn new_run(&mut self) {
        self.state = self.seed;
    }

    fn pick(&mut self, candidates: usize) -> usize {
        self.below(candidates as u64) as usize
    }

    fn draw(&mut self, bound: u64) -> u64 {
        self.below(bound)
    }
}
