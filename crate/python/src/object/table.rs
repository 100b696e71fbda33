//! The dict: a compact table in insertion order.
//!
//! Probing needs equality, and equality may need Python. So a probe stops at a candidate it cannot decide
//! ([`Find::Ask`]); the caller compares outside the guard and goes on from there, checking [`Table::version`].

use core::sync::atomic::{AtomicU32, Ordering};

use super::{Value, plain_equal};

/// One item. An empty key marks a deleted entry.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key's hash.
    pub hash: i64,
    /// The key.
    pub key: Value,
    /// The value.
    pub value: Value,
}

/// Result of a probe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Find {
    /// Entry index.
    Found(usize),
    /// Not there.
    Missing,
    /// Entry `usize` has the same hash: only Python can tell whether the keys are equal. Go on with [`Table::find_from`].
    Ask(usize, Probe),
}

/// Where a key was found: a guess for the next time, whichever table it is.
#[derive(Debug, Default)]
pub struct Place(AtomicU32);

/// Where a probe stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Probe(usize);

const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;
/// Up to this many entries are searched one by one, without an index.
const SMALL: usize = 8;

/// A dict's content.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Entry positions by hash. A third of the slots at least is `EMPTY`, where probes end.
    index: Vec<u32>,
    /// Slots of the index that are not `EMPTY`.
    filled: usize,
    entries: Vec<Entry>,
    live: usize,
    version: u32,
}

impl Table {
    /// An empty table with room for `n` items.
    pub fn with_capacity(n: usize) -> Self {
        Self { entries: Vec::with_capacity(n), ..Self::default() }
    }

    /// Number of items.
    #[inline]
    pub fn len(&self) -> usize {
        self.live
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.live == 0
    }

    /// Changes whenever entries move, appear or go.
    pub fn version(&self) -> u32 {
        self.version
    }

    /// All entries in order, deleted ones included (their key is unbound).
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The items in order.
    pub fn items(&self) -> impl DoubleEndedIterator<Item = (&Value, &Value)> {
        self.entries.iter().filter(|entry| !entry.key.is_unbound()).map(|entry| (&entry.key, &entry.value))
    }

    /// Looks for a key.
    #[inline]
    pub fn find(&self, hash: i64, key: &Value) -> Find {
        self.find_from(hash, key, Probe(0))
    }

    /// Goes on looking after a [`Find::Ask`] that turned out unequal.
    pub fn find_from(&self, hash: i64, key: &Value, probe: Probe) -> Find {
        if self.index.is_empty() {
            for (position, entry) in self.entries.iter().enumerate().skip(probe.0) {
                if entry.hash == hash && !entry.key.is_unbound() {
                    // Names are interned: most searches end here.
                    if let (Value::Object(known), Value::Object(wanted)) = (&entry.key, key)
                        && known.is(wanted)
                    {
                        return Find::Found(position);
                    }
                    match plain_equal(&entry.key, key) {
                        Some(true) => return Find::Found(position),
                        Some(false) => {}
                        None => return Find::Ask(position, Probe(position + 1)),
                    }
                }
            }
            return Find::Missing;
        }
        let mask = self.index.len() - 1;
        let mut step = probe.0;
        loop {
            // Triangular numbers visit every slot of a power-of-two table.
            let slot = (spread(hash) as usize).wrapping_add(step * (step + 1) / 2) & mask;
            step += 1;
            match self.index[slot] {
                EMPTY => return Find::Missing,
                DELETED => {}
                position => {
                    let entry = &self.entries[position as usize];
                    if entry.hash == hash {
                        if let (Value::Object(known), Value::Object(wanted)) = (&entry.key, key)
                            && known.is(wanted)
                        {
                            return Find::Found(position as usize);
                        }
                        match plain_equal(&entry.key, key) {
                            Some(true) => return Find::Found(position as usize),
                            Some(false) => {}
                            None => return Find::Ask(position as usize, Probe(step)),
                        }
                    }
                }
            }
        }
    }

    /// The value of an entry.
    pub fn value_at(&self, position: usize) -> &Value {
        &self.entries[position].value
    }

    /// Replaces an entry's value, returning the old one.
    pub fn replace_at(&mut self, position: usize, value: Value) -> Value {
        core::mem::replace(&mut self.entries[position].value, value)
    }

    /// Appends an item whose key is known not to be there.
    pub fn push(&mut self, hash: i64, key: Value, value: Value) {
        super::charge(1);
        let position = self.entries.len();
        self.entries.push(Entry { hash, key, value });
        self.live += 1;
        self.version = self.version.wrapping_add(1);
        if self.index.is_empty() {
            if self.entries.len() > SMALL {
                self.rebuild();
            }
        } else if self.entries.len().max(self.filled + 1) * 3 > self.index.len() * 2 {
            self.rebuild();
        } else {
            self.link(hash, position);
        }
    }

    /// Takes an entry out.
    pub fn remove_at(&mut self, position: usize) -> (Value, Value) {
        super::charge(-1);
        self.version = self.version.wrapping_add(1);
        self.live -= 1;
        if !self.index.is_empty() {
            let mask = self.index.len() - 1;
            let hash = self.entries[position].hash;
            let mut step = 0_usize;
            loop {
                let slot = (spread(hash) as usize).wrapping_add(step * (step + 1) / 2) & mask;
                if self.index[slot] == position as u32 {
                    self.index[slot] = DELETED;
                    break;
                }
                step += 1;
            }
        }
        let entry = &mut self.entries[position];
        let taken = (core::mem::take(&mut entry.key), core::mem::take(&mut entry.value));
        // Deleted entries at the end go at once, so that `popitem` and stacks stay compact.
        while self.entries.last().is_some_and(|entry| entry.key.is_unbound()) {
            self.entries.pop();
        }
        if self.live == 0 {
            self.entries.clear();
            self.index.clear();
        }
        taken
    }

