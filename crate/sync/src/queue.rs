//! `queue.Queue` and its relatives, and `queue.SimpleQueue`.

use core::convert::Infallible;
use core::time::Duration;
use std::collections::VecDeque;

use hotpot_trace::{EventId, Kind, ObjectId, ObjectKind, WaitReason};

use crate::atomic::{AtomicUsize, Mutex, MutexGuard, Ordering, lock_briefly, spin_until};
use crate::park::{Wait, deadline_after, park};
use crate::{How, Key, Node, ParkEnd, Platform, Stopped};

/// The order in which a queue gives its items back: FIFO is `VecDeque`, LIFO is `Vec`; others are the caller's.
pub trait Storage<T> {
    /// Why an item could not be stored or taken, for example because two could not be compared.
    type Error;
    /// Stores an item.
    fn push(&mut self, item: T) -> Result<(), Self::Error>;
    /// Takes the next item; called only when there is one.
    fn pop(&mut self) -> Result<Option<T>, Self::Error>;
    /// How many items there are.
    fn len(&self) -> usize;
    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<T> Storage<T> for VecDeque<T> {
    type Error = Infallible;
    fn push(&mut self, item: T) -> Result<(), Infallible> {
        self.push_back(item);
        Ok(())
    }
    fn pop(&mut self) -> Result<Option<T>, Infallible> {
        Ok(self.pop_front())
    }
    fn len(&self) -> usize {
        self.len()
    }
}

impl<T> Storage<T> for Vec<T> {
    type Error = Infallible;
    fn push(&mut self, item: T) -> Result<(), Infallible> {
        self.push(item);
        Ok(())
    }
    fn pop(&mut self) -> Result<Option<T>, Infallible> {
        Ok(self.pop())
    }
    fn len(&self) -> usize {
        self.len()
    }
}

/// A queue refused an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PutError<T, E> {
    /// There was no room in time; the item comes back.
    Full(T),
    /// The storage refused it.
    Storage(E),
}

/// A queue gave no item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GetError<E> {
    /// There was none in time.
    Empty,
    /// The storage failed.
    Storage(E),
}

/// `task_done()` was called more often than items were put. Nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooManyDone;

/// The queue's waiter lists.
#[derive(Clone, Copy)]
enum List {
    Items = 0,
    Room = 1,
    Done = 2,
}

/// A queue of items, bounded or not, that counts unfinished tasks.
#[derive(Debug)]
pub struct Queue<T, S = VecDeque<T>> {
    state: Mutex<State<T, S>>,
    /// A copy of the length to spin on; written inside the section, relaxed since nothing is decided by it.
    hint: AtomicUsize,
    maxsize: usize,
    counts_unfinished: bool,
    object: ObjectId,
}

#[derive(Debug)]
struct State<T, S> {
    items: S,
    unfinished: usize,
    /// Nothing is put, taken or waited for any more.
    closed: bool,
    /// By [`List`]: somebody may be queued, so who changes the state must look at the list. Cleared under the list's lock.
    waiting: [bool; 3],
    item: core::marker::PhantomData<fn(T) -> T>,
}

impl<T, S: Storage<T>> Queue<T, S> {
    /// An empty queue over `items`; `maxsize` 0 means unbounded.
    pub fn new<P: Platform + ?Sized>(platform: &P, maxsize: usize, items: S) -> Self {
        Self::of_kind(platform, ObjectKind::Queue, maxsize, items)
    }

    fn of_kind<P: Platform + ?Sized>(platform: &P, kind: ObjectKind, maxsize: usize, items: S) -> Self {
        let object = platform.create_object(kind);
        platform.record(Kind::Create, object, maxsize as i64);
        let state = State { items, unfinished: 0, closed: false, waiting: [false; 3], item: core::marker::PhantomData };
        let counts_unfinished = kind == ObjectKind::Queue;
        Self { state: Mutex::new(state), hint: AtomicUsize::new(0), maxsize, counts_unfinished, object }
    }

    /// Its row in the object table.
    pub fn object(&self) -> ObjectId {
        self.object
    }

    /// `qsize()`.
    pub fn len(&self) -> usize {
        self.lock().items.len()
    }

    /// `empty()`.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// `full()`.
    pub fn is_full(&self) -> bool {
        self.maxsize > 0 && self.len() >= self.maxsize
    }

    /// `unfinished_tasks`.
    pub fn unfinished(&self) -> usize {
        self.lock().unfinished
    }

    /// Runs `look` on the items, with the queue locked: for reprs and for finding unreachable items.
    pub fn with_items<R>(&self, look: impl FnOnce(&mut S) -> R) -> R {
        let mut state = self.lock();
        let result = look(&mut state.items);
        self.hint.store(state.items.len(), Ordering::Relaxed);
        result
    }

