//! The state words under every interleaving and memory order loom can find:
//! `RUSTFLAGS="--cfg loom" cargo test -p hotpot-sync --test loom`.
#![cfg(loom)]
#![expect(unsafe_code, reason = "loom checks cells that only unsafe code can reach")]

use std::collections::VecDeque;
use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use hotpot_sync::{
    Budget, Condition, Cost, Event, Fiber, Gil, Key, Lock, Node, Park, ParkEnd, Platform, Queue, Semaphore, SpawnError, Stopped,
    ThreadInfo, Waits, Woken, sleep,
};
use hotpot_trace::{EventId, Kind, ObjectId, ObjectKind, ThreadId};
use loom::cell::UnsafeCell;
use loom::sync::{Condvar, Mutex};

/// A run of loom threads: waiters sleep on one condition variable.
struct Run {
    table: Mutex<Table>,
    wake: Condvar,
    gil: Option<Gil>,
}

#[derive(Default)]
struct Table {
    waits: Waits,
    woken: Vec<ThreadId>,
    objects: u32,
    is_stopped: bool,
}

/// One thread's view of it.
#[derive(Clone)]
struct Thread(Arc<Run>, ThreadId);

fn run(with_gil: bool) -> [Thread; 3] {
    let gil = with_gil.then(|| Gil::new(ObjectId(1)));
    let run = Arc::new(Run { table: Mutex::new(Table { objects: 1, ..Table::default() }), wake: Condvar::new(), gil });
    [0, 1, 2].map(|id| Thread(Arc::clone(&run), ThreadId(id)))
}

/// Stops the run, as its host does.
fn stop(thread: &Thread) {
    let mut table = thread.0.table.lock().unwrap();
    table.is_stopped = true;
    if let Some(gil) = thread.gil() {
        gil.breaker().store(true, std::sync::atomic::Ordering::Release);
    }
    let queued: Vec<ThreadId> = table.waits.iter().map(|(thread, _)| thread).collect();
    for waiter in queued {
        table.waits.remove(waiter);
    }
    thread.0.wake.notify_all();
}

/// Waits sleep inside, so one poll is enough.
fn now<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("waits sleep inside"),
    }
}

impl Platform for Thread {
    fn now(&self) -> Duration {
        Duration::ZERO
    }
    fn current(&self) -> ThreadId {
        self.1
    }
    fn gil(&self) -> Option<&Gil> {
        self.0.gil.as_ref()
    }
    fn poll_visible(&self, _: &mut Context<'_>) -> Poll<()> {
        Poll::Ready(())
    }
    fn poll_park(&self, park: &Park<'_>, node: &mut Node, _: &mut Context<'_>) -> Poll<ParkEnd> {
        let mut table = self.0.table.lock().unwrap();
        if table.is_stopped && !park.leaves {
            return Poll::Ready(ParkEnd::Stopped);
        }
        if !(park.still)() {
            return Poll::Ready(ParkEnd::Invalid);
        }
        table.waits.enter(self.1, park.key, park.how, park.deadline, None, node);
        drop(table);
        (park.asleep)();
        let mut table = self.0.table.lock().unwrap();
        loop {
            if let Some(at) = table.woken.iter().position(|thread| *thread == self.1) {
                table.woken.swap_remove(at);
                return Poll::Ready(ParkEnd::Unparked(EventId::NONE));
            }
            if table.waits.get(self.1).is_none() {
                return Poll::Ready(ParkEnd::Stopped);
            }
            table = self.0.wake.wait(table).unwrap();
        }
    }
    fn unpark(&self, key: Key, n: usize, under_lock: &mut dyn FnMut(Woken) -> EventId) -> usize {
        let mut table = self.0.table.lock().unwrap();
        let queued = table.waits.count(key);
        let count = n.min(queued);
        under_lock(Woken { count, more: queued > count });
        let taken = table.waits.take(key, n);
        table.woken.extend(taken.into_iter().map(|(thread, _)| thread));
        self.0.wake.notify_all();
        count
    }
    fn took_over(&self, key: Key) {
        self.0.table.lock().unwrap().waits.took_over(key, self.1);
    }
    fn running(&self) {}
    fn is_stopped(&self) -> bool {
        self.0.table.lock().unwrap().is_stopped
    }
    fn record(&self, _: Kind, _: ObjectId, _: i64) -> EventId {
        EventId::NONE
    }
    fn create_object(&self, _: ObjectKind) -> ObjectId {
        let mut table = self.0.table.lock().unwrap();
        table.objects += 1;
        ObjectId(table.objects)
    }
    fn name_object(&self, _: ObjectId, _: &str) {}
    fn intern(&self, _: &str) -> u32 {
        0
    }
    fn set_line(&self, _: u32, _: &Budget) {}
    fn spawn(&self, _: ThreadInfo, _: Box<dyn Fiber + Send>) -> Result<ThreadId, SpawnError> {
        Err(SpawnError::Stopped)
    }
    fn budget(&self) -> Budget {
        unreachable!("no fiber runs here")
    }
    fn spend(&self, _: &Budget) {}
    fn poll_slice(&self, _: bool, _: &mut Context<'_>) -> Poll<Result<(), Stopped>> {
        Poll::Ready(Ok(()))
    }
    fn may_spin(&self) -> bool {
        false
    }
    fn charge(&self, _: Cost) {}
    fn entropy(&self) -> u64 {
        0
    }
}

