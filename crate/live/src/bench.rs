//! What the primitives cost beside those of the standard library, measured side by side: see `scripts/bench`.
//!
//! Rounds alternate between the two, and the medians are compared: a machine that is slow for a while is slow for both.

use core::pin::pin;
use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, mpsc};

use hotpot_sync::{Event, Finish, Lock, Platform, Queue, ThreadEnd, ThreadInfo};
use hotpot_trace::{EventId, ObjectKind, WaitReason};

use crate::thread::LiveThread;
use crate::{Live, Settings, backend};

/// Rounds that are not counted: browsers compile what runs often a second time, while it runs.
const WARM_UP: usize = 12;
const ROUNDS: usize = 21;
const LOCKS: u32 = 200_000;
const ITEMS: u32 = 50_000;
const PLACES: usize = 16;

/// Medians of one comparison, in nanoseconds an operation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// Ours.
    pub ours_ns: f64,
    /// The standard library's.
    pub std_ns: f64,
}

/// A comparison that goes on, on threads of the pool.
pub struct Bench {
    live: Live,
    result: Arc<Mutex<Option<Comparison>>>,
}

impl Bench {
    /// Acquires and releases a free lock, on one thread.
    pub fn lock() -> Self {
        Self::start(|platform| {
            let (ours, std) = (Lock::new(platform), Mutex::new(0_u32));
            compare(LOCKS, || time_locks(platform, &ours), || time_mutex(&std))
        })
    }

    /// Passes items from one thread to another through 16 places.
    pub fn queue() -> Self {
        Self::start(|platform| compare(ITEMS, || time_queue(platform), || time_channel(platform)))
    }

    /// The result, once it is there.
    pub fn result(&self) -> Option<Comparison> {
        *self.result.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it has ended, with a result or without.
    pub fn is_over(&self) -> bool {
        self.live.is_over()
    }

    fn start(body: impl FnOnce(&LiveThread) -> Comparison + Send + 'static) -> Self {
        let result = Arc::new(Mutex::new(None));
        let slot = Arc::clone(&result);
        let settings = Settings { gil: false, record: false, ..Settings::default() };
        let live = Live::start_with(settings, move |platform| {
            let comparison = body(&platform);
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(comparison);
            ThreadEnd::Done
        });
        Self { live, result }
    }
}

fn compare(operations: u32, mut ours: impl FnMut() -> Duration, mut std: impl FnMut() -> Duration) -> Comparison {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..WARM_UP + ROUNDS {
        let took = [ours(), std()];
        if round >= WARM_UP {
            for (times, took) in times.iter_mut().zip(took) {
                times.push(took);
            }
        }
    }
    let [ours_ns, std_ns] = times.map(|mut times| {
        times.sort_unstable();
        times[ROUNDS / 2].as_secs_f64() * 1e9 / f64::from(operations)
    });
    Comparison { ours_ns, std_ns }
}

fn time_locks(platform: &LiveThread, lock: &Lock) -> Duration {
    let began = backend::clock();
    for _ in 0..LOCKS {
        let got = now(lock.acquire(platform, None));
        debug_assert_eq!(got, Some(Ok(true)));
        let released = lock.release(platform);
        debug_assert!(released.is_ok());
    }
    backend::clock().saturating_sub(began)
}

fn time_mutex(mutex: &Mutex<u32>) -> Duration {
    let began = backend::clock();
    for _ in 0..LOCKS {
        // So that the section is not found empty and left out.
        *core::hint::black_box(mutex).lock().unwrap_or_else(PoisonError::into_inner) += 1;
    }
    backend::clock().saturating_sub(began)
}

fn time_queue(platform: &LiveThread) -> Duration {
    let queue = Arc::new(Queue::new(platform, PLACES, VecDeque::with_capacity(PLACES)));
    let items = Arc::clone(&queue);
    with_consumer(
        platform,
        move |platform| (0..ITEMS).filter_map(|_| now(items.get(platform, None))?.ok()?.ok()).map(u64::from).sum(),
        || {
            for item in 0..ITEMS {
                let put = now(queue.put(platform, item, None));
                debug_assert_eq!(put, Some(Ok(Ok(()))));
            }
        },
    )
}

fn time_channel(platform: &LiveThread) -> Duration {
    let (sender, receiver) = mpsc::sync_channel(PLACES);
    with_consumer(
        platform,
        move |_| (0..ITEMS).filter_map(|_| receiver.recv().ok()).map(u64::from).sum(),
        || {
            for item in 0..ITEMS {
                let sent = sender.send(item);
                debug_assert!(sent.is_ok());
            }
        },
    )
}

/// How long it takes until a second thread has consumed what `produce` gives.
fn with_consumer(platform: &LiveThread, consume: impl FnOnce(&LiveThread) -> u64 + Send + 'static, produce: impl FnOnce()) -> Duration {
    let finish = Arc::new(Finish::new(platform.create_object(ObjectKind::Thread)));
    let begun = Arc::new(Event::new(platform));
    let sum = Arc::new(AtomicU64::new(0));
    let (here, total) = (Arc::clone(&begun), Arc::clone(&sum));
    let ended = Arc::clone(&finish);
    let consumer = move |platform: Arc<LiveThread>| {
        here.set(&*platform);
        total.store(consume(&platform), Ordering::Relaxed);
        ended.mark(&*platform, EventId::NONE);
        ThreadEnd::Done
    };
    let info = ThreadInfo { name: String::new(), process: 0, daemon: false, finish: Arc::clone(&finish) };
    if !platform.spawn_with(info, consumer) {
        return Duration::ZERO;
    }
    let is_begun = now(begun.wait(platform, None));
    debug_assert_eq!(is_begun, Some(Ok(true)));
    let began = backend::clock();
    produce();
    let is_joined = now(finish.join(platform, None, WaitReason::JoinThread));
    debug_assert_eq!(is_joined, Some(Ok(true)));
    let took = backend::clock().saturating_sub(began);
    assert_eq!(sum.load(Ordering::Relaxed), (0..u64::from(ITEMS)).sum(), "every item arrived once");
    took
}

/// The result of an operation whose waits sleep inside.
fn now<T>(operation: impl Future<Output = T>) -> Option<T> {
    match pin!(operation).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}
