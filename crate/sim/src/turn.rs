//! Whose turn it is: the rules by which virtual time passes.

use hotpot_sync::ParkEnd;
use hotpot_trace::ThreadId;

use crate::costs::{self, BYTECODE_PS, PS};
use crate::world::{Core, Pause, Ready, Shown, World};

/// What is to be done next.
#[derive(Debug)]
pub(crate) enum Turn {
    /// This thread goes on.
    Poll(ThreadId),
    /// No thread can ever go on.
    Stuck,
    /// A limit was reached.
    Limit(String),
}

impl World {
    /// Decides what is done next, letting pass whatever happens without a thread.
    pub fn next_turn(&mut self) -> Turn {
        loop {
            let timer = self.timers.first().copied();
            let dispatch = self.next_dispatch();
            let busy = self.least_busy();
            let next = [timer.map(|timer| timer.0), dispatch, busy.map(|core| self.cores[core].clock)].into_iter().flatten().min();
            let Some(next) = next else { return Turn::Stuck };
            if let Some(sentence) = self.limit_reached(next) {
                return Turn::Limit(sentence);
            }
            self.work += 4;
            if let Some((at, thread)) = timer.filter(|timer| timer.0 == next) {
                self.time_out(thread, at);
            } else if dispatch == Some(next) {
                self.dispatch(next);
            } else if let Some(core) = busy {
                if self.preempts_at(core).is_some_and(|at| at <= next) {
                    self.preempt(core);
                } else {
                    return Turn::Poll(self.go_on(core));
                }
            }
        }
    }

    fn time_out(&mut self, thread: ThreadId, at: u64) {
        if let Some(queued) = self.waits.remove(thread) {
            self.wake(thread, queued.how, ParkEnd::TimedOut, at);
            self.make_ready(thread, at, true);
        }
    }

    /// When the next ready thread gets a core that is idle.
    pub fn next_dispatch(&self) -> Option<u64> {
        let ready = self.ready.first()?.at;
        let idle = self.cores.iter().filter(|core| core.thread.is_none()).map(|core| core.clock).min()?;
        Some(ready.max(idle))
    }

    /// The busy core that is behind all others.
    fn least_busy(&self) -> Option<usize> {
        let busy = self.cores.iter().enumerate().filter(|(_, core)| core.thread.is_some());
        busy.min_by_key(|(_, core)| core.clock).map(|(core, _)| core)
    }

    /// Gives a core to a ready thread.
    fn dispatch(&mut self, now: u64) {
        let waiting = self.ready.partition_point(|ready| ready.at <= now);
        let is_free = |core: &Core| core.thread.is_none() && core.clock <= now;
        let idle = self.cores.iter().copied().filter(is_free).count();
        let picked = match self.ready[..waiting].iter().position(|ready| ready.is_due) {
            Some(due) => due,
            None if waiting > idle => self.pick(waiting),
            None => 0,
        };
        let ready = self.ready.remove(picked);
        let last_core = self.threads[ready.thread.0 as usize].last_core;
        let is_last_free = self.cores.get(last_core).is_some_and(is_free);
        let core = if is_last_free { Some(last_core) } else { self.cores.iter().position(is_free) };
        // `next_dispatch` saw an idle core.
        let Some(core) = core else { return };
        let place = &mut self.cores[core];
        place.clock = now;
        if place.last != Some(ready.thread) {
            place.clock += costs::SWITCH_NS * PS;
        }
        place.thread = Some(ready.thread);
        place.last = Some(ready.thread);
        place.since = place.clock;
        let thread = &mut self.threads[ready.thread.0 as usize];
        let before = core::mem::replace(&mut thread.last_core, core);
        match thread.shown {
            Shown::Preempted => {
                self.cores[before].hidden = None;
                if before == core {
                    thread.shown = Shown::Running;
                } else {
                    self.show_running(ready.thread, core);
                }
            }
            Shown::Displaced => self.show_running(ready.thread, core),
            _ => {}
        }
    }

