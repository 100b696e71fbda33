//! The global interpreter lock, as CPython 3.11's `ceval_gil.c`.

use core::future::poll_fn;
use core::time::Duration;
use std::sync::Arc;

use hotpot_trace::{EventId, ObjectId, ThreadId};

use crate::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use crate::word::HolderWord;
use crate::{How, Key, Node, Park, ParkEnd, Platform, Stopped};

/// `sys.getswitchinterval()` at the start.
const SWITCH_INTERVAL: Duration = Duration::from_millis(5);
/// `last_holder` before anybody had it.
const NOBODY: u32 = u32::MAX;

/// What a thread wants the GIL for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// To run.
    Take,
    /// It has it, and lets another run first.
    MakeWay,
    /// It is stopped, and discards what it has.
    Leave,
}

/// One process's GIL.
///
/// A waiter that has waited for the switch interval, during which the holder did not change, asks the holder to make way; the
/// holder does so at its next switch point ([`Gil::hand_over`]) and does not take the GIL again before another thread had it.
/// Waiters queue; who comes back from a wait of its own may still be faster than the one just woken, as in CPython.
#[derive(Debug)]
pub struct Gil {
    word: HolderWord,
    object: ObjectId,
    /// Nanoseconds.
    interval: AtomicU64,
    /// Who held it last, or [`NOBODY`]. Written by holders only, so relaxed: what must be seen by who takes
    /// the GIL next comes with the word, and by who parks with the waiter list's lock.
    last_holder: AtomicU32,
    /// Counts changes of holder; a waiter's interval starts again when it moved. Written by holders only; relaxed, as a late
    /// look costs one more interval at most.
    switch_number: AtomicU32,
    /// How many threads are about to take it; a waiter is for a moment in no list when its interval has passed.
    wanting: AtomicU32,
    /// The eval breaker: asks the holder to pause at its next switch point.
    breaker: Arc<AtomicBool>,
}

impl Gil {
    /// A free GIL; `object` is its row in the object table.
    pub fn new(object: ObjectId) -> Self {
        Self {
            word: HolderWord::new(),
            object,
            interval: AtomicU64::new(SWITCH_INTERVAL.as_nanos() as u64),
            last_holder: AtomicU32::new(NOBODY),
            switch_number: AtomicU32::new(0),
            wanting: AtomicU32::new(0),
            breaker: Arc::new(AtomicBool::new(false)),
        }
    }

    /// Its row in the object table.
    pub fn object(&self) -> ObjectId {
        self.object
    }

    /// What a holder's [`crate::Budget::breaker`] is. Stop sets it too.
    pub fn breaker(&self) -> &Arc<AtomicBool> {
        &self.breaker
    }

    /// `sys.getswitchinterval()`.
    pub fn interval(&self) -> Duration {
        Duration::from_nanos(self.interval.load(Ordering::Relaxed))
    }

