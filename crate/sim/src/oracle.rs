//! Who decides where a run could go on in more than one way.

mod random;
mod replay;
mod round_robin;

pub use random::Random;
pub use replay::{Replay, Schedule};
pub use round_robin::RoundRobin;

/// Decides where a run could go on in more than one way. An oracle holds no state of a run; the simulator writes down what it
/// answers, and [`Replay`] gives the same answers again.
pub trait Oracle: Send {
    /// A new run begins.
    fn new_run(&mut self);

    /// Which of `candidates` threads goes on, as an index below that number; they stand in the order they became ready.
    fn pick(&mut self, candidates: usize) -> usize;

    /// A number below `bound`: how much later than usual, or how soon a thread is to switch. 0 is the faithful answer.
    fn draw(&mut self, bound: u64) -> u64;
}

/// The oracle that a seed names: 0 is faithful, any other random.
pub fn for_seed(seed: u64) -> Box<dyn Oracle> {
    if seed == 0 { Box::new(RoundRobin) } else { Box::new(Random::new(seed)) }
}
