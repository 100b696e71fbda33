//! The one place atomics and internal locks come from, so that the same code runs natively, in WebAssembly and under loom.

#[cfg(not(loom))]
pub use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
#[cfg(loom)]
pub use loom::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};

#[cfg(loom)]
pub(crate) use loom::sync::{Mutex, MutexGuard};
#[cfg(not(loom))]
pub(crate) use std::sync::{Mutex, MutexGuard};

/// How often a wait looks before it parks, and for how many pauses it looks away in between: about half a microsecond. A look makes
/// the other core's next write to that line slow; between two looks a producer can fill a queue, or a consumer empty it, in one
/// go. All looks together take about as long as parking would, two kernel trips or 17 µs between two workers.
#[cfg(not(loom))]
const LOOKS: (u32, u32) = (20, 32);
#[cfg(loom)]
const LOOKS: (u32, u32) = (1, 1);

/// How often an internal lock is tried before its holder is taken to have lost its core, and the pauses in between. Long ones,
/// so that the holder comes to do several operations before the line moves: a queue of 16 between two cores passes an item in
/// 90 ns so, in 350 ns where the lock is tried again at once.
#[cfg(not(loom))]
const TRIES: (u32, u32) = (100, 16);

/// Looks for a while whether `done` holds; whether it did.
pub(crate) fn spin_until(done: impl Fn() -> bool) -> bool {
    let (looks, pauses) = LOOKS;
    (0..looks).any(|_| {
        (0..pauses).for_each(|_| pause());
        done()
    })
}

/// Takes an internal lock, spinning first: what it guards is held for some tens of nanoseconds, far less than a kernel trip.
pub(crate) fn lock_briefly<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    #[cfg(not(loom))]
    for _ in 0..TRIES.0 {
        match mutex.try_lock() {
            Ok(guard) => return guard,
            Err(std::sync::TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
            Err(std::sync::TryLockError::WouldBlock) => (0..TRIES.1).for_each(|_| pause()),
        }
    }
    // A panic while it was held left the state whole: each section changes it in one step.
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Some 20 ns. Not the processor's own instruction for it: WebAssembly has none, and in a virtual machine it may cost a trip to the host.
fn pause() {
    #[cfg(loom)]
    loom::thread::yield_now();
    #[cfg(not(loom))]
    (0..40).for_each(|turn| {
        core::hint::black_box(turn);
    });
}
