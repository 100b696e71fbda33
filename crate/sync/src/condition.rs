//! `threading.Condition`.

use core::future::Future;
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::Arc;

use hotpot_trace::{EventId, Kind, ObjectId, ObjectKind, WaitReason};

use crate::atomic::{AtomicU32, Mutex, Ordering, lock_briefly};
use crate::park::{Wait, deadline_after, park};
use crate::{How, Key, Lock, Node, NotHeld, ParkEnd, Platform, RLock, Stopped};

/// The cell's thread has not been notified.
const WAITING: u32 = 0;
/// The cell was taken off the queue by a `notify`.
const NOTIFIED: u32 = 1;

/// The waiters of a condition, apart from its lock: a FIFO of cells, as CPython's `Condition._waiters`.
///
/// A wait is `enter`, then giving up the lock (which may be any Python object), then [`ConditionQueue::wait`] on the cell, then
/// taking the lock again. `notify(n)` takes exactly the first n cells; a timeout either takes its cell out or, if it was
/// notified just before, reports that. Nothing else ends a wait.
#[derive(Debug)]
pub struct ConditionQueue {
    cells: Mutex<VecDeque<Arc<Cell>>>,
    next_list: AtomicU32,
    object: ObjectId,
}

/// One thread's wait.
#[derive(Debug)]
pub struct Cell {
    state: AtomicU32,
    list: u32,
}

impl ConditionQueue {
    /// No waiters.
    pub fn new<P: Platform + ?Sized>(platform: &P) -> Self {
        let object = platform.create_object(ObjectKind::Condition);
        platform.record(Kind::Create, object, 0);
        Self { cells: Mutex::new(VecDeque::new()), next_list: AtomicU32::new(0), object }
    }

    /// The condition's row in the object table.
    pub fn object(&self) -> ObjectId {
        self.object
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        lock_briefly(&self.cells).len()
    }

    /// Whether nobody waits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Joins the queue, at its end. The caller holds the lock, and gives it up next.
    pub fn enter<P: Platform + ?Sized>(&self, platform: &P) -> Arc<Cell> {
        // Relaxed: only that the numbers differ matters.
        let cell = Arc::new(Cell { state: AtomicU32::new(WAITING), list: self.next_list.fetch_add(1, Ordering::Relaxed) });
        let mut cells = lock_briefly(&self.cells);
        cells.push_back(Arc::clone(&cell));
        platform.record(Kind::ConditionWait, self.object, cells.len() as i64);
        cell
    }

    /// Leaves the queue without having waited (giving up the lock failed).
    pub fn leave(&self, cell: &Arc<Cell>) {
        lock_briefly(&self.cells).retain(|other| !Arc::ptr_eq(other, cell));
    }

    /// Waits until `cell` is notified; false if `timeout` passed first. A stopped thread that had been notified wakes the next
    /// in its place.
    pub async fn wait<P: Platform + ?Sized>(&self, platform: &P, cell: &Arc<Cell>, timeout: Option<Duration>) -> Result<bool, Stopped> {
        let wait = Wait {
            key: Key { object: self.object, list: cell.list },
            how: How::Blocked { reason: WaitReason::Notified },
            deadline: deadline_after(platform, timeout),
        };
        if timeout == Some(Duration::ZERO) {
            return Ok(self.give_up(cell));
        }
        let mut node = Node::default();
        match park(platform, wait, &mut node, || !cell.is_notified(), || None).await {
            ParkEnd::Unparked(_) | ParkEnd::Invalid => Ok(true),
            ParkEnd::TimedOut => Ok(self.give_up(cell)),
            ParkEnd::Stopped => {
                if self.give_up(cell) {
                    self.notify_recorded(platform, 1, |_| EventId::NONE);
                }
                Err(Stopped)
            }
        }
    }

    /// Wakes the first `n` waiters; returns how many there were. The caller holds the lock.
    pub fn notify<P: Platform + ?Sized>(&self, platform: &P, n: usize) -> usize {
        self.notify_recorded(platform, n, |woken| platform.record(Kind::Notify, self.object, woken as i64))
    }

