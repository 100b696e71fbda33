//! The one place atomics and internal locks come from, so that the same code runs natively, in WebAssembly and under loom.

#[cfg(not(loom))]
pub use core::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};
#[cfg(loom)]
pub use loom::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, AtomicUsize, Ordering};

#[cfg(loom)]
pub(crate) use loom::sync::{Mutex, MutexGuard};
#[cfg(not(loom))]
pub(crate) use std::sync::{Mutex, MutexGuard};

/// How many loads a wait spins before it parks. Parking costs two kernel trips, 17 µs a round trip between two workers; a
/// load of a line that another core writes costs about 100 ns once, and next to nothing while it stays put.
#[cfg(not(loom))]
pub(crate) const SPINS: u32 = 2_000;
#[cfg(loom)]
pub(crate) const SPINS: u32 = 1;

/// Loads up to [`SPINS`] times until `done` holds; whether it did.
pub(crate) fn spin_until(done: impl Fn() -> bool) -> bool {
    (0..SPINS).any(|_| {
        pause();
        done()
    })
}

/// Takes an internal lock, spinning first: what it guards is held for some tens of nanoseconds, far less than a kernel trip.
pub(crate) fn lock_briefly<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    #[cfg(not(loom))]
    for _ in 0..SPINS {
        match mutex.try_lock() {
            Ok(guard) => return guard,
            Err(std::sync::TryLockError::Poisoned(poisoned)) => return poisoned.into_inner(),
            Err(std::sync::TryLockError::WouldBlock) => pause(),
        }
    }
    // A panic while it was held left the state whole: each section changes it in one step.
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn pause() {
    #[cfg(not(loom))]
    core::hint::spin_loop();
    #[cfg(loom)]
    loom::thread::yield_now();
}
