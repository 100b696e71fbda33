//! The end of a thread, and joining it.

use core::time::Duration;

use hotpot_trace::{EventId, Kind, ObjectId, ThreadId, WaitReason};

use crate::atomic::{AtomicU32, Ordering};
use crate::park::{Wait, deadline_after, park};
use crate::{How, Key, Node, ParkEnd, Platform, Stopped};

/// The thread has not ended.
const ALIVE: u32 = 0;
/// The thread has ended.
const ENDED: u32 = 1;
/// No id was told yet.
const UNKNOWN: u32 = u32::MAX;

/// What `Thread.join()` waits for: set once, when the thread ends.
#[derive(Debug)]
pub struct Finish {
    state: AtomicU32,
    thread: AtomicU32,
    object: ObjectId,
}

impl Finish {
    /// For a thread that is to be spawned; `object` is the thread's row in the object table.
    pub fn new(object: ObjectId) -> Self {
        Self { state: AtomicU32::new(ALIVE), thread: AtomicU32::new(UNKNOWN), object }
    }

    /// The thread's row in the object table.
    pub fn object(&self) -> ObjectId {
        self.object
    }

    /// Tells whose end this is: the platform calls it when it spawns the thread.
    pub fn set_thread(&self, thread: ThreadId) {
        self.thread.store(thread.0, Ordering::Relaxed);
    }

    /// The thread, once spawned.
    pub fn thread(&self) -> Option<ThreadId> {
        // Relaxed: an id publishes nothing.
        Some(self.thread.load(Ordering::Relaxed)).filter(|&id| id != UNKNOWN).map(ThreadId)
    }

    /// Whether the thread has ended.
    pub fn is_ended(&self) -> bool {
        // Pairs with the store in `mark`: who sees the end sees what the thread did.
        self.state.load(Ordering::Acquire) == ENDED
    }

    /// The thread has ended, as the event `by` says: whoever joins it goes on.
    pub fn mark<P: Platform + ?Sized>(&self, platform: &P, by: EventId) {
        platform.unpark(self.key(), usize::MAX, &mut |_| {
            self.state.store(ENDED, Ordering::Release);
            by
        });
    }

    /// Waits for the end; false if `timeout` passed first. `reason` is [`WaitReason::JoinThread`], or [`WaitReason::Exit`]
    /// at the end of the program.
    pub async fn join<P: Platform + ?Sized>(&self, platform: &P, timeout: Option<Duration>, reason: WaitReason) -> Result<bool, Stopped> {
        let deadline = deadline_after(platform, timeout);
        let mut node = Node::default();
        while !self.is_ended() {
            if timeout == Some(Duration::ZERO) {
                return Ok(false);
            }
            let wait = Wait { key: self.key(), how: How::Blocked { reason }, deadline };
            match park(platform, wait, &mut node, || !self.is_ended(), || self.thread()).await {
                ParkEnd::Unparked(_) | ParkEnd::Invalid => {}
                ParkEnd::TimedOut => return Ok(false),
                ParkEnd::Stopped => return Err(Stopped),
            }
        }
        let thread = self.thread().map_or(-1, |id| i64::from(id.0));
        platform.record(Kind::Joined, self.object, thread);
        Ok(true)
    }

    fn key(&self) -> Key {
        Key { object: self.object, list: 0 }
    }
}