    /// When the core's thread must make way for a ready one, if it must.
    pub fn preempts_at(&self, core: usize) -> Option<u64> {
        let slice = self.cores[core].since + costs::TIME_SLICE_NS * PS;
        let due = |ready: &Ready| if ready.is_due { ready.at } else { ready.at.max(slice) };
        self.ready.iter().map(due).min()
    }

    fn preempt(&mut self, core: usize) {
        let clock = self.cores[core].clock;
        let Some(id) = self.cores[core].thread.take() else { return };
        let thread = &mut self.threads[id.0 as usize];
        if thread.shown == Shown::Running {
            thread.shown = Shown::Preempted;
            self.cores[core].hidden = Some(id);
        }
        // Who is due goes before the one that made way for it.
        self.make_ready(id, clock, false);
    }

    /// Lets the thread of the core that is behind all others go on, or, at a choice point, one that is as far.
    fn go_on(&mut self, least: usize) -> ThreadId {
        let mut core = least;
        if self.is_at_choice(least) {
            let until = self.cores[least].clock + if self.settings.seed == 0 { 0 } else { 4 * BYTECODE_PS * self.slow };
            let candidates: Vec<usize> =
                (0..self.cores.len()).filter(|core| self.cores[*core].clock <= until && self.is_at_choice(*core)).collect();
            core = candidates[self.pick(candidates.len())];
            // The others were held up a little.
            let clock = self.cores[core].clock;
            for other in candidates {
                self.cores[other].clock = self.cores[other].clock.max(clock);
            }
        }
        self.core = core;
        // Only busy cores are asked.
        self.current = self.cores[core].thread.unwrap_or(self.current);
        let pause = core::mem::replace(&mut self.thread().pause, Pause::None);
        self.thread().is_over = matches!(pause, Pause::Visible | Pause::Slice | Pause::Switch);
        self.thread().is_short |= matches!(pause, Pause::Visible | Pause::Parked);
        if pause == Pause::Switch {
            self.thread().countdown = None;
            if !self.settings.gil {
                // What a cache miss or an interrupt takes.
                let held_up = self.jitter(8 * BYTECODE_PS / PS * self.slow);
                self.cores[core].clock += held_up;
            }
        }
        self.current
    }

    fn is_at_choice(&self, core: usize) -> bool {
        self.cores[core].thread.is_some_and(|thread| self.threads[thread.0 as usize].pause == Pause::Visible)
    }

    /// After the current thread was polled; `is_ended` is whether it is over. False if it waits for something that this
    /// scheduler was not told of.
    pub fn after_poll(&mut self, is_ended: bool) -> bool {
        let core = &mut self.cores[self.core];
        let pause = self.threads[self.current.0 as usize].pause;
        if is_ended || pause == Pause::Parked {
            core.clock += costs::PARK_NS * PS;
            core.thread = None;
        } else if pause == Pause::Switch {
            // At a switch point the kernel may take another thread.
            let now = core.clock;
            let waiting = self.ready.partition_point(|ready| ready.at <= now);
            if waiting > 0 && self.pick(waiting + 1) > 0 {
                self.preempt(self.core);
            }
        }
        is_ended || pause != Pause::None
    }

    fn limit_reached(&self, next: u64) -> Option<String> {
        let limits = &self.settings.limits;
        if self.computed > limits.compute_ns.saturating_mul(PS * self.slow) {
            let seconds = limits.compute_ns as f64 / 1e9;
            return Some(format!("The program computed for more than {seconds} s (of a machine at full speed)."));
        }
        if next > limits.virtual_ns.saturating_mul(PS) {
            return Some(format!("The run took more than {} s of virtual time.", limits.virtual_ns / 1_000_000_000));
        }
        (self.recorder.count_without_lines() > limits.events).then(|| format!("The run had more than {} events.", limits.events))
    }
}