    fn notify_recorded<P: Platform + ?Sized>(&self, platform: &P, n: usize, record: impl FnOnce(usize) -> EventId) -> usize {
        let mut cells = lock_briefly(&self.cells);
        let count = n.min(cells.len());
        let by = record(count);
        let woken: Vec<_> = cells
            .drain(..count)
            // Release pairs with `is_notified`: who sees the notification sees what came before it.
            .inspect(|cell| cell.state.store(NOTIFIED, Ordering::Release))
            .collect();
        drop(cells);
        for cell in woken {
            platform.unpark(Key { object: self.object, list: cell.list }, 1, &mut |_| by);
        }
        count
    }

    /// Takes the cell out, unless it was notified; whether it was.
    fn give_up(&self, cell: &Arc<Cell>) -> bool {
        let mut cells = lock_briefly(&self.cells);
        cells.retain(|other| !Arc::ptr_eq(other, cell));
        cell.is_notified()
    }
}

impl Cell {
    fn is_notified(&self) -> bool {
        self.state.load(Ordering::Acquire) == NOTIFIED
    }
}

/// A lock that a condition can give up and take again.
pub trait Monitor {
    /// What must be restored, for example an `RLock`'s depth.
    type Saved: Send;
    /// Gives the lock up wholly.
    fn release_save<P: Platform + ?Sized>(&self, platform: &P) -> Result<Self::Saved, NotHeld>;
    /// Takes it again.
    fn acquire_restore<P: Platform + Sync + ?Sized>(
        &self,
        platform: &P,
        saved: Self::Saved,
    ) -> impl Future<Output = Result<(), Stopped>> + Send;
    /// Whether the calling thread may wait and notify.
    fn is_owned<P: Platform + ?Sized>(&self, platform: &P) -> bool;
}

impl Monitor for Lock {
    type Saved = ();
    fn release_save<P: Platform + ?Sized>(&self, platform: &P) -> Result<(), NotHeld> {
        self.release(platform)
    }
    async fn acquire_restore<P: Platform + Sync + ?Sized>(&self, platform: &P, (): ()) -> Result<(), Stopped> {
        self.acquire_as(platform, None, WaitReason::Reacquire).await.map(|_| ())
    }
    fn is_owned<P: Platform + ?Sized>(&self, _: &P) -> bool {
        // As CPython: a plain lock does not know its owner.
        self.is_locked()
    }
}

impl Monitor for RLock {
    type Saved = u32;
    fn release_save<P: Platform + ?Sized>(&self, platform: &P) -> Result<u32, NotHeld> {
        self.release_save(platform)
    }
    async fn acquire_restore<P: Platform + Sync + ?Sized>(&self, platform: &P, depth: u32) -> Result<(), Stopped> {
        self.acquire_restore(platform, depth).await
    }
    fn is_owned<P: Platform + ?Sized>(&self, platform: &P) -> bool {
        self.is_owned(platform)
    }
}

/// A condition over one of this crate's locks.
#[derive(Debug)]
pub struct Condition<L> {
    queue: ConditionQueue,
    lock: Arc<L>,
}

impl<L: Monitor> Condition<L> {
    /// A condition over `lock`, which other conditions may share.
    pub fn new<P: Platform + ?Sized>(platform: &P, lock: Arc<L>) -> Self {
        Self { queue: ConditionQueue::new(platform), lock }
    }

    /// Its lock.
    pub fn lock(&self) -> &Arc<L> {
        &self.lock
    }

    /// Its waiters.
    pub fn queue(&self) -> &ConditionQueue {
        &self.queue
    }

    /// Gives the lock up, waits to be notified, and takes the lock again; false if `timeout` passed first.
    pub async fn wait<P: Platform + Sync + ?Sized>(
        &self,
        platform: &P,
        timeout: Option<Duration>,
    ) -> Result<Result<bool, NotHeld>, Stopped> {
        if !self.lock.is_owned(platform) {
            return Ok(Err(NotHeld));
        }
        let cell = self.queue.enter(platform);
        let saved = match self.lock.release_save(platform) {
            Ok(saved) => saved,
            Err(not_held) => {
                self.queue.leave(&cell);
                return Ok(Err(not_held));
            }
        };
        let notified = self.queue.wait(platform, &cell, timeout).await?;
        self.lock.acquire_restore(platform, saved).await?;
        Ok(Ok(notified))
    }

    /// Wakes the first `n` waiters; returns how many there were.
    pub fn notify<P: Platform + ?Sized>(&self, platform: &P, n: usize) -> Result<usize, NotHeld> {
        if self.lock.is_owned(platform) { Ok(self.queue.notify(platform, n)) } else { Err(NotHeld) }
    }
}
