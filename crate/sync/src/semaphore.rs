//! `threading.Semaphore` and `threading.BoundedSemaphore`.

use core::time::Duration;

use hotpot_trace::{Kind, ObjectId, ObjectKind, WaitReason};

use crate::atomic::{AtomicU32, Mutex, MutexGuard, Ordering, lock_briefly, spin_until};
use crate::park::{Wait, deadline_after, park};
use crate::{How, Key, Node, ParkEnd, Platform, Stopped};

/// A counter that may be taken from while it is above 0.
#[derive(Debug)]
pub struct Semaphore {
    /// The counter and its events must agree in order, so both happen in one short section.
    state: Mutex<State>,
    /// A copy of the counter to spin on; written inside the section, relaxed since nothing is decided by it.
    hint: AtomicU32,
    object: ObjectId,
    /// What the counter may not pass; `u32::MAX` where unbounded.
    bound: u32,
}

#[derive(Debug)]
struct State {
    value: u32,
    /// Somebody may be queued: who releases must look at the list. Cleared under the list's lock.
    waiting: bool,
}

/// A `BoundedSemaphore` was released more often than acquired, or the counter would pass 32 bits. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyReleases;

impl Semaphore {
    /// A semaphore whose counter begins at `value`.
    pub fn new<P: Platform + ?Sized>(platform: &P, value: u32) -> Self {
        Self::of_kind(platform, ObjectKind::Semaphore, value, u32::MAX)
    }

    fn of_kind<P: Platform + ?Sized>(platform: &P, kind: ObjectKind, value: u32, bound: u32) -> Self {
        let object = platform.create_object(kind);
        platform.record(Kind::Create, object, i64::from(value));
        Self { state: Mutex::new(State { value, waiting: false }), hint: AtomicU32::new(value), object, bound }
    }

    /// Its row in the object table.
    pub fn object(&self) -> ObjectId {
        self.object
    }

    /// The counter.
    pub fn value(&self) -> u32 {
        self.lock().value
    }

    /// Takes one, waiting at most `timeout` (`None`: for ever, 0: not at all); whether it was got.
    pub async fn acquire<P: Platform + ?Sized>(&self, platform: &P, timeout: Option<Duration>) -> Result<bool, Stopped> {
        if self.take(platform, false) {
            return Ok(true);
        }
        if timeout == Some(Duration::ZERO) {
            platform.record(Kind::AcquireFailed, self.object, 0);
            return Ok(false);
        }
        self.acquire_contended(platform, timeout).await
    }

    /// Gives `n`, waking up to `n` waiters.
    pub fn release<P: Platform + ?Sized>(&self, platform: &P, n: u32) -> Result<(), TooManyReleases> {
        let mut state = self.lock();
        let value = state.value.checked_add(n).filter(|&value| value <= self.bound).ok_or(TooManyReleases)?;
        let by = platform.record(Kind::SemaphoreRelease, self.object, i64::from(value));
        self.set(&mut state, value);
        let waiting = state.waiting;
        drop(state);
        if waiting {
            platform.unpark(self.key(), n as usize, &mut |woken| {
                self.lock().waiting = woken.more;
                by
            });
        }
        Ok(())
    }

    #[cold]
    async fn acquire_contended<P: Platform + ?Sized>(&self, platform: &P, timeout: Option<Duration>) -> Result<bool, Stopped> {
        let wait = Wait { key: self.key(), how: How::Blocked { reason: WaitReason::Acquire }, deadline: deadline_after(platform, timeout) };
        if platform.may_spin() {
            spin_until(|| self.hint.load(Ordering::Relaxed) > 0);
        }
        let mut node = Node::default();
        let mut late = false;
        loop {
            if self.take(platform, !late) {
                return Ok(true);
            }
            if late {
                platform.record(Kind::AcquireFailed, self.object, 0);
                return Ok(false);
            }
            let still = || {
                let state = self.lock();
                state.value == 0 && state.waiting
            };
            match park(platform, wait, &mut node, still, || None).await {
                ParkEnd::Unparked(_) | ParkEnd::Invalid => {}
                // CPython looks at the counter once more after its time is up.
                ParkEnd::TimedOut => late = true,
                ParkEnd::Stopped => return Err(Stopped),
            }
        }
    }

    fn take<P: Platform + ?Sized>(&self, platform: &P, will_wait: bool) -> bool {
        let mut state = self.lock();
        let Some(value) = state.value.checked_sub(1) else {
            state.waiting |= will_wait;
            return false;
        };
        self.set(&mut state, value);
        platform.record(Kind::SemaphoreAcquire, self.object, i64::from(value));
        true
    }

    fn set(&self, state: &mut State, value: u32) {
        state.value = value;
        self.hint.store(value, Ordering::Relaxed);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        lock_briefly(&self.state)
    }

    fn key(&self) -> Key {
        Key { object: self.object, list: 0 }
    }
}

/// A semaphore that may not be released above its first value.
#[derive(Debug)]
pub struct BoundedSemaphore(Semaphore);

impl BoundedSemaphore {
    /// A semaphore whose counter begins at `value` and never passes it.
    pub fn new<P: Platform + ?Sized>(platform: &P, value: u32) -> Self {
        Self(Semaphore::of_kind(platform, ObjectKind::BoundedSemaphore, value, value))
    }
}

impl core::ops::Deref for BoundedSemaphore {
    type Target = Semaphore;
    fn deref(&self) -> &Semaphore {
        &self.0
    }
}
