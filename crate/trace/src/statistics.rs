//! A run in numbers.

use std::collections::BTreeMap;

use crate::interval::STATES;
use crate::{Kind, Trace};

/// A run in numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statistics {
    /// How many events the trace holds.
    pub events: usize,
    /// How many threads there were.
    pub threads: usize,
    /// How often a core or worker went from one thread to another.
    pub switches: u32,
    /// Time of the last event.
    pub end_ns: u64,
    /// For each thread, the time spent in each [`crate::State`].
    pub state_ns: Vec<[u64; STATES]>,
}

impl Trace {
    /// How often a core or worker went from one thread to another.
    pub fn switches(&self) -> u32 {
        let mut running: BTreeMap<i64, u32> = BTreeMap::new();
        let mut switches = 0;
        for row in (0..self.events.len()).filter(|row| self.events.kind[*row] == Kind::Run as u8) {
            let thread = self.events.thread[row];
            let before = running.insert(self.events.value[row], thread);
            switches += u32::from(before.is_some_and(|before| before != thread));
        }
        switches
    }

    /// The run in numbers. A wait that never ends counts until the end of the trace.
    pub fn statistics(&self) -> Statistics {
        let end_ns = self.end_ns();
        let mut state_ns = vec![[0; STATES]; self.threads.len()];
        for interval in self.intervals() {
            state_ns[interval.thread.0 as usize][interval.state as usize] += interval.end_ns.min(end_ns) - interval.start_ns;
        }
        Statistics { events: self.events.len(), threads: self.threads.len(), switches: self.switches(), end_ns, state_ns }
    }
}