    /// `sys.setswitchinterval()`; waits that begin later use it.
    pub fn set_interval(&self, interval: Duration) {
        self.interval.store(u64::try_from(interval.as_nanos()).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// Who holds it.
    pub fn holder(&self) -> Option<ThreadId> {
        self.word.holder()
    }

    /// Whether somebody may be waiting for it.
    pub fn is_wanted(&self) -> bool {
        self.word.has_waiters()
    }

    /// Takes it, waiting as long as need be. Who is [`Stopped`] has it too.
    pub async fn take<P: Platform + ?Sized>(&self, platform: &P) -> Result<(), Stopped> {
        if self.word.take_free(platform.current()) {
            return self.taken(platform);
        }
        self.take_contended(platform, Turn::Take).await
    }

    /// Takes it, if the calling thread does not have it, for a thread that is stopped: what it leaves behind it discards while nobody
    /// else runs. Stop does not end this wait.
    pub async fn take_to_leave<P: Platform + ?Sized>(&self, platform: &P) {
        if self.word.holder() == Some(platform.current()) {
            return;
        }
        // Relaxed: as in `take_contended`.
        self.wanting.fetch_add(1, Ordering::Relaxed);
        // Who leaves is never told to stop; and whatever it is told, it has it now.
        let _ = self.take_in_turn(platform, Turn::Leave).await;
        self.wanting.fetch_sub(1, Ordering::Relaxed);
    }

    /// Gives it up; the longest waiter is woken. The caller has recorded what it does next.
    pub fn release<P: Platform + ?Sized>(&self, platform: &P) {
        if !self.word.give_uncontended() {
            self.release_contended(platform);
        }
    }

    /// Gives it up if the calling thread has it: how a thread ends.
    pub fn release_if_held<P: Platform + ?Sized>(&self, platform: &P) {
        if self.word.holder() == Some(platform.current()) {
            self.release(platform);
        }
    }

    /// At a switch point: lets another thread have it, if one waits, and takes it again after that.
    pub async fn hand_over<P: Platform + ?Sized>(&self, platform: &P) -> Result<(), Stopped> {
        if self.is_wanted() {
            self.take_contended(platform, Turn::MakeWay).await?;
            platform.running();
            return Ok(());
        }
        self.taken(platform)
    }

    #[cold]
    async fn take_contended<P: Platform + ?Sized>(&self, platform: &P, turn: Turn) -> Result<(), Stopped> {
        // Relaxed: a late look costs the interval of one more wait.
        self.wanting.fetch_add(1, Ordering::Relaxed);
        let result = self.take_in_turn(platform, turn).await;
        self.wanting.fetch_sub(1, Ordering::Relaxed);
        if result.is_err() {
            self.take_to_leave(platform).await;
        }
        result
    }

    /// Who makes way holds the GIL: it queues behind all other waiters, gives the GIL up, and does not take it before another had
    /// it, or before it is woken itself while nobody else wants it.
    async fn take_in_turn<P: Platform + ?Sized>(&self, platform: &P, turn: Turn) -> Result<(), Stopped> {
        let me = platform.current();
        let mut node = Node::default();
        let mut gives_up = turn == Turn::MakeWay;
        let mut makes_way = gives_up;
        let mut was_woken = false;
        loop {
            let is_alone = was_woken && self.wanting.load(Ordering::Relaxed) == 1;
            makes_way = makes_way && !is_alone && self.last_holder.load(Ordering::Relaxed) == me.0;
            if !makes_way && self.word.take(me).is_some() {
                return self.taken(platform);
            }
            if makes_way {
                self.word.announce_anyway();
            } else if !self.word.announce() {
                continue;
            }
            // Who makes way waits out the interval of the holder to come.
            let switch_number = self.switch_number.load(Ordering::Relaxed).wrapping_add(u32::from(gives_up));
            let end = self.park(platform, turn == Turn::Leave, makes_way, gives_up, &mut node).await;
            match end {
                ParkEnd::Unparked(_) => {
                    was_woken = true;
                    // Who made way and stood in line before the others has woken itself; they come first all the same.
                    if makes_way && self.last_holder.load(Ordering::Relaxed) == me.0 {
                        self.wake_next(platform);
                    }
                }
                ParkEnd::TimedOut => {
                    if self.word.holder().is_some() && self.switch_number.load(Ordering::Relaxed) == switch_number {
                        // Release pairs with `taken`'s swap: who clears a request that Stop made sees the stop.
                        self.breaker.store(true, Ordering::Release);
                    }
                }
                ParkEnd::Stopped if turn != Turn::Leave => return Err(Stopped),
                ParkEnd::Invalid | ParkEnd::Stopped => {}
            }
            gives_up = gives_up && end == ParkEnd::Invalid;
        }
    }

    async fn park<P: Platform + ?Sized>(&self, platform: &P, leaves: bool, makes_way: bool, gives_up: bool, node: &mut Node) -> ParkEnd {
        let me = platform.current();
        let deadline = platform.now().checked_add(self.interval());
        let still =
            || gives_up || self.word.blocks() || (makes_way && self.word.has_waiters() && self.last_holder.load(Ordering::Relaxed) == me.0);
        let asleep = || {
            if gives_up {
                self.release(platform);
            }
        };
        poll_fn(|cx| {
            let park = Park { key: self.key(), how: How::ReadyForGil, deadline, leaves, still: &still, holder: &|| None, asleep: &asleep };
            platform.poll_park(&park, node, cx)
        })
        .await
    }

    /// Bookkeeping of a new holder, who still has it when this says that the run is being stopped.
    fn taken<P: Platform + ?Sized>(&self, platform: &P) -> Result<(), Stopped> {
        let me = platform.current().0;
        if self.last_holder.load(Ordering::Relaxed) != me {
            self.last_holder.store(me, Ordering::Relaxed);
            self.switch_number.fetch_add(1, Ordering::Relaxed);
        }
        if self.breaker.load(Ordering::Relaxed) && self.breaker.swap(false, Ordering::Acquire) && platform.is_stopped() {
            self.breaker.store(true, Ordering::Release);
            return Err(Stopped);
        }
        Ok(())
    }

    #[cold]
    fn release_contended<P: Platform + ?Sized>(&self, platform: &P) {
        platform.unpark(self.key(), 1, &mut |woken| {
            self.word.give(woken.more);
            EventId::NONE
        });
    }

    fn wake_next<P: Platform + ?Sized>(&self, platform: &P) {
        platform.unpark(self.key(), 1, &mut |_| EventId::NONE);
    }

    fn key(&self) -> Key {
        Key { object: self.object, list: 0 }
    }
}