/// Two threads, explored with at most three preemptions: where bugs of state words are found.
fn model(body: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = Some(3);
    builder.check(body);
}

#[test]
fn a_lock_excludes_and_publishes_and_loses_no_wake() {
    model(|| {
        let [main, a, b] = run(false);
        let shared = Arc::new((Lock::new(&main), UnsafeCell::new(0)));
        let add = |thread: Thread, shared: Arc<(Lock, UnsafeCell<u32>)>| {
            assert_eq!(now(shared.0.acquire(&thread, None)), Ok(true));
            // SAFETY: the lock is held; loom checks that this is enough.
            shared.1.with_mut(|value| unsafe { *value += 1 });
            shared.0.release(&thread).unwrap();
        };
        let other = Arc::clone(&shared);
        let handle = loom::thread::spawn(move || add(a, other));
        add(b, Arc::clone(&shared));
        handle.join().unwrap();
        // SAFETY: the other thread has ended.
        shared.1.with(|value| assert_eq!(unsafe { *value }, 2));
    });
}

#[test]
fn three_threads_all_get_the_lock() {
    model(|| {
        let [main, a, b] = run(false);
        let lock = Arc::new(Lock::new(&main));
        let handles = [a, b].map(|thread| {
            let lock = Arc::clone(&lock);
            loom::thread::spawn(move || {
                now(lock.acquire(&thread, None)).unwrap();
                lock.release(&thread).unwrap();
            })
        });
        now(lock.acquire(&main, None)).unwrap();
        lock.release(&main).unwrap();
        for handle in handles {
            handle.join().unwrap();
        }
        assert!(!lock.is_locked());
    });
}

#[test]
fn a_lock_taken_once_is_released_once() {
    model(|| {
        let [main, a, b] = run(false);
        let lock = Arc::new(Lock::new(&main));
        now(lock.acquire(&main, None)).unwrap();
        let others = Arc::clone(&lock);
        let waiter = loom::thread::spawn(move || now(others.acquire(&a, None)));
        let others = Arc::clone(&lock);
        let rogue = loom::thread::spawn(move || others.release(&b));
        let released = u32::from(lock.release(&main).is_ok()) + u32::from(rogue.join().unwrap().is_ok());
        waiter.join().unwrap().unwrap();
        // Taken twice: whoever releases after the second time may do so, as in CPython, but no release counts for nothing.
        assert_eq!(released == 2, !lock.is_locked());
    });
}

#[test]
fn an_event_publishes_what_came_before_set() {
    model(|| {
        let [main, a, _] = run(false);
        let shared = Arc::new((Event::new(&main), UnsafeCell::new(0)));
        let other = Arc::clone(&shared);
        let handle = loom::thread::spawn(move || {
            // SAFETY: nobody reads before the event is set.
            other.1.with_mut(|value| unsafe { *value = 7 });
            other.0.set(&a);
        });
        assert_eq!(now(shared.0.wait(&main, None)), Ok(true));
        // SAFETY: written before the event was set.
        shared.1.with(|value| assert_eq!(unsafe { *value }, 7));
        handle.join().unwrap();
    });
}

#[test]
fn a_semaphore_loses_no_wake() {
    model(|| {
        let [main, a, b] = run(false);
        let semaphore = Arc::new(Semaphore::new(&main, 0));
        let handles = [a, b].map(|thread| {
            let semaphore = Arc::clone(&semaphore);
            loom::thread::spawn(move || now(semaphore.acquire(&thread, None)).unwrap())
        });
        semaphore.release(&main, 1).unwrap();
        semaphore.release(&main, 1).unwrap();
        for handle in handles {
            assert!(handle.join().unwrap());
        }
    });
}

