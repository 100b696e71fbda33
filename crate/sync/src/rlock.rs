//! `threading.RLock`.

use core::time::Duration;

use hotpot_trace::{Kind, ObjectId, ObjectKind, ThreadId, WaitReason};

use crate::atomic::{AtomicU32, Ordering::Relaxed};
use crate::lock::{NotHeld, give, take_contended};
use crate::word::HolderWord;
use crate::{Platform, Stopped};

/// A lock that its holder may take again, and only its holder may release.
#[derive(Debug)]
pub struct RLock {
    word: HolderWord,
    /// How often the holder took it. Only the holder touches it, so relaxed: the word orders one holder after another.
    depth: AtomicU32,
    object: ObjectId,
}

impl RLock {
    /// A free lock.
    pub fn new<P: Platform + ?Sized>(platform: &P) -> Self {
        let object = platform.create_object(ObjectKind::RLock);
        platform.record(Kind::Create, object, 0);
        Self { word: HolderWord::new(), depth: AtomicU32::new(0), object }
    }

    /// Its row in the object table.
    pub fn object(&self) -> ObjectId {
        self.object
    }

    /// Takes it (once more), waiting at most `timeout` (`None`: for ever, 0: not at all); whether it was got.
    pub async fn acquire<P: Platform + ?Sized>(&self, platform: &P, timeout: Option<Duration>) -> Result<bool, Stopped> {
        if self.is_owned(platform) {
            let depth = self.depth.load(Relaxed) + 1;
            self.depth.store(depth, Relaxed);
            platform.record(Kind::Acquire, self.object, i64::from(depth));
            return Ok(true);
        }
        self.take(platform, timeout, WaitReason::Acquire, 1).await
    }

    /// Undoes one `acquire`.
    pub fn release<P: Platform + ?Sized>(&self, platform: &P) -> Result<(), NotHeld> {
        if !self.is_owned(platform) {
            return Err(NotHeld);
        }
        let depth = self.depth.load(Relaxed) - 1;
        self.depth.store(depth, Relaxed);
        if depth == 0 {
            give(&self.word, platform.current(), self.object, platform)?;
        } else {
            platform.record(Kind::Release, self.object, i64::from(depth));
        }
        Ok(())
    }

    /// Gives it back wholly, as `Condition.wait` does; returns the depth for [`RLock::acquire_restore`].
    pub fn release_save<P: Platform + ?Sized>(&self, platform: &P) -> Result<u32, NotHeld> {
        if !self.is_owned(platform) {
            return Err(NotHeld);
        }
        let depth = self.depth.load(Relaxed);
        self.depth.store(0, Relaxed);
        give(&self.word, platform.current(), self.object, platform)?;
        Ok(depth)
    }

    /// Takes it back to `depth` after [`RLock::release_save`].
    pub async fn acquire_restore<P: Platform + ?Sized>(&self, platform: &P, depth: u32) -> Result<(), Stopped> {
        self.take(platform, None, WaitReason::Reacquire, depth).await.map(|_| ())
    }

    /// Whether the calling thread holds it.
    pub fn is_owned<P: Platform + ?Sized>(&self, platform: &P) -> bool {
        self.word.holder() == Some(platform.current())
    }

    /// Who holds it.
    pub fn holder(&self) -> Option<ThreadId> {
        self.word.holder()
    }

    /// How often its holder took it.
    pub fn depth(&self) -> u32 {
        self.depth.load(Relaxed)
    }

    async fn take<P: Platform + ?Sized>(
        &self,
        platform: &P,
        timeout: Option<Duration>,
        reason: WaitReason,
        depth: u32,
    ) -> Result<bool, Stopped> {
        let got = self.word.take_free(platform.current()) || take_contended(&self.word, self.object, platform, timeout, reason).await?;
        if got {
            self.depth.store(depth, Relaxed);
            platform.record(Kind::Acquire, self.object, i64::from(depth));
        } else {
            platform.record(Kind::AcquireFailed, self.object, 0);
        }
        Ok(got)
    }
}
