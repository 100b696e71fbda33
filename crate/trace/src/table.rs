//! The tables beside the events: threads, objects, texts.

use std::collections::BTreeMap;
use std::hash::Hasher;

use xxhash_rust::xxh3::Xxh3Default;

use crate::{ObjectId, ObjectKind, ThreadId};

/// A thread of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadRow {
    /// `threading.Thread.name`.
    pub name: String,
    /// Process number within the run, from 0.
    pub process: u32,
    /// Who started it; `None` for the main thread.
    pub parent: Option<ThreadId>,
    /// Whether the end of the program cuts it off.
    pub daemon: bool,
}

/// A lock, queue, event ... of the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectRow {
    /// What it is; `None` only in row 0, which stands for "no object".
    pub kind: Option<ObjectKind>,
    /// The variable it was first assigned to, or "" where it never had one.
    pub name: String,
}

/// Texts that events refer to by number. Equal texts share a number.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    texts: Vec<String>,
    /// From a text's hash to its number. Two texts with one hash are both kept; only the first is shared.
    numbers: BTreeMap<u64, u32>,
}

impl Strings {
    /// The number of `text`, which is added if it is new.
    pub fn intern(&mut self, text: &str) -> u32 {
        let mut hasher = Xxh3Default::new();
        hasher.write(text.as_bytes());
        let hash = hasher.finish();
        if let Some(&number) = self.numbers.get(&hash)
            && self.texts[number as usize] == text
        {
            return number;
        }
        let number = self.texts.len() as u32;
        self.texts.push(text.to_owned());
        self.numbers.entry(hash).or_insert(number);
        number
    }

    /// All texts by number.
    pub fn into_texts(self) -> Vec<String> {
        self.texts
    }
}

/// The tables of a run while it goes on. Live threads share one behind a lock.
#[derive(Clone, Debug)]
pub struct Tables {
    /// By [`ThreadId`].
    pub threads: Vec<ThreadRow>,
    /// By [`ObjectId`]; row 0 is "no object".
    pub objects: Vec<ObjectRow>,
    /// By the numbers in `value` of outputs and failures.
    pub strings: Strings,
}

impl Default for Tables {
    fn default() -> Self {
        let nothing = ObjectRow { kind: None, name: String::new() };
        Self { threads: Vec::new(), objects: vec![nothing], strings: Strings::default() }
    }
}

impl Tables {
    /// Adds a thread; the first is the main thread.
    pub fn add_thread(&mut self, row: ThreadRow) -> ThreadId {
        self.threads.push(row);
        ThreadId(self.threads.len() as u32 - 1)
    }

    /// Adds an object without a name.
    pub fn add_object(&mut self, kind: ObjectKind) -> ObjectId {
        self.objects.push(ObjectRow { kind: Some(kind), name: String::new() });
        ObjectId(self.objects.len() as u32 - 1)
    }

    /// Names an object; the first name stays.
    pub fn name_object(&mut self, object: ObjectId, name: &str) {
        if let Some(row) = self.objects.get_mut(object.0 as usize)
            && row.kind.is_some()
            && row.name.is_empty()
        {
            name.clone_into(&mut row.name);
        }
    }
}
