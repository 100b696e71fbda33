//! A live run as one of its threads sees it.

use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use hotpot_sync::{Budget, Cost, Fiber, Gil, How, Key, Node, OP_CLASSES, Park, ParkEnd, Platform, SpawnError, Stopped, ThreadInfo, Woken};
use hotpot_trace::{EventId, Kind, ObjectId, ObjectKind, ReadyReason, ThreadId};

use crate::run::{ASLEEP, Run, STOPPED, Thread, UNPARKED};
use crate::{backend, pool};

/// Bytecodes between two looks at the clock: about a millisecond.
const SLICE: i64 = 20_000;
/// The shortest sleep, by the wall clock: what `nanosleep(0)` takes on Linux. Who waits for the GIL gets it meanwhile.
const SHORTEST_SLEEP: Duration = Duration::from_micros(50);

/// The platform of one thread. Only that thread calls it.
#[derive(Debug)]
pub(crate) struct LiveThread {
    run: Arc<Run>,
    thread: Arc<Thread>,
    costs: Arc<[u32; OP_CLASSES]>,
    // Copies of what is asked for at each operation.
    id: ThreadId,
    records: bool,
    may_spin: bool,
}

impl LiveThread {
    pub fn new(run: Arc<Run>, thread: Arc<Thread>) -> Self {
        let cores = if run.settings.cores == 0 { backend::cores() } else { run.settings.cores };
        let may_spin = run.gil.is_none() && cores > 1;
        let (id, records) = (thread.id, run.settings.record);
        Self { run, thread, costs: Arc::new([1; OP_CLASSES]), id, records, may_spin }
    }

    /// Starts a thread of the same run that carries out `body`, without a driver.
    #[cfg(feature = "bench")]
    pub fn spawn_with(&self, info: ThreadInfo, body: impl FnOnce(Arc<Self>) -> hotpot_sync::ThreadEnd + Send + 'static) -> bool {
        self.run.spawn_with(Some(&self.thread), info, body).is_ok()
    }

    fn push(&self, kind: Kind, object: ObjectId, value: i64, reason: u8) -> EventId {
        if !self.records {
            return EventId::NONE;
        }
        self.thread.log.push(&self.run.sequence, kind, object, value, reason)
    }

    /// Reads the clock; events from here on have its time.
    fn tick(&self) -> Duration {
        let now = self.run.now();
        self.thread.log.set_time(now.as_nanos() as u64);
        now
    }

    /// What the timeline shows of a wait that begins. Under the run's lock.
    fn record_wait(&self, park: &Park<'_>, holder: Option<ThreadId>) {
        let holder = holder.filter(|holder| park.how != How::ReadyForGil || *holder != self.thread.id);
        let holder = holder.map_or(-1, |holder| i64::from(holder.0));
        match park.how {
            How::Blocked { reason } => self.push(Kind::Block, park.key.object, holder, reason as u8),
            How::Sleeping => {
                let until = park.deadline.map_or(i64::MAX, |deadline| deadline.as_nanos() as i64);
                self.push(Kind::Sleep, ObjectId::NONE, until, 0)
            }
            How::ReadyForGil => {
                // Relaxed, here and below: only this thread looks.
                if self.thread.shows_ready.swap(true, Ordering::Relaxed) {
                    return;
                }
                self.push(Kind::Ready, park.key.object, holder, ReadyReason::Gil as u8)
            }
        };
        self.thread.shows_running.store(false, Ordering::Relaxed);
    }

    fn sleep_until(&self, deadline: Option<Duration>) -> ParkEnd {
        loop {
            match self.thread.sleeper.load() {
                UNPARKED => return ParkEnd::Unparked(EventId(self.thread.by.load(Ordering::Relaxed))),
                STOPPED => return ParkEnd::Stopped,
                _ => {}
            }
            let left = deadline.map(|deadline| deadline.saturating_sub(self.run.now()));
            if left == Some(Duration::ZERO) && self.run.table().waits.remove(self.thread.id).is_some() {
                return ParkEnd::TimedOut;
            }
            // Rounded up, so that a wait does not end before its time.
            let speed = self.run.settings.speed;
            self.thread.sleeper.sleep(ASLEEP, left.map(|left| left / speed + Duration::from_nanos(1)));
        }
    }
}

impl Platform for LiveThread {
    fn now(&self) -> Duration {
        self.run.now()
    }

    fn current(&self) -> ThreadId {
        self.id
    }

    fn gil(&self) -> Option<&Gil> {
        self.run.gil.as_deref()
    }

    fn poll_visible(&self, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }

    fn poll_park(&self, park: &Park<'_>, node: &mut Node, _: &mut Context<'_>) -> Poll<ParkEnd> {
        let now = self.tick();
        let mut deadline = park.deadline;
        if park.how == How::Sleeping {
            let shortest = now + SHORTEST_SLEEP * self.run.settings.speed;
            deadline = deadline.map(|deadline| deadline.max(shortest));
        }
        let mut table = self.run.table();
        if self.run.is_over() && !park.leaves {
            return Poll::Ready(ParkEnd::Stopped);
        }
        if !(park.still)() {
            return Poll::Ready(ParkEnd::Invalid);
        }
        self.thread.sleeper.store(ASLEEP);
        let (holder, owner) = match park.how {
            How::Blocked { .. } => ((park.holder)(), (park.holder)()),
            How::ReadyForGil => (self.run.gil.as_ref().and_then(|gil| gil.holder()), None),
            How::Sleeping => (None, None),
        };
        table.waits.enter(self.thread.id, park.key, park.how, deadline, owner, node);
        self.record_wait(park, holder);
        if let Some(length) = table.waits.cycle(self.thread.id) {
            self.push(Kind::Deadlock, park.key.object, length as i64, 0);
        }
        self.run.look_for_deadlock(&mut table);
        drop(table);
        (park.asleep)();
        let end = self.sleep_until(deadline);
        node.queued = false;
        if park.how != How::ReadyForGil {
            self.tick();
            let by = if let ParkEnd::Unparked(by) = end { by } else { EventId::NONE };
            let reason = if self.run.gil.is_some() { ReadyReason::Gil } else { ReadyReason::Core };
            self.push(Kind::Wake, park.key.object, i64::from(by.0), reason as u8);
        }
        Poll::Ready(end)
    }

    fn unpark(&self, key: Key, n: usize, under_lock: &mut dyn FnMut(Woken) -> EventId) -> usize {
        let mut table = self.run.table();
        let queued = table.waits.count(key);
        let count = n.min(queued);
        let by = under_lock(Woken { count, more: queued > count });
        let taken = table.waits.take(key, n);
        let woken: Vec<Arc<Thread>> = taken.into_iter().map(|(id, _)| Arc::clone(table.thread(id))).collect();
        for thread in &woken {
            // Relaxed: published by the word.
            thread.by.store(by.0, Ordering::Relaxed);
            thread.sleeper.store(UNPARKED);
        }
        drop(table);
        for thread in woken {
            thread.sleeper.wake();
        }
        count
    }

    fn took_over(&self, key: Key) {
        self.run.table().waits.took_over(key, self.thread.id);
    }

    fn running(&self) {
        self.thread.shows_ready.store(false, Ordering::Relaxed);
        if !self.thread.shows_running.swap(true, Ordering::Relaxed) {
            self.tick();
            self.push(Kind::Run, ObjectId::NONE, i64::from(pool::number()), 0);
        }
    }

    fn is_stopped(&self) -> bool {
        self.run.is_over()
    }

    fn record(&self, kind: Kind, object: ObjectId, value: i64) -> EventId {
        if kind.is_end() {
            self.tick();
        }
        self.push(kind, object, value, 0)
    }

    fn create_object(&self, kind: ObjectKind) -> ObjectId {
        self.run.tables().add_object(kind)
    }

    fn name_object(&self, object: ObjectId, name: &str) {
        self.run.tables().name_object(object, name);
    }

    fn intern(&self, text: &str) -> u32 {
        self.run.tables().strings.intern(text)
    }

    fn set_line(&self, line: u32, _: &Budget) {
        self.thread.log.set_line(line);
    }

    fn spawn(&self, info: ThreadInfo, fiber: Box<dyn Fiber + Send>) -> Result<ThreadId, SpawnError> {
        self.run.spawn(Some(&self.thread), info, fiber)
    }

    fn budget(&self) -> Budget {
        let breaker = self.run.gil.as_ref().map_or(&self.run.stop, |gil| gil.breaker());
        Budget {
            fuel: SLICE,
            switch_points: u32::MAX,
            switch_anywhere: self.run.gil.is_none(),
            costs: Arc::clone(&self.costs),
            breaker: Arc::clone(breaker),
        }
    }

    // What a thread may use its fiber limits itself: there is no machine here whose time is counted.
    fn spend(&self, _: &Budget) {}

    fn poll_slice(&self, _: bool, _: &mut Context<'_>) -> Poll<Result<(), Stopped>> {
        self.tick();
        Poll::Ready(if self.run.is_over() { Err(Stopped) } else { Ok(()) })
    }

    fn may_spin(&self) -> bool {
        self.may_spin
    }

    fn charge(&self, _: Cost) {}

    fn entropy(&self) -> u64 {
        // SplitMix64 (Steele, Lea, Flood 2014).
        let state = self.run.entropy.fetch_add(0x9E37_79B9_7F4A_7C15, Ordering::Relaxed);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}
