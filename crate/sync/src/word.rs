//! The state word of everything that one thread holds at a time.

use hotpot_trace::ThreadId;

use crate::atomic::{AtomicU32, Ordering::Acquire, Ordering::Relaxed, Ordering::Release, spin_until};

/// Nobody holds it, nobody waits.
const FREE: u32 = 0;
/// Bit 0: somebody may be waiting, so who gives it up must look at the waiter list. Bits 1 to 31: the holder's id plus one.
const WAITERS: u32 = 1;

/// | word | means |
/// | --- | --- |
/// | `FREE` | free, nobody waits |
/// | `held_by(t)` | held by `t`, nobody waits |
/// | `held_by(t) \| WAITERS` | held by `t`, the list may have waiters |
/// | `WAITERS` | given up; a woken waiter is on its way, others wait or not. Anybody may take it first |
///
/// Taking is an `Acquire` that pairs with the `Release` of the giving store. Giving up while `WAITERS` is set happens under the
/// waiter list's lock, where a waiter checks [`HolderWord::blocks`] before it queues: so no wake is lost.
#[derive(Debug)]
pub(crate) struct HolderWord(AtomicU32);

fn held_by(thread: ThreadId) -> u32 {
    (thread.0 + 1) << 1
}

impl HolderWord {
    pub(crate) fn new() -> Self {
        Self(AtomicU32::new(FREE))
    }

    /// The fast path: one compare-and-swap.
    pub(crate) fn take_free(&self, me: ThreadId) -> bool {
        self.0.compare_exchange(FREE, held_by(me), Acquire, Relaxed).is_ok()
    }

    /// Takes it if nobody holds it, waiters or not; `Some(true)` when others still wait for it.
    pub(crate) fn take(&self, me: ThreadId) -> Option<bool> {
        let mut word = self.0.load(Relaxed);
        while word & !WAITERS == 0 {
            match self.0.compare_exchange_weak(word, held_by(me) | word, Acquire, Relaxed) {
                Ok(_) => return Some(word == WAITERS),
                Err(now) => word = now,
            }
        }
        None
    }

    /// Says that somebody is about to wait; false if nobody holds it (any more), and then nothing is changed.
    pub(crate) fn announce(&self) -> bool {
        let mut word = self.0.load(Relaxed);
        while word & !WAITERS != 0 {
            if word & WAITERS != 0 {
                return true;
            }
            // Relaxed: the bit publishes nothing; the waiter list's lock orders it against the giver's look.
            match self.0.compare_exchange_weak(word, word | WAITERS, Relaxed, Relaxed) {
                Ok(_) => return true,
                Err(now) => word = now,
            }
        }
        false
    }

    /// Says that somebody is about to wait even though nobody may hold it (the GIL's former holder makes way). The caller then
    /// sees what every holder so far did: `Acquire` pairs with the `Release` of giving up, also where that met no waiter.
    pub(crate) fn announce_anyway(&self) {
        self.0.fetch_or(WAITERS, Acquire);
    }

    /// Under the waiter list's lock: whether it is held and its giver will look at the list.
    pub(crate) fn blocks(&self) -> bool {
        let word = self.0.load(Relaxed);
        word & WAITERS != 0 && word & !WAITERS != 0
    }

    /// Whether a waiter may be queued.
    pub(crate) fn has_waiters(&self) -> bool {
        self.0.load(Relaxed) & WAITERS != 0
    }

    pub(crate) fn holder(&self) -> Option<ThreadId> {
        // Relaxed: exact for the holder itself and for whoever it blocks; a snapshot for the rest.
        (self.0.load(Relaxed) >> 1).checked_sub(1).map(ThreadId)
    }

    /// The fast path of giving up: fails, changing nothing, when somebody may wait or nobody holds it.
    pub(crate) fn give_uncontended(&self) -> bool {
        let word = self.0.load(Relaxed);
        word != FREE && word & WAITERS == 0 && self.0.compare_exchange(word, FREE, Release, Relaxed).is_ok()
    }

    /// The fast path of giving up what `holder` was seen to hold: fails, changing nothing, when somebody may wait or it has changed hands.
    pub(crate) fn give_uncontended_by(&self, holder: ThreadId) -> bool {
        self.0.compare_exchange(held_by(holder), FREE, Release, Relaxed).is_ok()
    }

    /// [`HolderWord::give`], if `holder` still holds it; whether it did.
    pub(crate) fn give_by(&self, holder: ThreadId, more: bool) -> bool {
        let given = if more { WAITERS } else { FREE };
        let mut word = self.0.load(Relaxed);
        while word & !WAITERS == held_by(holder) {
            match self.0.compare_exchange_weak(word, given, Release, Relaxed) {
                Ok(_) => return true,
                Err(now) => word = now,
            }
        }
        false
    }

    /// Gives up under the waiter list's lock; `more` says whether somebody stays queued.
    pub(crate) fn give(&self, more: bool) {
        self.0.store(if more { WAITERS } else { FREE }, Release);
    }

    /// Looks a while whether it becomes free.
    pub(crate) fn spin(&self) {
        spin_until(|| self.0.load(Relaxed) & !WAITERS == 0);
    }
}
