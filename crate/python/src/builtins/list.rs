//! `list`.

use super::sequence::{self, ITEM_BYTES, Selected};
use crate::code::CompareOp;
use crate::native::{Args, Native, Wait, asynchronous, quick, sync};
use crate::object::{Counted, Iterator, Payload, Ref, Value};
use crate::raise::{PyResult, index_error, type_error, value_error};
use crate::types::{Types, add_methods, types};
use crate::vm::Vm;
use crate::wait;

const METHODS: &[Native] = &[
    sync("__new__", "cls, *args, **kwargs", |_, args| Ok(new(&args[0], Vec::new()))).fixed(),
    asynchronous("__init__", "self, iterable=, /", wait!(init)),
    sync("append", "self, object, /", |_, args| {
        list(&args[0])?.with(|items| items.push(args[1].clone()));
        Ok(Value::None)
    }),
    asynchronous("extend", "self, iterable, /", wait!(extend)),
    sync("insert", "self, index, object, /", insert),
    sync("pop", "self, index=, /", pop),
    asynchronous("remove", "self, value, /", wait!(remove)),
    sync("clear", "self, /", |_, args| {
        drop(list(&args[0])?.replace(Vec::new()));
        Ok(Value::None)
    }),
    sync("copy", "self, /", |_, args| Ok(Value::list(list(&args[0])?.get()))),
    sync("__copy__", "self, /", |_, args| Ok(Value::list(list(&args[0])?.get()))),
    asynchronous("count", "self, value, /", wait!(count)),
    asynchronous("index", "self, value, start=, stop=, /", wait!(index)),
    sync("reverse", "self, /", |_, args| {
        list(&args[0])?.with(|items| items.reverse());
        Ok(Value::None)
    }),
    asynchronous("sort", "self, /, *, key=, reverse=", wait!(sort)),
    sync("__len__", "self, /", |_, args| Ok(list(&args[0])?.read(Vec::len).into())),
    quick("__getitem__", "self, index, /", get_now, wait!(get)),
    quick("__setitem__", "self, key, value, /", set_now, wait!(set)),
    quick("__delitem__", "self, key, /", delete_now, wait!(delete)),
    sync("__iter__", "self, /", |_, args| {
        Ok(Vm::iterator(args[0].object().map_or(Iterator::Done, |object| Iterator::List(object.clone(), 0))))
    }),
    sync("__reversed__", "self, /", |_, args| {
        let length = list(&args[0])?.read(Vec::len);
        Ok(Vm::iterator(args[0].object().map_or(Iterator::Done, |object| Iterator::ListReversed(object.clone(), length))))
    }),
    asynchronous("__contains__", "self, key, /", wait!(contains)),
    sync("__add__", "self, value, /", |vm, args| match args[1].payload() {
        Some(Payload::List(other)) => {
            let mut items = list(&args[0])?.get();
            let more = other.get();
            vm.run().reserve((items.len() + more.len()).saturating_mul(ITEM_BYTES))?;
            items.extend(more);
            Ok(Value::list(items))
        }
        _ => Err(type_error(format!("can only concatenate list (not \"{}\") to list", args[1].class_name()))),
    }),
    asynchronous("__iadd__", "self, value, /", wait!(inplace_add)),
    sync("__mul__", "self, value, /", multiply),
    sync("__rmul__", "self, value, /", multiply),
    sync("__imul__", "self, value, /", |vm, args| {
        let items = list(&args[0])?;
        match sequence::repeat(vm, &items.get(), &args[1]) {
            Some(all) => {
                drop(items.replace(all?));
                Ok(args[0].clone())
            }
            None => Ok(Value::NotImplemented),
        }
    }),
    asynchronous("__eq__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Equal)),
    asynchronous("__ne__", "self, value, /", |vm, args| compare(vm, args, CompareOp::NotEqual)),
    asynchronous("__lt__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Less)),
    asynchronous("__le__", "self, value, /", |vm, args| compare(vm, args, CompareOp::LessEqual)),
    asynchronous("__gt__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Greater)),
    asynchronous("__ge__", "self, value, /", |vm, args| compare(vm, args, CompareOp::GreaterEqual)),
    asynchronous("__repr__", "self, /", wait!(repr)),
];

/// Adds `list`'s methods.
pub fn install(types: &Types) {
    add_methods(&types.list, METHODS);
    crate::types::add_name(&types.list, "__hash__", Value::None);
}

fn list(value: &Value) -> PyResult<&Counted<Vec<Value>>> {
    match value.payload() {
        Some(Payload::List(items)) => Ok(items),
        _ => Err(type_error(format!("descriptor requires a 'list' object but received a '{}'", value.class_name()))),
    }
}

/// A list of a class that is `list` or inherits from it.
fn new(class: &Value, items: Vec<Value>) -> Value {
    match class.object() {
        Some(class) if !class.is(&types().list) => Ref::with_class(class.clone(), Payload::List(Counted::new(items))).into(),
        _ => Value::list(items),
    }
}

async fn init(vm: Vm, args: Args) -> PyResult<Value> {
    let items = if args[1].is_unbound() { Vec::new() } else { vm.collect(&args[1]).await? };
    drop(list(&args[0])?.replace(items));
    Ok(Value::None)
}

async fn extend(vm: Vm, args: Args) -> PyResult<Value> {
    let more = vm.collect(&args[1]).await?;
    vm.run().reserve(more.len().saturating_mul(ITEM_BYTES))?;
    list(&args[0])?.with(|items| items.extend(more));
    Ok(Value::None)
}

async fn inplace_add(vm: Vm, args: Args) -> PyResult<Value> {
    let receiver = args[0].clone();
    extend(vm, args).await?;
    Ok(receiver)
}

fn insert(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let index = super::argument::int(&args[1])?.to_i64().unwrap_or(i64::MAX);
    list(&args[0])?.with(|items| {
        let length = items.len() as i64;
        let place = if index < 0 { (index + length).max(0) } else { index.min(length) };
        items.insert(place as usize, args[2].clone());
    });
    Ok(Value::None)
}

fn pop(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let index = if args[1].is_unbound() { -1 } else { super::argument::int(&args[1])?.to_i64().unwrap_or(i64::MAX) };
    list(&args[0])?.with(|items| {
        if items.is_empty() {
            return Err(index_error("pop from empty list"));
        }
        let place = if index < 0 { index + items.len() as i64 } else { index };
        if !(0..items.len() as i64).contains(&place) {
            return Err(index_error("pop index out of range"));
        }
        Ok(items.remove(place as usize))
    })
}

/// The position of an equal item from `start` on; the list may change while Python compares.
async fn find(vm: &Vm, value: &Value, wanted: &Value, start: usize, stop: usize) -> PyResult<Option<usize>> {
    let mut place = start;
    while place < stop {
        let Some(item) = list(value)?.read(|items| items.get(place).cloned()) else { break };
        if vm.same_or_equal(&item, wanted).await? {
            return Ok(Some(place));
        }
        place += 1;
        if place.is_multiple_of(64) {
            vm.checkpoint(64).await?;
        }
    }
    Ok(None)
}

async fn remove(vm: Vm, args: Args) -> PyResult<Value> {
    match find(&vm, &args[0], &args[1], 0, usize::MAX).await? {
        Some(place) => {
            drop(list(&args[0])?.with(|items| (place < items.len()).then(|| items.remove(place))));
            Ok(Value::None)
        }
        None => Err(value_error("list.remove(x): x not in list")),
    }
}

async fn contains(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::bool(find(&vm, &args[0], &args[1], 0, usize::MAX).await?.is_some()))
}

async fn count(vm: Vm, args: Args) -> PyResult<Value> {
    let mut found = 0_i64;
    let mut place = 0;
    while let Some(at) = find(&vm, &args[0], &args[1], place, usize::MAX).await? {
        found += 1;
        place = at + 1;
    }
    Ok(Value::Int(found))
}

async fn index(vm: Vm, args: Args) -> PyResult<Value> {
    let length = list(&args[0])?.read(Vec::len);
    let span = sequence::fit(&[given_or_none(&args[2]), given_or_none(&args[3]), Value::None], length)?;
    match find(&vm, &args[0], &args[1], span.start as usize, span.stop.max(0) as usize).await? {
        Some(place) => Ok(place.into()),
        None => Err(value_error(format!("{} is not in list", vm.repr(&args[1]).await?))),
    }
}

fn given_or_none(value: &Value) -> Value {
    if value.is_unbound() { Value::None } else { value.clone() }
}

fn get_now(_: &Vm, args: &[Value]) -> Option<PyResult<Value>> {
    let items = match list(&args[0]) {
        Ok(items) => items,
        Err(error) => return Some(Err(error)),
    };
    let length = items.read(Vec::len);
    Some(sequence::select("list", &args[1], length, "")?.map(|selected| match selected {
        Selected::Item(place) => items.read(|items| items.get(place).cloned()).unwrap_or(Value::None),
        Selected::Slice(span) => Value::list(items.read(|items| span.positions().filter_map(|place| items.get(place).cloned()).collect())),
    }))
}

async fn get(vm: Vm, args: Args) -> PyResult<Value> {
    let key = sequence::plain_key(&vm, &args[1]).await?;
    get_now(&vm, &[args[0].clone(), key]).unwrap_or(Ok(Value::None))
}

fn set_now(_: &Vm, args: &[Value]) -> Option<PyResult<Value>> {
    let items = match list(&args[0]) {
        Ok(items) => items,
        Err(error) => return Some(Err(error)),
    };
    let length = items.read(Vec::len);
    match sequence::select("list", &args[1], length, "assignment ")? {
        Err(error) => Some(Err(error)),
        Ok(Selected::Item(place)) => {
            let old = items.with(|items| items.get_mut(place).map(|slot| core::mem::replace(slot, args[2].clone())));
            drop(old);
            Some(Ok(Value::None))
        }
        Ok(Selected::Slice(_)) => None,
    }
}

async fn set(vm: Vm, args: Args) -> PyResult<Value> {
    let key = sequence::plain_key(&vm, &args[1]).await?;
    let Some(Payload::Slice(slice)) = key.payload() else {
        return set_now(&vm, &[args[0].clone(), key, args[2].clone()]).unwrap_or(Ok(Value::None));
    };
    let new = match vm.collect(&args[2]).await {
        Err(error) if error.is(&types().type_error) => return Err(type_error("can only assign an iterable")),
        other => other?,
    };
    let items = list(&args[0])?;
    let old = items.with(|items| {
        let span = sequence::fit(slice, items.len())?;
        if span.step == 1 {
            let stop = span.stop.max(span.start);
            return Ok(items.splice(span.start as usize..stop as usize, new).collect::<Vec<_>>());
        }
        let places: Vec<usize> = span.positions().collect();
        if places.len() != new.len() {
            return Err(value_error(format!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                new.len(),
                places.len()
            )));
        }
        Ok(places.into_iter().zip(new).map(|(place, value)| core::mem::replace(&mut items[place], value)).collect())
    })?;
    drop(old);
    Ok(Value::None)
}

fn delete_now(vm: &Vm, args: &[Value]) -> Option<PyResult<Value>> {
    let items = match list(&args[0]) {
        Ok(items) => items,
        Err(error) => return Some(Err(error)),
    };
    let old = items.with(|items| {
        Some(sequence::select("list", &args[1], items.len(), "assignment ")?.map(|selected| match selected {
            Selected::Item(place) => vec![items.remove(place)],
            Selected::Slice(span) => {
                vm.charge(items.len());
                span.remove_from(items)
            }
        }))
    });
    // Dropped out here: what was deleted may own other lists.
    Some(old?.map(drop).map(|()| Value::None))
}

async fn delete(vm: Vm, args: Args) -> PyResult<Value> {
    let key = sequence::plain_key(&vm, &args[1]).await?;
    delete_now(&vm, &[args[0].clone(), key]).unwrap_or(Ok(Value::None))
}

fn multiply(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    match sequence::repeat(vm, &list(&args[0])?.get(), &args[1]) {
        Some(items) => {
            let items = items?;
            Ok(Value::list(items))
        }
        None if args[1].class().find_in_class(&crate::names::names().index).is_none() => {
            Err(type_error(format!("can't multiply sequence by non-int of type '{}'", args[1].class_name())))
        }
        None => Ok(Value::NotImplemented),
    }
}

fn compare(vm: Vm, args: Args, op: CompareOp) -> Wait {
    Box::pin(async move {
        let (Some(Payload::List(a)), Some(Payload::List(b))) = (args[0].payload(), args[1].payload()) else {
            return Ok(Value::NotImplemented);
        };
        sequence::compare(&vm, op, &a.get(), &b.get()).await
    })
}

async fn repr(vm: Vm, args: Args) -> PyResult<Value> {
    let Some(_visit) = vm.visit(&args[0]) else { return Ok(Value::str("[...]")) };
    sequence::repr(&vm, &list(&args[0])?.get(), "[", "]").await.map(Value::str)
}

async fn sort(vm: Vm, args: Args) -> PyResult<Value> {
    let reverse = !args[2].is_unbound() && vm.truth(&args[2]).await?;
    let items = list(&args[0])?;
    // The list is empty while Python compares, as in CPython.
    let taken = items.replace(Vec::new());
    let backup = taken.clone();
    let sorted = super::sort::sorted(&vm, taken, &args[1], reverse).await;
    let changed = items.read(|items| !items.is_empty());
    match sorted {
        Ok(sorted) => drop(items.replace(sorted)),
        Err(error) => {
            drop(items.replace(backup));
            return Err(error);
        }
    }
    if changed { Err(value_error("list modified during sort")) } else { Ok(Value::None) }
}
