//! A simulated run, from its first event to its trace.

use core::future::Future;
use core::pin::Pin;
use core::task::{Context, Poll, Waker};
use std::sync::Arc;

use hotpot_sync::{Fiber, Finish, Platform, ThreadEnd, drive};
use hotpot_trace::{ObjectKind, Outcome, ThreadId, ThreadRow, Trace};

use crate::oracle::{Oracle, Schedule, for_seed};
use crate::platform::Virtual;
use crate::settings::Settings;
use crate::turn::Turn;
use crate::world::World;

type Driver = Pin<Box<dyn Future<Output = ThreadEnd> + Send>>;

/// Whether a run goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// There is more to do.
    Running,
    /// The trace is complete.
    Finished,
}

/// A simulated run.
///
/// It is carried out in steps of bounded work, between which the caller may do what it likes, or drop it; where a step ends
/// changes nothing. The same fiber, settings and oracle give the same trace.
pub struct Simulation {
    platform: Arc<Virtual>,
    drivers: Vec<Option<Driver>>,
    outcome: Option<Outcome>,
}

impl Simulation {
    /// A run whose choices the seed in `settings` makes.
    pub fn new(settings: Settings, main: Box<dyn Fiber + Send>) -> Self {
        let oracle = for_seed(settings.seed);
        Self::with_oracle(settings, oracle, main)
    }

    /// A run whose choices `oracle` makes. `settings.seed` still says whether it is asked for jitter and early switches (not
    /// for 0), and seeds what the program draws: replay a schedule with the settings it came from.
    pub fn with_oracle(settings: Settings, oracle: Box<dyn Oracle>, main: Box<dyn Fiber + Send>) -> Self {
        let mut world = World::new(settings, oracle);
        let row = ThreadRow { name: "MainThread".to_owned(), process: 0, parent: None, daemon: false };
        let main_thread = world.add_thread(row, 0);
        let object = world.recorder.add_object(ObjectKind::Thread);
        world.recorder.name_object(object, "MainThread");
        let finish = Arc::new(Finish::new(object));
        finish.set_thread(main_thread);
        let platform = Arc::new(Virtual::new(world));
        let mut simulation = Self { platform, drivers: Vec::new(), outcome: None };
        simulation.add_driver(main, finish);
        simulation
    }

    /// Goes on until about `work` bytecodes were executed (a scheduler's decision counts as a few), or to the end.
    pub fn step(&mut self, work: u64) -> Progress {
        self.platform.world().work = 0;
        while self.outcome.is_none() {
            let turn = {
                let mut world = self.platform.world();
                if world.work >= work {
                    return Progress::Running;
                }
                world.next_turn()
            };
            self.outcome = match turn {
                Turn::Poll(thread) => self.poll(thread),
                Turn::Stuck => Some(Outcome::Deadlock),
                Turn::Limit(sentence) => Some(Outcome::Limit { sentence }),
            };
        }
        Progress::Finished
    }

    /// Goes on to the end.
    pub fn run(mut self) -> Trace {
        while self.step(u64::MAX) == Progress::Running {}
        self.finish()
    }

    /// The run so far.
    pub fn snapshot(&self) -> Trace {
        self.platform.world().recorder.snapshot()
    }

    /// The choices so far; [`crate::Replay`] makes them again.
    pub fn schedule(&self) -> Schedule {
        self.platform.world().schedule.clone()
    }

    /// The trace. A run that has not finished is stopped: its threads are cut off.
    pub fn finish(mut self) -> Trace {
        let outcome = self.outcome.take().unwrap_or(Outcome::Stopped);
        let recorder = {
            let mut world = self.platform.world();
            if outcome != Outcome::Deadlock {
                world.cut_off();
            }
            core::mem::take(&mut world.recorder)
        };
        recorder.finish(outcome)
    }

    fn add_driver(&mut self, fiber: Box<dyn Fiber + Send>, finish: Arc<Finish>) {
        let platform: Arc<dyn Platform + Send + Sync> = Arc::clone(&self.platform) as _;
        self.drivers.push(Some(Box::pin(drive(fiber, platform, finish))));
    }

    fn poll(&mut self, thread: ThreadId) -> Option<Outcome> {
        let slot = self.drivers.get_mut(thread.0 as usize)?;
        let poll = slot.as_mut()?.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        let (is_known, newborns) = {
            let mut world = self.platform.world();
            (world.after_poll(poll.is_ready()), core::mem::take(&mut world.newborns))
        };
        if !is_known {
            return Some(Outcome::Limit { sentence: "A thread waits for something the simulator does not know.".to_owned() });
        }
        if poll.is_ready() {
            *slot = None;
        }
        for newborn in newborns {
            self.add_driver(newborn.fiber, newborn.finish);
        }
        match poll {
            Poll::Ready(ThreadEnd::Limit(sentence)) => Some(Outcome::Limit { sentence }),
            Poll::Ready(ThreadEnd::Done) if thread.0 == 0 => Some(Outcome::Finished { exit_code: 0 }),
            Poll::Ready(ThreadEnd::Failed(error)) if thread.0 == 0 => Some(Outcome::Failed { error }),
            _ => None,
        }
    }
}
