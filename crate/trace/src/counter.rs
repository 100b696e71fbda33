//! Numbers of objects over time: queue lengths, unfinished tasks, semaphore values.

use std::collections::BTreeMap;

use crate::{Event, Kind, ObjectId, ObjectKind, Trace, WaitReason};

/// What a curve counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quantity {
    /// Items in a queue.
    Length,
    /// Tasks of a queue that nobody has called `task_done` for.
    Unfinished,
    /// A semaphore's counter.
    Value,
}

impl Quantity {
    /// The word the page uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::Unfinished => "unfinished",
            Self::Value => "value",
        }
    }
}

/// One curve, as a step function: from `time_ns[i]` on it has `value[i]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counter {
    /// Whose number it is.
    pub object: ObjectId,
    /// Which number.
    pub quantity: Quantity,
    /// The queue's maxsize or the semaphore's first value; 0 where unbounded.
    pub bound: i64,
    /// When the number changed.
    pub time_ns: Vec<u64>,
    /// Where on the step axis.
    pub step: Vec<u32>,
    /// To what.
    pub value: Vec<i64>,
}

impl Counter {
    fn push(&mut self, event: &Event, step: u32, value: i64) {
        if self.value.last() != Some(&value) {
            self.time_ns.push(event.time_ns);
            self.step.push(step);
            self.value.push(value);
        }
    }
}

impl Trace {
    /// The curves of the run, by object. Unfinished tasks are counted only where somebody finishes or awaits them.
    pub fn counters(&self) -> Vec<Counter> {
        let mut counters: BTreeMap<(ObjectId, Quantity), Counter> = BTreeMap::new();
        let mut awaited = Vec::new();
        let mut births: BTreeMap<ObjectId, (Event, u32)> = BTreeMap::new();
        let steps = self.step_positions();
        for (event, step) in self.events.iter().zip(steps) {
            let quantity = match event.kind {
                Kind::Put | Kind::Get => Quantity::Length,
                Kind::Unfinished => Quantity::Unfinished,
                Kind::SemaphoreAcquire | Kind::SemaphoreRelease => Quantity::Value,
                Kind::Create => {
                    births.insert(event.object, (event, step));
                    continue;
                }
                Kind::Block if event.reason == WaitReason::JoinQueue as u8 => {
                    awaited.push(event.object);
                    continue;
                }
                _ => continue,
            };
            let new = || {
                let birth = births.get(&event.object);
                let bound = birth.map_or(0, |(birth, _)| birth.value.max(0));
                let mut counter = Counter { object: event.object, quantity, bound, time_ns: vec![], step: vec![], value: vec![] };
                if let Some((birth, step)) = birth {
                    counter.push(birth, *step, if quantity == Quantity::Value { birth.value } else { 0 });
                }
                counter
            };
            counters.entry((event.object, quantity)).or_insert_with(new).push(&event, step, event.value);
        }
        let is_told =
            |counter: &Counter| counter.quantity != Quantity::Unfinished || !counter.value.is_sorted() || awaited.contains(&counter.object);
        counters.into_values().filter(is_told).collect()
    }

    /// Whether an object is a semaphore of either kind.
    pub(crate) fn is_semaphore(&self, object: ObjectId) -> bool {
        let kind = self.objects.get(object.0 as usize).and_then(|row| row.kind);
        matches!(kind, Some(ObjectKind::Semaphore | ObjectKind::BoundedSemaphore))
    }
}
