//! Mutable content of objects.
//!
//! While only one thread of a run can run (simulate, or live under the GIL) a guard is a plain flag. Only live runs with the
//! GIL off take it as a spin lock: [`free_threading`] counts them. What several runs share is frozen, and needs neither.
#![expect(unsafe_code, reason = "interior mutability shared between workers; see each SAFETY comment")]

use core::cell::UnsafeCell;
use core::sync::atomic::{AtomicU8, AtomicU32, Ordering};

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

/// [`Guarded::state`]: nobody is inside.
const FREE: u8 = 0;
/// Somebody is.
const TAKEN: u8 = 1;
/// Nobody may change it any more, so anybody may read it. For ever.
const FROZEN: u8 = 2;

/// A value behind a short lock. Closures given to [`Guarded::with`] and [`Guarded::read`] must not run Python, wait, or touch the
/// same guard.
///
/// What runs share (builtin classes, functions, modules' constants) is [frozen](Guarded::freeze) when it is set up: from then on it is
/// read without any lock, by as many threads of as many runs as there are.
#[derive(Debug, Default)]
pub struct Guarded<T> {
    state: AtomicU8,
    content: UnsafeCell<T>,
}

// SAFETY: `with` and `read` are the only ways to the content. Unless it is frozen they admit one caller at a time: by the spin lock
// when several threads run, otherwise because what is not frozen belongs to one run and only one of its threads runs at all (the GIL's
// hand-over orders their accesses). Frozen content is read by several at a time: only what is `Sync` itself can be frozen.
unsafe impl<T: Send> Sync for Guarded<T> {}

struct Release<'a>(&'a AtomicU8);

impl Drop for Release<'_> {
    #[inline]
    fn drop(&mut self) {
        // Release pairs with the Acquire in `enter`.
        self.0.store(FREE, Ordering::Release);
    }
}

#[cold]
#[inline(never)]
fn refused(state: u8) -> ! {
    match state {
        FROZEN => panic!("a frozen value was about to be changed"),
        _ => panic!("a guarded value was used inside its own guard"),
    }
}

impl<T: Sync> Guarded<T> {
    /// Content that nobody will ever change.
    pub const fn frozen(content: T) -> Self {
        Self { state: AtomicU8::new(FROZEN), content: UnsafeCell::new(content) }
    }

    /// Lets nobody change the content any more. The caller is still the only one who knows of it: sharing it with other threads
    /// publishes this too.
    pub fn freeze(&self) {
        // Whoever is inside would free it again when leaving.
        assert!(self.state.swap(FROZEN, Ordering::Relaxed) != TAKEN, "frozen inside its own guard");
    }
}

impl<T> Guarded<T> {
    /// Guards `content`.
    pub const fn new(content: T) -> Self {
        Self { state: AtomicU8::new(FREE), content: UnsafeCell::new(content) }
    }

    /// Whether nobody may change it any more.
    #[inline]
    pub fn is_frozen(&self) -> bool {
        self.state.load(Ordering::Relaxed) == FROZEN
    }

    /// Runs `f` on the content, which it may change.
    ///
    /// # Panics
    /// When the same thread is already inside, or the content is frozen: a bug of the caller.
    #[inline]
    pub fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        let _release = self.enter();
        // SAFETY: see the `Sync` implementation; the state excludes a second caller on this thread too.
        f(unsafe { &mut *self.content.get() })
    }

    /// Runs `f` on the content.
    ///
    /// # Panics
    /// When the same thread is already inside: a bug of the caller.
    #[inline]
    pub fn read<R>(&self, f: impl FnOnce(&T) -> R) -> R {
        let _release = if self.is_frozen() { None } else { Some(self.enter()) };
        // SAFETY: see the `Sync` implementation; nobody has exclusive access, for nobody else is inside or nobody ever will be
        // allowed to change it.
        f(unsafe { &*self.content.get() })
    }

    #[inline]
    fn enter(&self) -> Release<'_> {
        if is_free_threaded() {
            while let Err(state) = self.state.compare_exchange_weak(FREE, TAKEN, Ordering::Acquire, Ordering::Relaxed) {
                if state == FROZEN {
                    refused(state);
                }
                core::hint::spin_loop();
            }
        } else {
            let state = self.state.load(Ordering::Relaxed);
            if state != FREE {
                refused(state);
            }
            self.state.store(TAKEN, Ordering::Relaxed);
        }
        Release(&self.state)
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
        self.read(T::clone)
    }
}

impl<T> Guarded<T> {
    /// Replaces the content; the old one is returned so that it is dropped outside the guard.
    #[inline]
    pub fn replace(&self, new: T) -> T {
        self.with(|content| core::mem::replace(content, new))
    }
}
