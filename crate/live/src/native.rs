//! OS threads.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::Thread;
use std::time::{Duration, Instant};

/// The word a thread sleeps on.
#[derive(Debug, Default)]
pub(crate) struct Sleeper {
    word: AtomicU32,
    thread: OnceLock<Thread>,
}

impl Sleeper {
    /// Called by the thread that is going to sleep here, once.
    pub fn bind(&self) {
        self.thread.get_or_init(std::thread::current);
    }

    pub fn load(&self) -> u32 {
        // Pairs with the store in `wake`: who is woken sees why.
        self.word.load(Ordering::Acquire)
    }

    pub fn store(&self, value: u32) {
        self.word.store(value, Ordering::Release);
    }

    /// Sleeps while the word is `value`, at most `timeout`; may return early.
    pub fn sleep(&self, value: u32, timeout: Option<Duration>) {
        if self.load() != value {
            return;
        }
        // A wake between the look and the park leaves the park's token, so it is not missed.
        match timeout {
            Some(timeout) => std::thread::park_timeout(timeout),
            None => std::thread::park(),
        }
    }

    /// After the word changed.
    pub fn wake(&self) {
        if let Some(thread) = self.thread.get() {
            thread.unpark();
        }
    }
}

/// Time since some moment that is the same for all threads.
pub(crate) fn clock() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// How many threads truly run at a time.
pub(crate) fn cores() -> u32 {
    std::thread::available_parallelism().map_or(1, |cores| cores.get() as u32)
}

/// Starts another thread that works for the pool; whether that can be.
pub(crate) fn start_worker() -> bool {
    // Frames of Python are on the heap, but dropping and printing nested data recurses a little.
    let builder = std::thread::Builder::new().name("hotpot".to_owned()).stack_size(4 << 20);
    builder.spawn(crate::pool::work).is_ok()
}