    /// Puts an item, waiting for room at most `timeout` (`None`: for ever, 0: not at all).
    pub async fn put<P: Platform + ?Sized>(
        &self,
        platform: &P,
        item: T,
        timeout: Option<Duration>,
    ) -> Result<Result<(), PutError<T, S::Error>>, Stopped> {
        match self.try_put(platform, item, timeout != Some(Duration::ZERO) && !platform.may_spin()) {
            Err(PutError::Full(item)) if timeout != Some(Duration::ZERO) => self.put_contended(platform, item, timeout).await,
            result => Ok(result),
        }
    }

    /// Takes an item, waiting for one at most `timeout` (`None`: for ever, 0: not at all).
    pub async fn get<P: Platform + ?Sized>(
        &self,
        platform: &P,
        timeout: Option<Duration>,
    ) -> Result<Result<T, GetError<S::Error>>, Stopped> {
        match self.try_get(platform, timeout != Some(Duration::ZERO) && !platform.may_spin()) {
            Err(GetError::Empty) if timeout != Some(Duration::ZERO) => self.get_contended(platform, timeout).await,
            result => Ok(result),
        }
    }

    /// One task taken from the queue is finished; returns how many are not.
    pub fn task_done<P: Platform + ?Sized>(&self, platform: &P) -> Result<usize, TooManyDone> {
        let mut state = self.lock();
        let unfinished = state.unfinished.checked_sub(1).ok_or(TooManyDone)?;
        let by = platform.record(Kind::Unfinished, self.object, unfinished as i64);
        state.unfinished = unfinished;
        let waiting = unfinished == 0 && state.waiting[List::Done as usize];
        drop(state);
        if waiting {
            self.wake(platform, List::Done, usize::MAX, by);
        }
        Ok(unfinished)
    }

    /// Waits until no task is unfinished.
    pub async fn join<P: Platform + ?Sized>(&self, platform: &P) -> Result<(), Stopped> {
        let mut node = Node::default();
        loop {
            if self.is_all_done() {
                return Ok(());
            }
            let still = || {
                let state = self.lock();
                state.unfinished > 0 && state.waiting[List::Done as usize]
            };
            if park(platform, self.wait(List::Done, WaitReason::JoinQueue, None), &mut node, still, || None).await == ParkEnd::Stopped {
                return Err(Stopped);
            }
        }
    }

    /// Whether no task is unfinished; else the caller is about to wait for it.
    fn is_all_done(&self) -> bool {
        let mut state = self.lock();
        state.waiting[List::Done as usize] |= state.unfinished > 0;
        state.unfinished == 0
    }

    /// From now on the queue is full, empty and all done at once, and whoever waits is told so; returns how many tasks were unfinished.
    /// What it held stays with its storage.
    pub fn close<P: Platform + ?Sized>(&self, platform: &P) -> usize {
        let mut state = self.lock();
        state.closed = true;
        let unfinished = core::mem::take(&mut state.unfinished);
        let by = platform.record(Kind::Unfinished, self.object, 0);
        drop(state);
        for list in [List::Items, List::Room, List::Done] {
            self.wake(platform, list, usize::MAX, by);
        }
        unfinished
    }

    fn is_closed(&self) -> bool {
        self.lock().closed
    }

    #[cold]
    async fn put_contended<P: Platform + ?Sized>(
        &self,
        platform: &P,
        mut item: T,
        timeout: Option<Duration>,
    ) -> Result<Result<(), PutError<T, S::Error>>, Stopped> {
        let wait = self.wait(List::Room, WaitReason::Put, deadline_after(platform, timeout));
        let mut node = Node::default();
        let mut late = false;
        loop {
            if !late && platform.may_spin() {
                spin_until(|| self.hint.load(Ordering::Relaxed) < self.maxsize);
            }
            item = match self.try_put(platform, item, !late) {
                Err(PutError::Full(item)) if !late && !self.is_closed() => item,
                result => return Ok(result),
            };
            let still = || {
                let state = self.lock();
                !state.closed && state.items.len() >= self.maxsize && state.waiting[List::Room as usize]
            };
            match park(platform, wait, &mut node, still, || None).await {
                ParkEnd::Unparked(_) | ParkEnd::Invalid => {}
                // CPython looks once more after its time is up.
                ParkEnd::TimedOut => late = true,
                ParkEnd::Stopped => return Err(Stopped),
            }
        }
    }

