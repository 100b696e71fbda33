//! `threading.Lock`.

use core::time::Duration;

use hotpot_trace::{Kind, ObjectId, ObjectKind, ThreadId, WaitReason};

use crate::park::{Wait, deadline_after, park};
use crate::word::HolderWord;
use crate::{How, Key, Node, ParkEnd, Platform, Stopped};

/// A lock that any thread may release.
///
/// Like CPython's it is not fair: who comes first after a release takes it, woken or not. A woken thread that comes too late
/// keeps its place in line.
#[derive(Debug)]
pub struct Lock {
    word: HolderWord,
    object: ObjectId,
}

/// Released a lock that nobody holds, or that this thread does not own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotHeld;

impl Lock {
    /// A free lock.
    pub fn new<P: Platform + ?Sized>(platform: &P) -> Self {
        let object = platform.create_object(ObjectKind::Lock);
        platform.record(Kind::Create, object, 0);
        Self { word: HolderWord::new(), object }
    }

    /// Its row in the object table.
    pub fn object(&self) -> ObjectId {
        self.object
    }

    /// Takes it, waiting at most `timeout` (`None`: for ever, 0: not at all); whether it was got.
    pub fn acquire<P: Platform + ?Sized>(&self, platform: &P, timeout: Option<Duration>) -> impl Future<Output = Result<bool, Stopped>> {
        self.acquire_as(platform, timeout, WaitReason::Acquire)
    }

    /// [`Lock::acquire`], with what the timeline says the wait is for.
    pub async fn acquire_as<P: Platform + ?Sized>(
        &self,
        platform: &P,
        timeout: Option<Duration>,
        reason: WaitReason,
    ) -> Result<bool, Stopped> {
        if self.word.take_free(platform.current()) {
            platform.record(Kind::Acquire, self.object, 1);
            return Ok(true);
        }
        // On the heap, so that the fast path sets up little and is inlined where it is called.
        let got = Box::pin(take_contended(&self.word, self.object, platform, timeout, reason)).await?;
        platform.record(if got { Kind::Acquire } else { Kind::AcquireFailed }, self.object, i64::from(got));
        Ok(got)
    }

    /// Takes it if it is free.
    pub fn try_acquire<P: Platform + ?Sized>(&self, platform: &P) -> bool {
        let got = try_take(&self.word, self.object, platform);
        platform.record(if got { Kind::Acquire } else { Kind::AcquireFailed }, self.object, i64::from(got));
        got
    }

    /// Gives it back, whoever holds it.
    pub fn release<P: Platform + ?Sized>(&self, platform: &P) -> Result<(), NotHeld> {
        let holder = self.word.holder().ok_or(NotHeld)?;
        give(&self.word, holder, self.object, platform)
    }

    /// Whether somebody holds it.
    pub fn is_locked(&self) -> bool {
        self.word.holder().is_some()
    }

    /// Who took it.
    pub fn holder(&self) -> Option<ThreadId> {
        self.word.holder()
    }
}

/// Takes a lock's word if it is free.
pub(crate) fn try_take<P: Platform + ?Sized>(word: &HolderWord, object: ObjectId, platform: &P) -> bool {
    let taken = word.take(platform.current());
    if taken == Some(true) {
        platform.took_over(Key { object, list: 0 });
    }
    taken.is_some()
}

/// Waits for a lock's word; whether it was got before `timeout` passed.
#[cold]
pub(crate) async fn take_contended<P: Platform + ?Sized>(
    word: &HolderWord,
    object: ObjectId,
    platform: &P,
    timeout: Option<Duration>,
    reason: WaitReason,
) -> Result<bool, Stopped> {
    if timeout != Some(Duration::ZERO) && platform.may_spin() {
        word.spin();
    }
    let mut node = Node::default();
    let wait = Wait { key: Key { object, list: 0 }, how: How::Blocked { reason }, deadline: deadline_after(platform, timeout) };
    loop {
        if try_take(word, object, platform) {
            return Ok(true);
        }
        if timeout == Some(Duration::ZERO) {
            return Ok(false);
        }
        if !word.announce() {
            continue;
        }
        match park(platform, wait, &mut node, || word.blocks(), || word.holder()).await {
            ParkEnd::Unparked(_) | ParkEnd::Invalid => {}
            ParkEnd::TimedOut => return Ok(false),
            ParkEnd::Stopped => return Err(Stopped),
        }
    }
}

/// Records a release and gives a lock's word up for `holder`; the longest waiter is woken. Fails, changing nothing, when the lock has
/// changed hands since the caller saw who holds it: without a GIL two threads may release at once. The event of the one that fails
/// stays, for it has to come before the lock is anybody else's.
pub(crate) fn give<P: Platform + ?Sized>(word: &HolderWord, holder: ThreadId, object: ObjectId, platform: &P) -> Result<(), NotHeld> {
    let by = platform.record(Kind::Release, object, 0);
    if word.give_uncontended_by(holder) {
        return Ok(());
    }
    let mut given = false;
    platform.unpark(Key { object, list: 0 }, 1, &mut |woken| {
        given = word.give_by(holder, woken.more);
        by
    });
    if given { Ok(()) } else { Err(NotHeld) }
}
