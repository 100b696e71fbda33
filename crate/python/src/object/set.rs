//! The set: CPython's table, so that sets of ints are shown in the same order.
//!
//! Source: `Objects/setobject.c` of CPython 3.11 (`set_add_entry`, `set_insert_clean`, `set_table_resize`): linear probes of 9, then
//! `perturb` by 5 bits.

use super::{Find, Value, plain_equal};

const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;
const SMALLEST: usize = 8;

#[derive(Clone, Debug, Default)]
struct Slot {
    hash: i64,
    /// Unbound where free.
    key: Value,
    /// Whether a key was here once: probes go on past it.
    deleted: bool,
}

/// A set's content.
#[derive(Clone, Debug, Default)]
pub struct SetTable {
    slots: Vec<Slot>,
    used: usize,
    /// Slots in use or deleted.
    fill: usize,
    version: u32,
}

/// Positions that a probe visits: runs of up to ten neighbours, then a jump computed from the run's first.
struct Probes {
    mask: usize,
    first: usize,
    offset: usize,
    perturb: u64,
}

impl Probes {
    fn new(hash: i64, mask: usize) -> Self {
        Self { mask, first: hash as usize & mask, offset: 0, perturb: hash as u64 }
    }
}

impl core::iter::Iterator for Probes {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let position = self.first + self.offset;
        let run = if self.first + LINEAR_PROBES <= self.mask { LINEAR_PROBES } else { 0 };
        if self.offset < run {
            self.offset += 1;
        } else {
            self.perturb >>= PERTURB_SHIFT;
            self.first = self.first.wrapping_mul(5).wrapping_add(1).wrapping_add(self.perturb as usize) & self.mask;
            self.offset = 0;
        }
        Some(position)
    }
}

impl Drop for SetTable {
    fn drop(&mut self) {
        super::charge(-(self.used as i64));
    }
}

impl SetTable {
    /// Number of items.
    pub fn len(&self) -> usize {
        self.used
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.used == 0
    }

    /// Changes whenever an item appears or goes.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// Number of slots, for iterating by position.
    pub fn slot_count(&self) -> usize {
        self.slots.len()
    }

    /// The item in a slot.
    pub fn slot(&self, position: usize) -> Option<&Value> {
        self.slots.get(position).map(|slot| &slot.key).filter(|key| !key.is_unbound())
    }

    /// The items with their hashes, in the order that iteration shows.
    pub fn items(&self) -> impl core::iter::Iterator<Item = (i64, &Value)> {
        self.slots.iter().filter(|slot| !slot.key.is_unbound()).map(|slot| (slot.hash, &slot.key))
    }

    /// Looks for an item; positions are slots. A probe goes on after [`Find::Ask`] with [`SetTable::find_after`].
    pub fn find(&self, hash: i64, key: &Value) -> Find {
        self.find_after(hash, key, None)
    }

    /// Goes on looking after slot `after` turned out to hold an unequal item.
    pub fn find_after(&self, hash: i64, key: &Value, after: Option<usize>) -> Find {
        if self.slots.is_empty() {
            return Find::Missing;
        }
        let mut skipping = after;
        for position in Probes::new(hash, self.slots.len() - 1) {
            let slot = &self.slots[position];
            if let Some(last) = skipping {
                if position == last {
                    skipping = None;
                }
                continue;
            }
            if slot.key.is_unbound() {
                if slot.deleted {
                    continue;
                }
                return Find::Missing;
            }
            if slot.hash == hash {
                match plain_equal(&slot.key, key) {
                    Some(true) => return Find::Found(position),
                    Some(false) => {}
                    None => return Find::Ask(position, super::table::Probe::default()),
                }
            }
        }
        Find::Missing
    }

    /// Adds an item known not to be there.
    pub fn push(&mut self, hash: i64, key: Value) {
        super::charge(1);
        self.version = self.version.wrapping_add(1);
        if self.slots.is_empty() {
            self.slots.resize(SMALLEST, Slot::default());
        }
        let mask = self.slots.len() - 1;
        let free = Probes::new(hash, mask).find(|position| self.slots[*position].key.is_unbound() && !self.slots[*position].deleted);
        if let Some(position) = free {
            self.slots[position] = Slot { hash, key, deleted: false };
            self.fill += 1;
            self.used += 1;
            if self.fill * 5 >= mask * 3 {
                self.resize(if self.used > 50_000 { self.used * 2 } else { self.used * 4 });
            }
        }
    }

    /// Takes the item in a slot out.
    pub fn remove_at(&mut self, position: usize) -> Value {
        super::charge(-1);
        self.version = self.version.wrapping_add(1);
        self.used -= 1;
        let slot = &mut self.slots[position];
        slot.deleted = true;
        core::mem::take(&mut slot.key)
    }

    /// Adds an item whose hash and equality need no Python. Returns whether it was new.
    pub fn add_plain(&mut self, key: &Value) -> bool {
        let super::Hashed::Hash(hash) = super::plain_hash(key) else { return false };
        if self.find(hash, key) == Find::Missing {
            self.push(hash, key.clone());
            return true;
        }
        false
    }

    /// CPython's `frozenset_hash`: independent of order.
    pub fn frozen_hash(&self) -> i64 {
        let mut hash: u64 = 0;
        for (item, _) in self.items() {
            let item = item as u64;
            hash ^= ((item ^ 0x055b_4db3) ^ (item << 16)).wrapping_mul(3_644_798_167);
        }
        hash ^= (self.used as u64 + 1).wrapping_mul(1_927_868_237);
        hash ^= (hash >> 11) ^ (hash >> 25);
        hash = hash.wrapping_mul(69_069).wrapping_add(907_133_923);
        if hash == u64::MAX { 590_923_713 } else { hash as i64 }
    }

    fn resize(&mut self, at_least: usize) {
        let mut size = SMALLEST;
        while size <= at_least {
            size *= 2;
        }
        let old = core::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        self.fill = self.used;
        let mask = size - 1;
        for slot in old.into_iter().filter(|slot| !slot.key.is_unbound()) {
            if let Some(position) = Probes::new(slot.hash, mask).find(|position| self.slots[*position].key.is_unbound()) {
                self.slots[position] = Slot { deleted: false, ..slot };
            }
        }
    }
}