#[test]
fn a_queue_of_one_place_passes_two_items() {
    model(|| {
        let [main, a, _] = run(false);
        let queue = Arc::new(Queue::new(&main, 1, VecDeque::new()));
        let other = Arc::clone(&queue);
        let handle = loom::thread::spawn(move || {
            for item in 0..2 {
                now(other.put(&a, item, None)).unwrap().unwrap();
            }
        });
        assert_eq!([(); 2].map(|()| now(queue.get(&main, None)).unwrap().unwrap()), [0, 1]);
        handle.join().unwrap();
    });
}

#[test]
fn a_notified_waiter_goes_on() {
    model(|| {
        let [main, a, _] = run(false);
        let condition = Arc::new(Condition::new(&main, Arc::new(Lock::new(&main))));
        let other = Arc::clone(&condition);
        now(condition.lock().acquire(&main, None)).unwrap();
        let handle = loom::thread::spawn(move || {
            now(other.lock().acquire(&a, None)).unwrap();
            assert_eq!(other.notify(&a, 1), Ok(1));
            other.lock().release(&a).unwrap();
        });
        assert_eq!(now(condition.wait(&main, None)), Ok(Ok(true)));
        condition.lock().release(&main).unwrap();
        handle.join().unwrap();
    });
}

#[test]
fn the_gil_goes_to_who_waits_and_comes_back() {
    model(|| {
        let [main, a, _] = run(true);
        let value = Arc::new(UnsafeCell::new(0));
        let other = Arc::clone(&value);
        let handle = loom::thread::spawn(move || {
            let gil = a.gil().unwrap();
            now(gil.take(&a)).unwrap();
            // SAFETY: the GIL is held; loom checks that this is enough.
            other.with_mut(|value| unsafe { *value += 1 });
            gil.release(&a);
        });
        let gil = main.gil().unwrap();
        now(gil.take(&main)).unwrap();
        // SAFETY: the GIL is held.
        value.with_mut(|value| unsafe { *value += 1 });
        now(gil.hand_over(&main)).unwrap();
        // SAFETY: the GIL is held again.
        value.with_mut(|value| unsafe { *value += 1 });
        gil.release(&main);
        handle.join().unwrap();
        // SAFETY: the other thread has ended.
        value.with(|value| assert_eq!(unsafe { *value }, 3));
    });
}

#[test]
fn stopped_threads_have_the_gil_one_after_another() {
    model(|| {
        let [main, a, _] = run(true);
        let value = Arc::new(UnsafeCell::new(0));
        let other = Arc::clone(&value);
        let handle = loom::thread::spawn(move || {
            let gil = a.gil().unwrap();
            let is_cut_off = now(gil.take(&a)).is_err() || now(sleep(&a, Duration::MAX)).is_err();
            assert!(is_cut_off);
            // SAFETY: who is stopped has the GIL; loom checks that this is enough.
            other.with_mut(|value| unsafe { *value += 1 });
            gil.release_if_held(&a);
        });
        let gil = main.gil().unwrap();
        let is_cut_off = now(gil.take(&main)).is_err();
        assert!(!is_cut_off);
        stop(&main);
        // SAFETY: the GIL is held.
        value.with_mut(|value| unsafe { *value += 1 });
        assert_eq!(now(gil.hand_over(&main)), Err(Stopped));
        // SAFETY: who is stopped has the GIL.
        value.with_mut(|value| unsafe { *value += 1 });
        gil.release_if_held(&main);
        handle.join().unwrap();
        // SAFETY: the other thread has ended.
        value.with(|value| assert_eq!(unsafe { *value }, 3));
    });
}

#[test]
fn a_wake_that_its_thread_can_no_longer_use_goes_to_the_next() {
    model(|| {
        let [main, a, b] = run(false);
        let semaphore = Arc::new(Semaphore::new(&main, 0));
        let handles = [a, b].map(|thread| {
            let semaphore = Arc::clone(&semaphore);
            loom::thread::spawn(move || {
                // Whoever gets it, and only who does, ends the run.
                let got = now(semaphore.acquire(&thread, None)) == Ok(true);
                if got {
                    stop(&thread);
                }
                got
            })
        });
        semaphore.release(&main, 1).unwrap();
        let got = handles.map(|handle| handle.join().unwrap());
        assert_ne!(got[0], got[1]);
    });
}
