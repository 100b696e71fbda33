//! Web Workers that share one WebAssembly memory.
#![expect(unsafe_code, reason = "the atomic wait and notify instructions")]

use std::cell::OnceCell;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use wasm_bindgen::JsCast;

/// The word a thread sleeps on.
#[derive(Debug, Default)]
pub(crate) struct Sleeper {
    word: AtomicU32,
}

impl Sleeper {
    /// Nothing to do: whoever sleeps on the word is found by its address.
    #[expect(clippy::unused_self, reason = "the same shape as for OS threads")]
    pub fn bind(&self) {}

    pub fn load(&self) -> u32 {
        // Pairs with the store in `wake`: who is woken sees why.
        self.word.load(Ordering::Acquire)
    }

    pub fn store(&self, value: u32) {
        self.word.store(value, Ordering::Release);
    }

    /// Sleeps while the word is `value`, at most `timeout`; may return early.
    #[cfg(target_feature = "atomics")]
    pub fn sleep(&self, value: u32, timeout: Option<Duration>) {
        let timeout_ns = timeout.map_or(-1, |timeout| i64::try_from(timeout.as_nanos()).unwrap_or(i64::MAX));
        // SAFETY: the word is a live, aligned 32-bit atomic. A worker may block; the page's thread never comes here.
        unsafe { core::arch::wasm32::memory_atomic_wait32(self.word.as_ptr().cast(), value as i32, timeout_ns) };
    }

    /// After the word changed.
    #[cfg(target_feature = "atomics")]
    pub fn wake(&self) {
        // SAFETY: the word is a live, aligned 32-bit atomic.
        unsafe { core::arch::wasm32::memory_atomic_notify(self.word.as_ptr().cast(), u32::MAX) };
    }

    /// Without shared memory there is no other thread: only a time can be waited for.
    #[cfg(not(target_feature = "atomics"))]
    #[expect(clippy::unused_self, reason = "the same shape as with atomics")]
    pub fn sleep(&self, _: u32, _: Option<Duration>) {
        std::hint::spin_loop();
    }

    /// Without shared memory there is nobody to wake.
    #[cfg(not(target_feature = "atomics"))]
    #[expect(clippy::unused_self, reason = "the same shape as with atomics")]
    pub fn wake(&self) {}
}

/// Time since some moment that is the same for all workers: each worker's own clock starts when it did.
pub(crate) fn clock() -> Duration {
    thread_local! {
        static CLOCK: OnceCell<Option<web_sys::Performance>> = const { OnceCell::new() };
    }
    let in_worker = || js_sys::global().dyn_into::<web_sys::WorkerGlobalScope>().ok().and_then(|scope| scope.performance());
    CLOCK.with(|clock| {
        clock.get_or_init(in_worker).as_ref().map_or(Duration::ZERO, |clock| {
            let since_epoch_ms = clock.time_origin() + clock.now();
            Duration::try_from_secs_f64(since_epoch_ms / 1e3).unwrap_or_default()
        })
    })
}

/// Unknown in here; whoever starts a run knows. Workers are used only where there is more than one core to gain.
pub(crate) fn cores() -> u32 {
    2
}

/// A worker can only be started by the page's host, which asks [`crate::pool::wanted`].
pub(crate) fn start_worker() -> bool {
    true
}
