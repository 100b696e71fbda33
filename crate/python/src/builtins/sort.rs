//! Sorting, stable, where comparing two items may call Python.

use crate::object::{Payload, Value};
use crate::raise::PyResult;
use crate::vm::Vm;

/// Runs up to this length are sorted by insertion before they are merged.
const RUN: usize = 16;
/// Comparisons between two checkpoints.
const COMPARISONS: usize = 64;

/// The items in ascending order of themselves or of `key(item)`; descending with `reverse`, where equal items keep their order too.
pub async fn sorted(vm: &Vm, mut items: Vec<Value>, key: &Value, reverse: bool) -> PyResult<Vec<Value>> {
    if reverse {
        items.reverse();
    }
    let mut pairs = Vec::with_capacity(items.len());
    for item in items {
        let by = if key.is_unbound() || key.is_none() { item.clone() } else { vm.call(key, vec![item.clone()]).await? };
        pairs.push((by, item));
    }
    vm.checkpoint(pairs.len() * (pairs.len().max(2).ilog2() as usize)).await?;
    if let Some(order) = plain_order(&pairs) {
        pairs.sort_by(|a, b| order(&a.0, &b.0));
    } else {
        pairs = merge_sort(vm, pairs).await?;
    }
    let mut items: Vec<Value> = pairs.into_iter().map(|(_, item)| item).collect();
    if reverse {
        items.reverse();
    }
    Ok(items)
}

type Order = fn(&Value, &Value) -> core::cmp::Ordering;

/// How to compare keys that are all ints of a machine word, all floats, or all strings; `None` where Python must be asked.
fn plain_order(pairs: &[(Value, Value)]) -> Option<Order> {
    let is_small = |key: &Value| matches!(key, Value::Int(_));
    let is_float = |key: &Value| matches!(key, Value::Float(value) if !value.get().is_nan());
    let is_text = |key: &Value| matches!(key.payload(), Some(Payload::Str(_))) && key.is_plain();
    let (first, _) = pairs.first()?;
    let all = |test: fn(&Value) -> bool| pairs.iter().all(|(key, _)| test(key));
    if is_small(first) && all(is_small) {
        return Some(|a, b| a.as_i64().cmp(&b.as_i64()));
    }
    if is_float(first) && all(is_float) {
        return Some(|a, b| a.as_float().partial_cmp(&b.as_float()).unwrap_or(core::cmp::Ordering::Equal));
    }
    if is_text(first) && all(is_text) {
        return Some(|a, b| a.as_str().cmp(&b.as_str()));
    }
    None
}

async fn merge_sort(vm: &Vm, mut pairs: Vec<(Value, Value)>) -> PyResult<Vec<(Value, Value)>> {
    let length = pairs.len();
    let mut compared = 0_usize;
    for start in (0..length).step_by(RUN) {
        for at in start + 1..length.min(start + RUN) {
            let mut place = at;
            while place > start && less(vm, &mut compared, &pairs[place].0, &pairs[place - 1].0).await? {
                pairs.swap(place, place - 1);
                place -= 1;
            }
        }
    }
    let mut width = RUN;
    while width < length {
        let mut merged = Vec::with_capacity(length);
        for start in (0..length).step_by(2 * width) {
            let (middle, end) = (length.min(start + width), length.min(start + 2 * width));
            let (mut left, mut right) = (start, middle);
            while left < middle && right < end {
                let from_right = less(vm, &mut compared, &pairs[right].0, &pairs[left].0).await?;
                let from = if from_right { &mut right } else { &mut left };
                merged.push(pairs[*from].clone());
                *from += 1;
            }
            merged.extend_from_slice(&pairs[left..middle]);
            merged.extend_from_slice(&pairs[right..end]);
        }
        pairs = merged;
        width *= 2;
    }
    Ok(pairs)
}

/// `a < b`, with a checkpoint at every so many.
async fn less(vm: &Vm, compared: &mut usize, a: &Value, b: &Value) -> PyResult<bool> {
    *compared += 1;
    if compared.is_multiple_of(COMPARISONS) {
        vm.checkpoint(COMPARISONS).await?;
    }
    vm.less(a, b).await
}