    /// Takes everything out.
    pub fn clear(&mut self) -> Vec<Entry> {
        super::charge(-(self.live as i64));
        self.live = 0;
        self.index.clear();
        self.version = self.version.wrapping_add(1);
        core::mem::take(&mut self.entries)
    }

    /// Looks up a key that is a string (or another value whose hash and equality need no Python).
    #[inline]
    pub fn get_plain(&self, key: &Value) -> Option<Value> {
        let hash = match key.payload() {
            Some(super::Payload::Str(text)) => text.hash(),
            _ => match super::plain_hash(key) {
                super::Hashed::Hash(hash) => hash,
                _ => return None,
            },
        };
        match self.find(hash, key) {
            Find::Found(position) => Some(self.entries[position].value.clone()),
            _ => None,
        }
    }

    /// [`Table::get_plain`], beginning at the place where the key was found the time before.
    #[inline]
    pub fn get_at(&self, place: &Place, key: &Value) -> Option<Value> {
        // Relaxed: any place will do, and what stands there is looked at.
        if let Some(entry) = self.entries.get(place.0.load(Ordering::Relaxed) as usize)
            && entry.key.is(key)
        {
            return Some(entry.value.clone());
        }
        let super::Hashed::Hash(hash) = super::plain_hash(key) else { return None };
        let Find::Found(position) = self.find(hash, key) else { return None };
        place.0.store(position as u32, Ordering::Relaxed);
        Some(self.entries[position].value.clone())
    }

    /// Sets a key that is a string; returns the old value.
    pub fn set_plain(&mut self, key: &Value, value: Value) -> Option<Value> {
        let super::Hashed::Hash(hash) = super::plain_hash(key) else { return None };
        if let Find::Found(position) = self.find(hash, key) {
            Some(self.replace_at(position, value))
        } else {
            self.push(hash, key.clone(), value);
            None
        }
    }

    /// Removes a key that is a string; returns its value.
    pub fn remove_plain(&mut self, key: &Value) -> Option<Value> {
        let super::Hashed::Hash(hash) = super::plain_hash(key) else { return None };
        match self.find(hash, key) {
            Find::Found(position) => Some(self.remove_at(position).1),
            _ => None,
        }
    }

    fn link(&mut self, hash: i64, position: usize) {
        let mask = self.index.len() - 1;
        let mut step = 0_usize;
        loop {
            let slot = (spread(hash) as usize).wrapping_add(step * (step + 1) / 2) & mask;
            if self.index[slot] >= DELETED {
                self.filled += usize::from(self.index[slot] == EMPTY);
                self.index[slot] = position as u32;
                return;
            }
            step += 1;
        }
    }

    /// Drops deleted entries and makes the index anew.
    fn rebuild(&mut self) {
        self.entries.retain(|entry| !entry.key.is_unbound());
        let slots = (self.entries.len() * 2).next_power_of_two().max(32);
        self.index.clear();
        self.index.resize(slots, EMPTY);
        self.filled = 0;
        for position in 0..self.entries.len() {
            self.link(self.entries[position].hash, position);
        }
    }
}

/// Ints hash to themselves: spread them over the table.
fn spread(hash: i64) -> u64 {
    (hash as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn number(of: i64) -> (i64, Value) {
        (of, Value::Int(of))
    }

    fn position(table: &Table, of: i64) -> Option<usize> {
        let (hash, key) = number(of);
        match table.find(hash, &key) {
            Find::Found(position) => Some(position),
            Find::Missing => None,
            Find::Ask(..) => panic!("equality of ints needs no Python"),
        }
    }

    /// What comes and goes leaves slots behind: searches must end all the same.
    #[test]
    fn is_a_map_in_order_of_insertion_however_items_come_and_go() {
        for (keys, keep) in [(12, 10), (400, 10), (400, 200), (5000, 64)] {
            let mut table = Table::default();
            let mut known = BTreeMap::new();
            let mut order = Vec::new();
            let mut state = 1_u64;
            for turn in 0..20_000_i64 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let key = (state >> 33) as i64 % keys;
                match position(&table, key) {
                    Some(at) if known.len() > keep => {
                        table.remove_at(at);
                        known.remove(&key);
                        order.retain(|&other| other != key);
                    }
                    Some(at) => {
                        table.replace_at(at, Value::Int(turn));
                        known.insert(key, turn);
                    }
                    None if known.len() > keep => {
                        let oldest = order.remove(0);
                        known.remove(&oldest);
                        table.remove_at(position(&table, oldest).expect("it was put there"));
                    }
                    None => {
                        let (hash, value) = number(key);
                        table.push(hash, value, Value::Int(turn));
                        known.insert(key, turn);
                        order.push(key);
                    }
                }
                assert_eq!(position(&table, key).is_some(), known.contains_key(&key));
            }
            let shown: Vec<_> = table.items().map(|(key, value)| (key.as_i64().unwrap(), value.as_i64().unwrap())).collect();
            let expected: Vec<_> = order.iter().map(|key| (*key, known[key])).collect();
            assert_eq!(shown, expected);
        }
    }
}
