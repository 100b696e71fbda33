//! Who waits where: the waiter lists a platform keeps, and the search for cycles of owners in them.

use core::time::Duration;
use std::collections::{BTreeMap, VecDeque};

use hotpot_trace::{ObjectId, ThreadId};

use crate::{How, Key, Node};

/// One queued thread's wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Queued {
    /// Its list.
    pub key: Key,
    /// What it waits for.
    pub how: How,
    /// When it gives up.
    pub deadline: Option<Duration>,
    place: u64,
}

/// The waiter lists of a run, under whatever lock its platform has. Deterministic: it iterates in the order of ids.
#[derive(Debug, Default)]
pub struct Waits {
    by_thread: BTreeMap<ThreadId, Queued>,
    lists: BTreeMap<Key, VecDeque<ThreadId>>,
    /// Holders of objects that somebody is queued on.
    holders: BTreeMap<ObjectId, ThreadId>,
    last_place: u64,
}

impl Waits {
    /// Queues `thread` on `key`, at `node`'s place if it has one, else last. `holder` holds what it waits for.
    pub fn enter(&mut self, thread: ThreadId, key: Key, how: How, deadline: Option<Duration>, holder: Option<ThreadId>, node: &mut Node) {
        if node.place == 0 {
            self.last_place += 1;
            node.place = self.last_place;
        }
        node.queued = true;
        let place = node.place;
        let list = self.lists.entry(key).or_default();
        // Nearly always last: only who was woken in vain comes back to an earlier place.
        let by_thread = &self.by_thread;
        let at =
            list.iter().rposition(|other| by_thread.get(other).is_some_and(|queued| queued.place < place)).map_or(0, |before| before + 1);
        list.insert(at, thread);
        self.by_thread.insert(thread, Queued { key, how, deadline, place });
        if let Some(holder) = holder {
            self.holders.insert(key.object, holder);
        }
    }

    /// Takes `thread` out of its list: its time is up, or it is stopped. `None` if it was not queued.
    pub fn remove(&mut self, thread: ThreadId) -> Option<Queued> {
        let queued = self.by_thread.remove(&thread)?;
        if let Some(list) = self.lists.get_mut(&queued.key) {
            list.retain(|&other| other != thread);
            if list.is_empty() {
                self.lists.remove(&queued.key);
            }
        }
        Some(queued)
    }

    /// How many stand on `key`.
    pub fn count(&self, key: Key) -> usize {
        self.lists.get(&key).map_or(0, VecDeque::len)
    }

    /// Takes the first `n` off `key`, and forgets the object's holder.
    pub fn take(&mut self, key: Key, n: usize) -> Vec<(ThreadId, Queued)> {
        self.holders.remove(&key.object);
        let Some(list) = self.lists.get_mut(&key) else { return Vec::new() };
        let taken: Vec<_> = list.drain(..n.min(list.len())).collect();
        if list.is_empty() {
            self.lists.remove(&key);
        }
        taken.into_iter().filter_map(|thread| Some((thread, self.by_thread.remove(&thread)?))).collect()
    }

    /// `thread` holds `key.object` now, on which others stay queued.
    pub fn took_over(&mut self, key: Key, thread: ThreadId) {
        if self.count(key) > 0 {
            self.holders.insert(key.object, thread);
        }
    }

    /// What `thread` waits for.
    pub fn get(&self, thread: ThreadId) -> Option<&Queued> {
        self.by_thread.get(&thread)
    }

    /// All queued threads, by id.
    pub fn iter(&self) -> impl Iterator<Item = (ThreadId, &Queued)> {
        self.by_thread.iter().map(|(&thread, queued)| (thread, queued))
    }

    /// How many threads are queued.
    pub fn len(&self) -> usize {
        self.by_thread.len()
    }

    /// Whether nobody is queued.
    pub fn is_empty(&self) -> bool {
        self.by_thread.is_empty()
    }

    /// How many threads the cycle of owners has that `thread`'s new wait closes: each waits without a deadline for what the next one holds.
    /// `None` if there is none, and also for a thread that waits for what it holds itself: another may still release a plain
    /// lock for it, and if none can, nobody runs and that is told as well.
    pub fn cycle(&self, thread: ThreadId) -> Option<usize> {
        let mut at = thread;
        for length in 1..=self.by_thread.len() {
            let queued = self.by_thread.get(&at)?;
            if queued.deadline.is_some() || !matches!(queued.how, How::Blocked { .. }) {
                return None;
            }
            at = *self.holders.get(&queued.key.object)?;
            if at == thread {
                return (length > 1).then_some(length);
            }
        }
        None
    }
}
