//! `threading.Event`.

use core::time::Duration;

use hotpot_trace::{Kind, ObjectId, ObjectKind, WaitReason};

use crate::atomic::{AtomicU32, Ordering, spin_until};
use crate::park::{Wait, deadline_after, park};
use crate::{How, Key, Node, ParkEnd, Platform, Stopped};

/// The flag is down.
const CLEAR: u32 = 0;
/// The flag is up.
const SET: u32 = 1;

/// A flag that threads wait for. All that waited when it was set go on, even if it is cleared at once.
#[derive(Debug)]
pub struct Event {
    /// Changed under the waiter list's lock only.
    state: AtomicU32,
    object: ObjectId,
}

impl Event {
    /// An event whose flag is down.
    pub fn new<P: Platform + ?Sized>(platform: &P) -> Self {
        let object = platform.create_object(ObjectKind::Event);
        platform.record(Kind::Create, object, 0);
        Self { state: AtomicU32::new(CLEAR), object }
    }

    /// Its row in the object table.
    pub fn object(&self) -> ObjectId {
        self.object
    }

    /// Whether the flag is up.
    pub fn is_set(&self) -> bool {
        // Pairs with the store in `set`: who sees the flag sees what came before it.
        self.state.load(Ordering::Acquire) == SET
    }

    /// Raises the flag; everybody who waits goes on. Returns how many those were.
    pub fn set<P: Platform + ?Sized>(&self, platform: &P) -> usize {
        platform.unpark(self.key(), usize::MAX, &mut |woken| {
            let by = platform.record(Kind::EventSet, self.object, woken.count as i64);
            self.state.store(SET, Ordering::Release);
            by
        })
    }

    /// Lowers the flag.
    pub fn clear<P: Platform + ?Sized>(&self, platform: &P) {
        platform.unpark(self.key(), 0, &mut |_| {
            // Relaxed: a lowered flag tells a reader nothing it could rely on.
            self.state.store(CLEAR, Ordering::Relaxed);
            platform.record(Kind::EventClear, self.object, 0)
        });
    }

    /// Waits for the flag; false if `timeout` passed first (`None`: for ever, 0: only look).
    pub async fn wait<P: Platform + ?Sized>(&self, platform: &P, timeout: Option<Duration>) -> Result<bool, Stopped> {
        if self.is_set() {
            return Ok(true);
        }
        if timeout == Some(Duration::ZERO) {
            return Ok(false);
        }
        self.wait_contended(platform, timeout).await
    }

    #[cold]
    async fn wait_contended<P: Platform + ?Sized>(&self, platform: &P, timeout: Option<Duration>) -> Result<bool, Stopped> {
        let wait =
            Wait { key: self.key(), how: How::Blocked { reason: WaitReason::Notified }, deadline: deadline_after(platform, timeout) };
        if platform.may_spin() && spin_until(|| self.is_set()) {
            return Ok(true);
        }
        match park(platform, wait, &mut Node::default(), || !self.is_set(), || None).await {
            ParkEnd::Unparked(_) | ParkEnd::Invalid => Ok(true),
            ParkEnd::TimedOut => Ok(false),
            ParkEnd::Stopped => Err(Stopped),
        }
    }

    fn key(&self) -> Key {
        Key { object: self.object, list: 0 }
    }
}
