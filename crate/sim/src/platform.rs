//! The simulator as the threads of a run see it.

use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hotpot_sync::{Budget, Cost, Fiber, Gil, How, Key, Node, Park, ParkEnd, Platform, SpawnError, Stopped, ThreadInfo, Woken};
use hotpot_trace::{EventId, Kind, ObjectId, ObjectKind, ThreadId, ThreadRow};

use crate::costs::{self, PS};
use crate::oracle::Random;
use crate::world::{Newborn, Pause, World};

/// A run's platform. One thread of ours at a time uses it, so its lock is never contended; it is never held while a primitive
/// of the run is asked something, as the primitive may call back.
pub(crate) struct Virtual {
    world: Mutex<World>,
    gil: Option<Gil>,
    /// What a run without a GIL is interrupted by: nothing.
    no_breaker: Arc<AtomicBool>,
    entropy: AtomicU64,
}

impl Virtual {
    pub fn new(mut world: World) -> Self {
        let gil = world.settings.gil.then(|| {
            let object = world.recorder.add_object(ObjectKind::Gil);
            world.recorder.name_object(object, "GIL");
            Gil::new(object)
        });
        let entropy = AtomicU64::new(world.settings.seed);
        Self { world: Mutex::new(world), gil, no_breaker: Arc::default(), entropy }
    }

    pub fn world(&self) -> MutexGuard<'_, World> {
        // A panic in a thread of the run ends the run, not its trace.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Platform for Virtual {
    fn now(&self) -> Duration {
        Duration::from_nanos(self.world().now() / PS)
    }

    fn thread_time(&self) -> Duration {
        Duration::from_nanos(self.world().thread_time() / PS)
    }

    fn current(&self) -> ThreadId {
        self.world().current()
    }

    fn gil(&self) -> Option<&Gil> {
        self.gil.as_ref()
    }

    fn poll_visible(&self, _: &mut Context<'_>) -> Poll<()> {
        self.world().pause_or_go(Pause::Visible)
    }

    fn poll_park(&self, park: &Park<'_>, node: &mut Node, _: &mut Context<'_>) -> Poll<ParkEnd> {
        if node.queued {
            return match self.world().wait_end() {
                Some(end) => {
                    node.queued = false;
                    Poll::Ready(end)
                }
                None => Poll::Pending,
            };
        }
        if !(park.still)() {
            return Poll::Ready(ParkEnd::Invalid);
        }
        let holder = match park.how {
            How::Blocked { .. } => (park.holder)(),
            How::ReadyForGil => self.gil.as_ref().and_then(Gil::holder),
            How::Sleeping => None,
        };
        self.world().park(park, holder, node);
        (park.asleep)();
        Poll::Pending
    }

    fn unpark(&self, key: Key, n: usize, under_lock: &mut dyn FnMut(Woken) -> EventId) -> usize {
        let waiting = self.world().waiting(key);
        let count = waiting.min(n);
        let by = under_lock(Woken { count, more: waiting > count });
        self.world().unpark(key, count, by);
        count
    }

    fn took_over(&self, key: Key) {
        self.world().took_over(key);
    }

    fn running(&self) {
        self.world().running();
    }

    fn is_stopped(&self) -> bool {
        // A run that is stopped is not polled again.
        false
    }

    fn record(&self, kind: Kind, object: ObjectId, value: i64) -> EventId {
        self.world().record(kind, object, value)
    }

    fn create_object(&self, kind: ObjectKind) -> ObjectId {
        self.world().recorder.add_object(kind)
    }

    fn name_object(&self, object: ObjectId, name: &str) {
        self.world().recorder.name_object(object, name);
    }

    fn intern(&self, text: &str) -> u32 {
        self.world().recorder.intern(text)
    }

    fn set_line(&self, line: u32, budget: &Budget) {
        self.world().set_line(line, budget);
    }

    fn spawn(&self, info: ThreadInfo, fiber: Box<dyn Fiber + Send>) -> Result<ThreadId, SpawnError> {
        let mut world = self.world();
        let limit = world.settings.limits.threads;
        if world.threads() >= limit {
            return Err(SpawnError::TooMany { limit });
        }
        let row = ThreadRow { name: info.name, process: info.process, parent: None, daemon: info.daemon };
        Ok(world.spawn(row, Newborn { fiber, finish: info.finish }))
    }

    fn budget(&self) -> Budget {
        self.world().budget(self.gil.as_ref().map_or(&self.no_breaker, Gil::breaker))
    }

    fn spend(&self, budget: &Budget) {
        self.world().spend(budget);
    }

    fn poll_slice(&self, switch: bool, _: &mut Context<'_>) -> Poll<Result<(), Stopped>> {
        self.world().pause_or_go(if switch { Pause::Switch } else { Pause::Slice }).map(Ok)
    }

    fn may_spin(&self) -> bool {
        false
    }

    fn charge(&self, cost: Cost) {
        match cost {
            // The kernel's work, which a slow interpreter does not make slower.
            Cost::ThreadStart => self.world().enter_kernel(costs::START_CALL_NS),
            Cost::Primitive => self.world().charge(costs::PRIMITIVE_NS),
            Cost::Print => self.world().charge(costs::PRINT_NS),
        }
    }

    fn entropy(&self) -> u64 {
        let before = self.entropy.load(Ordering::Relaxed);
        // Not the oracle's stream: what a program draws must not depend on how threads were scheduled before.
        let next = Random::new(before ^ 0x5eed).next_u64();
        self.entropy.store(next, Ordering::Relaxed);
        next
    }
}
