//! What lists and tuples share: positions, slices, comparison, repetition.

use crate::code::CompareOp;
use crate::object::{Payload, Value};
use crate::raise::{PyResult, index_error, type_error, value_error};
use crate::vm::Vm;

/// What an item takes of a list's or a tuple's memory.
pub const ITEM_BYTES: usize = 16;

/// The items of a list or tuple, copied out.
pub fn items(value: &Value) -> Option<Vec<Value>> {
    match value.payload()? {
        Payload::List(items) => Some(items.get()),
        Payload::Tuple(items) => Some(items.to_vec()),
        _ => None,
    }
}

/// What a key selects of a sequence.
pub enum Selected<P = usize> {
    /// One item.
    Item(P),
    /// Those of a slice, in order.
    Slice(Span),
}

/// A slice fitted to a length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// First position.
    pub start: i64,
    /// End, exclusive.
    pub stop: i64,
    /// Distance, never 0.
    pub step: i64,
}

impl Span {
    /// Whether it is all of a sequence, in its order.
    pub fn is_all(self, length: usize) -> bool {
        self == Self { start: 0, stop: length as i64, step: 1 }
    }

    /// How many positions it has.
    pub fn count(self) -> usize {
        let distance = if self.step > 0 { self.stop - self.start } else { self.start - self.stop };
        if distance <= 0 { 0 } else { ((distance as u64 - 1) / self.step.unsigned_abs()) as usize + 1 }
    }

    /// The positions, in order.
    pub fn positions(self) -> impl DoubleEndedIterator<Item = usize> + Clone {
        (0..self.count()).map(move |index| (self.start + index as i64 * self.step) as usize)
    }

    /// Takes what it selects out of `items`, which has the length that it was fitted to.
    pub fn remove_from<T>(self, items: &mut Vec<T>) -> Vec<T> {
        let count = self.count();
        let (Some(first), Some(last)) = (self.positions().next(), self.positions().next_back()) else { return Vec::new() };
        let (low, high) = (first.min(last), first.max(last));
        let step = self.step.unsigned_abs() as usize;
        if step == 1 || count == 1 {
            return items.drain(low..=high).collect();
        }
        let mut at = 0;
        items
            .extract_if(low..=high, |_| {
                at += 1;
                (at - 1) % step == 0
            })
            .collect()
    }
}

/// `slice.indices(length)`
pub fn fit(slice: &[Value; 3], length: usize) -> PyResult<Span> {
    fit_long(slice, length as i64)
}

/// [`fit`] for what may be longer than memory, which a 32-bit size cannot say.
pub fn fit_long(slice: &[Value; 3], length: i64) -> PyResult<Span> {
    let step = super::argument::bound(&slice[2])?.unwrap_or(1);
    if step == 0 {
        return Err(value_error("slice step cannot be zero"));
    }
    let step = step.max(-i64::MAX);
    let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
    let clamp = |bound: Option<i64>, default: i64| match bound {
        None => default,
        Some(bound) if bound < 0 => bound.saturating_add(length).max(low),
        Some(bound) => bound.min(high),
    };
    let start = clamp(super::argument::bound(&slice[0])?, if step > 0 { low } else { high });
    let stop = clamp(super::argument::bound(&slice[1])?, if step > 0 { high } else { low });
    Ok(Span { start, stop, step })
}

/// What `key` selects; `None` where its class must be asked for `__index__`.
pub fn select(kind: &str, key: &Value, length: usize, doing: &str) -> Option<PyResult<Selected>> {
    let selected = select_long(kind, key, length as i64, doing)?;
    Some(selected.map(|selected| match selected {
        Selected::Item(place) => Selected::Item(place as usize),
        Selected::Slice(span) => Selected::Slice(span),
    }))
}

/// [`select`] for what may be longer than memory, which a 32-bit size cannot say.
pub fn select_long(kind: &str, key: &Value, length: i64, doing: &str) -> Option<PyResult<Selected<i64>>> {
    if let Some(Payload::Slice(slice)) = key.payload() {
        return Some(fit_long(slice, length).map(Selected::Slice));
    }
    if let Some(index) = key.as_i64() {
        let place = if index < 0 { index + length } else { index };
        return Some(if (0..length).contains(&place) {
            Ok(Selected::Item(place))
        } else {
            Err(index_error(format!("{kind} {doing}index out of range")))
        });
    }
    if key.as_int().is_some() {
        return Some(Err(index_error("cannot fit 'int' into an index-sized integer")));
    }
    if key.class().find_in_class(&crate::names::names().index).is_some() {
        return None;
    }
    Some(Err(type_error(format!("{kind} indices must be integers or slices, not {}", key.class_name()))))
}

/// A key with `__index__` as the int it stands for.
pub async fn plain_key(vm: &Vm, key: &Value) -> PyResult<Value> {
    if key.as_int().is_some()
        || matches!(key.payload(), Some(Payload::Slice(_)))
        || key.class().find_in_class(&crate::names::names().index).is_none()
    {
        return Ok(key.clone());
    }
    vm.index(key).await.map(Value::Int)
}

/// Compares two sequences item by item.
pub async fn compare(vm: &Vm, op: CompareOp, a: &[Value], b: &[Value]) -> PyResult<Value> {
    if a.len() != b.len() && matches!(op, CompareOp::Equal | CompareOp::NotEqual) {
        return Ok(Value::bool(op == CompareOp::NotEqual));
    }
    for (index, (x, y)) in a.iter().zip(b).enumerate() {
        if index % 64 == 63 {
            vm.checkpoint(64).await?;
        }
        if !vm.same_or_equal(x, y).await? {
            return match op {
                CompareOp::Equal => Ok(Value::bool(false)),
                CompareOp::NotEqual => Ok(Value::bool(true)),
                _ => vm.compare(op, x, y).await,
            };
        }
    }
    let (a, b) = (a.len(), b.len());
    Ok(Value::bool(match op {
        CompareOp::Less => a < b,
        CompareOp::LessEqual => a <= b,
        CompareOp::Equal => a == b,
        CompareOp::NotEqual => a != b,
        CompareOp::Greater => a > b,
        CompareOp::GreaterEqual => a >= b,
    }))
}

/// `sequence * count`, refused before it is made where it would not fit.
pub fn repeat(vm: &Vm, items: &[Value], count: &Value) -> Option<PyResult<Vec<Value>>> {
    let count = match count.as_int()? {
        crate::object::Int::Small(count) => crate::fault::size(count),
        crate::object::Int::Big(_) => return Some(Err(crate::raise::overflow_error("cannot fit 'int' into an index-sized integer"))),
    };
    if let Err(error) = vm.run().reserve(items.len().saturating_mul(count).saturating_mul(ITEM_BYTES)) {
        return Some(Err(error));
    }
    // Of nothing there may be any number.
    let count = if items.is_empty() { 0 } else { count };
    let mut all = Vec::with_capacity(items.len() * count);
    for _ in 0..count {
        all.extend_from_slice(items);
    }
    Some(Ok(all))
}

/// `repr` of the items, between brackets; `...` where the object is being shown already.
pub async fn repr(vm: &Vm, items: &[Value], open: &str, close: &str) -> PyResult<String> {
    let _depth = vm.deeper(" while getting the repr of an object")?;
    let mut text = String::from(open);
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(&vm.repr(item).await?);
        if index % 64 == 63 {
            vm.checkpoint(64).await?;
        }
    }
    text.push_str(close);
    Ok(text)
}
