//! Mutable content of objects.
//!
//! While only one thread of a heap can run (simulate, or live under the GIL) a guard is a plain flag. Only live runs with the
//! GIL off take it as a spin lock: [`free_threading`] counts them.
#![expect(unsafe_code, reason = "interior mutability shared between workers; see each SAFETY comment")]

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicBool, AtomicU32, Ordering};

static FREE_THREADED_RUNS: AtomicU32 = AtomicU32::new(0);

/// Whether any run of this process lets several threads run Python at the same time. Relaxed: a run raises the count before it
/// starts its first thread and lowers it after its last has ended, and starting and joining threads synchronizes.
#[inline]
pub fn is_free_threaded() -> bool {
    FREE_THREADED_RUNS.load(Ordering::Relaxed) != 0
}

/// Keeps [`is_free_threaded`] true while it lives.
#[derive(Debug)]
pub struct FreeThreading(());

/// Announces a run whose threads run Python at the same time. Hold the result until all of them have ended.
pub fn free_threading() -> FreeThreading {
    FREE_THREADED_RUNS.fetch_add(1, Ordering::Relaxed);
    FreeThreading(())
}

impl Drop for FreeThreading {
    fn drop(&mut self) {
        FREE_THREADED_RUNS.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A value behind a short lock. The closure given to [`Guarded::with`] must not run Python, wait, or touch the same guard.
#[derive(Debug, Default)]
pub struct Guarded<T> {
    taken: AtomicBool,
    content: UnsafeCell<T>,
}

// SAFETY: `with` is the only way to the content and admits one caller at a time: by the spin lock when several threads run,
// otherwise because only one thread of the heap runs at all (the GIL's hand-over orders their accesses).
unsafe impl<T: Send> Sync for Guarded<T> {}

struct Release<'a>(&'a AtomicBool);

impl Drop for Release<'_> {
    #[inline]
    fn drop(&mut self) {
        // Release pairs with the Acquire in `with`.
        self.0.store(false, Ordering::Release);
    }
}

impl<T> Guarded<T> {
    /// Guards `content`.
    pub const fn new(content: T) -> Self {
        Self { taken: AtomicBool::new(false), content: UnsafeCell::new(content) }
    }

    /// Runs `f` on the content.
    ///
    /// # Panics
    /// When the same thread is already inside: a bug of the caller.
    #[inline]
    pub fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        if is_free_threaded() {
            while self.taken.compare_exchange_weak(false, true, Ordering::Acquire, Ordering::Relaxed).is_err() {
                core::hint::spin_loop();
            }
        } else {
            assert!(!self.taken.load(Ordering::Relaxed), "a guarded value was used inside its own guard");
            self.taken.store(true, Ordering::Relaxed);
        }
        let _release = Release(&self.taken);
        // SAFETY: see the `Sync` implementation; the flag excludes a second caller on this thread too.
        f(unsafe { &mut *self.content.get() })
    }

    /// The content, by exclusive access.
    pub fn get_mut(&mut self) -> &mut T {
        self.content.get_mut()
    }

    /// The content itself.
    pub fn into_inner(self) -> T {
        self.content.into_inner()
    }
}

impl<T: Clone> Guarded<T> {
    /// A copy of the content.
    #[inline]
    pub fn get(&self) -> T {
        self.with(|content| content.clone())
    }
}

impl<T> Guarded<T> {
    /// Replaces the content; the old one is returned so that it is dropped outside the guard.
    #[inline]
    pub fn replace(&self, new: T) -> T {
        self.with(|content| core::mem::replace(content, new))
    }
}