    #[cold]
    async fn get_contended<P: Platform + ?Sized>(
        &self,
        platform: &P,
        timeout: Option<Duration>,
    ) -> Result<Result<T, GetError<S::Error>>, Stopped> {
        let wait = self.wait(List::Items, WaitReason::Get, deadline_after(platform, timeout));
        let mut node = Node::default();
        let mut late = false;
        loop {
            if !late && platform.may_spin() {
                spin_until(|| self.hint.load(Ordering::Relaxed) > 0);
            }
            match self.try_get(platform, !late) {
                Err(GetError::Empty) if !late && !self.is_closed() => {}
                result => return Ok(result),
            }
            let still = || {
                let state = self.lock();
                !state.closed && state.items.is_empty() && state.waiting[List::Items as usize]
            };
            match park(platform, wait, &mut node, still, || None).await {
                ParkEnd::Unparked(_) | ParkEnd::Invalid => {}
                ParkEnd::TimedOut => late = true,
                ParkEnd::Stopped => return Err(Stopped),
            }
        }
    }

    fn try_put<P: Platform + ?Sized>(&self, platform: &P, item: T, will_wait: bool) -> Result<(), PutError<T, S::Error>> {
        let mut state = self.lock();
        if state.closed || self.maxsize > 0 && state.items.len() >= self.maxsize {
            state.waiting[List::Room as usize] |= will_wait;
            return Err(PutError::Full(item));
        }
        state.items.push(item).map_err(PutError::Storage)?;
        let by = self.changed(platform, &state, Kind::Put);
        if self.counts_unfinished {
            state.unfinished += 1;
            platform.record(Kind::Unfinished, self.object, state.unfinished as i64);
        }
        let waiting = state.waiting[List::Items as usize];
        drop(state);
        if waiting {
            self.wake(platform, List::Items, 1, by);
        }
        Ok(())
    }

    fn try_get<P: Platform + ?Sized>(&self, platform: &P, will_wait: bool) -> Result<T, GetError<S::Error>> {
        let mut state = self.lock();
        if state.closed || state.items.is_empty() {
            state.waiting[List::Items as usize] |= will_wait;
            return Err(GetError::Empty);
        }
        let item = state.items.pop().map_err(GetError::Storage)?.ok_or(GetError::Empty)?;
        let by = self.changed(platform, &state, Kind::Get);
        let waiting = state.waiting[List::Room as usize];
        drop(state);
        if waiting {
            self.wake(platform, List::Room, 1, by);
        }
        Ok(item)
    }

    fn changed<P: Platform + ?Sized>(&self, platform: &P, state: &State<T, S>, kind: Kind) -> EventId {
        let len = state.items.len();
        self.hint.store(len, Ordering::Relaxed);
        platform.record(kind, self.object, len as i64)
    }

    #[cold]
    fn wake<P: Platform + ?Sized>(&self, platform: &P, list: List, n: usize, by: EventId) {
        platform.unpark(self.key(list), n, &mut |woken| {
            self.lock().waiting[list as usize] = woken.more;
            by
        });
    }

    fn lock(&self) -> MutexGuard<'_, State<T, S>> {
        lock_briefly(&self.state)
    }

    fn wait(&self, list: List, reason: WaitReason, deadline: Option<Duration>) -> Wait {
        Wait { key: self.key(list), how: How::Blocked { reason }, deadline }
    }

    fn key(&self, list: List) -> Key {
        Key { object: self.object, list: list as u32 }
    }
}

/// `queue.SimpleQueue`: unbounded, FIFO, no unfinished tasks.
#[derive(Debug)]
pub struct SimpleQueue<T>(Queue<T>);

impl<T> SimpleQueue<T> {
    /// An empty queue.
    pub fn new<P: Platform + ?Sized>(platform: &P) -> Self {
        Self(Queue::of_kind(platform, ObjectKind::SimpleQueue, 0, VecDeque::new()))
    }

    /// Its row in the object table.
    pub fn object(&self) -> ObjectId {
        self.0.object()
    }

    /// `qsize()`.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// `empty()`.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts an item; there is always room.
    pub fn put<P: Platform + ?Sized>(&self, platform: &P, item: T) {
        match self.0.try_put(platform, item, false) {
            Ok(()) | Err(PutError::Full(_)) => {}
            Err(PutError::Storage(never)) => match never {},
        }
    }

    /// Takes an item, waiting for one at most `timeout` (`None`: for ever, 0: not at all).
    pub async fn get<P: Platform + ?Sized>(&self, platform: &P, timeout: Option<Duration>) -> Result<Option<T>, Stopped> {
        Ok(self.0.get(platform, timeout).await?.ok())
    }

    /// Runs `look` on the items, with the queue locked.
    pub fn with_items<R>(&self, look: impl FnOnce(&mut VecDeque<T>) -> R) -> R {
        self.0.with_items(look)
    }
}
