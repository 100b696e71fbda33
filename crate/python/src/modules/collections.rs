//! `_collections`: `deque` and `defaultdict`. The rest of `collections` is Python, in `lib/collections.py`.

use core::any::Any;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::collections::VecDeque;
use std::sync::OnceLock;

use super::NativeModule;
use super::foreign::{content, instance};
use crate::code::CompareOp;
use crate::names::{intern, names};
use crate::native::{Args, asynchronous, getter, sync};
use crate::object::{Foreign, Guarded, Iterator, Layout, Payload, Ref, Table, Value};
use crate::raise::{PyResult, index_error, key_error, runtime_error, stop_iteration, type_error, value_error};
use crate::types::{library_class, library_class_with, types};
use crate::vm::{Vm, attribute_dict};
use crate::wait;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_collections", functions: &[], fill };

fn fill(_: &Vm, names: &mut Table) -> PyResult<()> {
    names.set_plain(&intern("deque"), deque_class().clone().into());
    names.set_plain(&intern("defaultdict"), defaultdict_class().clone().into());
    Ok(())
}

#[derive(Default)]
struct Deque {
    items: Guarded<VecDeque<Value>>,
    /// Bound, or `None`.
    maxlen: Guarded<Option<usize>>,
}

impl Foreign for Deque {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn clear(&self) {
        drop(self.items.replace(VecDeque::new()));
    }
}

impl Deque {
    fn snapshot(&self) -> Vec<Value> {
        self.items.with(|items| items.iter().cloned().collect())
    }

    fn push(&self, value: Value, left: bool) {
        let maxlen = self.maxlen.get();
        crate::object::charge(1);
        let dropped = self.items.with(|items| {
            if left {
                items.push_front(value);
            } else {
                items.push_back(value);
            }
            match maxlen {
                Some(most) if items.len() > most => {
                    if left {
                        items.pop_back()
                    } else {
                        items.pop_front()
                    }
                }
                _ => None,
            }
        });
        drop(dropped);
    }

    fn place(&self, index: i64) -> PyResult<usize> {
        let length = self.items.read(VecDeque::len) as i64;
        let index = if index < 0 { index + length } else { index };
        if (0..length).contains(&index) { Ok(index as usize) } else { Err(index_error("deque index out of range")) }
    }
}

fn deque(value: &Value) -> PyResult<&Deque> {
    content(value)
}

/// Appends to a deque, for `queue`; what is none is left alone.
pub fn push(deque: &Value, item: Value) {
    if let Some(deque) = deque.foreign::<Deque>() {
        deque.push(item, false);
    }
}

/// Takes a deque's first item, for `queue`.
pub fn pop_first(deque: &Value) -> Option<Value> {
    crate::object::charge(-1);
    deque.foreign::<Deque>()?.items.with(VecDeque::pop_front)
}

/// A deque's length, for `queue`.
pub fn length(deque: &Value) -> usize {
    deque.foreign::<Deque>().map_or(0, |deque| deque.items.read(VecDeque::len))
}

fn deque_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class_with(
            "collections",
            "deque",
            Layout::Foreign,
            &types().object,
            &[
                sync("__new__", "cls, *args, **kwargs", |_, args| instance(&args[0], Deque::default())).fixed(),
                asynchronous("__init__", "self, iterable=, maxlen=", wait!(init)),
                sync("append", "self, x, /", |_, args| {
                    deque(&args[0])?.push(args[1].clone(), false);
                    Ok(Value::None)
                }),
                sync("appendleft", "self, x, /", |_, args| {
                    deque(&args[0])?.push(args[1].clone(), true);
                    Ok(Value::None)
                }),
                sync("pop", "self, /", |_, args| take(&args[0], false)),
                sync("popleft", "self, /", |_, args| take(&args[0], true)),
                asynchronous("extend", "self, iterable, /", wait!(extend)),
                asynchronous("extendleft", "self, iterable, /", wait!(extendleft)),
                asynchronous("__iadd__", "self, value, /", wait!(inplace_add)),
                sync("clear", "self, /", |_, args| {
                    drop(deque(&args[0])?.items.replace(VecDeque::new()));
                    Ok(Value::None)
                }),
                sync("copy", "self, /", copy),
                sync("__copy__", "self, /", copy),
                asynchronous("count", "self, value, /", wait!(count)),
                asynchronous("index", "self, value, start=, stop=, /", wait!(index)),
                asynchronous("remove", "self, value, /", wait!(remove)),
                asynchronous("__contains__", "self, key, /", wait!(contains)),
                sync("insert", "self, index, value, /", insert),
                sync("reverse", "self, /", |_, args| {
                    deque(&args[0])?.items.with(|items| items.make_contiguous().reverse());
                    Ok(Value::None)
                }),
                sync("rotate", "self, n=, /", |_, args| {
                    let steps = if args[1].is_unbound() {
                        1
                    } else {
                        args[1]
                            .as_i64()
                            .ok_or_else(|| type_error(format!("'{}' object cannot be interpreted as an integer", args[1].class_name())))?
                    };
                    deque(&args[0])?.items.with(|items| {
                        if !items.is_empty() {
                            items.rotate_right(steps.rem_euclid(items.len() as i64) as usize);
                        }
                    });
                    Ok(Value::None)
                }),
                sync("__len__", "self, /", |_, args| Ok(deque(&args[0])?.items.read(VecDeque::len).into())),
                sync("__bool__", "self, /", |_, args| Ok(Value::Bool(deque(&args[0])?.items.read(|items| !items.is_empty())))),
                sync("__getitem__", "self, key, /", |_, args| {
                    let data = deque(&args[0])?;
                    let place = data.place(position(&args[1])?)?;
                    data.items.read(|items| items.get(place).cloned()).ok_or_else(|| index_error("deque index out of range"))
                }),
                sync("__setitem__", "self, key, value, /", |_, args| {
                    let data = deque(&args[0])?;
                    let place = data.place(position(&args[1])?)?;
                    let old = data.items.with(|items| items.get_mut(place).map(|slot| core::mem::replace(slot, args[2].clone())));
                    drop(old);
                    Ok(Value::None)
                }),
                sync("__delitem__", "self, key, /", |_, args| {
                    let data = deque(&args[0])?;
                    let place = data.place(position(&args[1])?)?;
                    drop(data.items.with(|items| items.remove(place)));
                    Ok(Value::None)
                }),
                sync("__iter__", "self, /", |_, args| {
                    let length = deque(&args[0])?.items.read(VecDeque::len);
                    instance(&iterator_class().clone().into(), Places { deque: args[0].clone(), next: AtomicUsize::new(0), length })
                }),
                sync("__reversed__", "self, /", |_, args| {
                    let mut items = deque(&args[0])?.snapshot();
                    items.reverse();
                    Ok(Vm::iterator(Iterator::Items(items.into_iter())))
                }),
                asynchronous("__repr__", "self, /", wait!(repr)),
                asynchronous("__eq__", "self, other, /", wait!(equal)),
                asynchronous("__lt__", "self, other, /", |vm, args| Box::pin(compare(vm, args, CompareOp::Less))),
                asynchronous("__le__", "self, other, /", |vm, args| Box::pin(compare(vm, args, CompareOp::LessEqual))),
                asynchronous("__gt__", "self, other, /", |vm, args| Box::pin(compare(vm, args, CompareOp::Greater))),
                asynchronous("__ge__", "self, other, /", |vm, args| Box::pin(compare(vm, args, CompareOp::GreaterEqual))),
                sync("__add__", "self, other, /", |_, args| {
                    let Some(other) = args[1].foreign::<Deque>() else {
                        return Err(type_error(format!("can only concatenate deque (not \"{}\") to deque", args[1].class_name())));
                    };
                    let joined = copy_of(&args[0])?;
                    for item in other.snapshot() {
                        deque(&joined)?.push(item, false);
                    }
                    Ok(joined)
                }),
                sync("__mul__", "self, other, /", |vm, args| {
                    let Some(times) = args[1].as_i64() else { return Ok(Value::NotImplemented) };
                    let items = deque(&args[0])?.snapshot();
                    vm.run().reserve(items.len().saturating_mul(usize::try_from(times).unwrap_or(0)).saturating_mul(16))?;
                    let made = copy_of(&args[0])?;
                    drop(deque(&made)?.items.replace(VecDeque::new()));
                    for _ in 0..times.max(0) {
                        for item in &items {
                            deque(&made)?.push(item.clone(), false);
                        }
                    }
                    Ok(made)
                }),
            ],
            &[getter("maxlen", |_, value| Ok(deque(value)?.maxlen.get().map_or(Value::None, Value::from)))],
            |class| {
                crate::types::add_name(class, "__hash__", Value::None);
                crate::types::has_own_hash(class);
            },
        )
    })
}

/// An iterator over a deque, which must not change meanwhile.
struct Places {
    deque: Value,
    next: AtomicUsize,
    length: usize,
}

impl Foreign for Places {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn iterator_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "_collections",
            "_deque_iterator",
            Layout::Final,
            &types().object,
            &[
                sync("__iter__", "self, /", |_, args| Ok(args[0].clone())),
                sync("__next__", "self, /", |_, args| {
                    let places: &Places = content(&args[0])?;
                    // Relaxed: threads that share an iterator share its items in any way.
                    let place = places.next.fetch_add(1, Ordering::Relaxed);
                    deque(&places.deque)?.items.read(|items| {
                        if items.len() != places.length {
                            return Err(runtime_error("deque mutated during iteration"));
                        }
                        items.get(place).cloned().ok_or_else(|| stop_iteration(Value::None))
                    })
                }),
            ],
            &[],
        )
    })
}

fn position(index: &Value) -> PyResult<i64> {
    index.as_i64().ok_or_else(|| type_error(format!("sequence index must be integer, not '{}'", index.class_name())))
}

fn take(value: &Value, left: bool) -> PyResult<Value> {
    crate::object::charge(-1);
    deque(value)?
        .items
        .with(|items| if left { items.pop_front() } else { items.pop_back() })
        .ok_or_else(|| index_error("pop from an empty deque"))
}

fn copy(_: &Vm, args: &[Value]) -> PyResult<Value> {
    copy_of(&args[0])
}

fn copy_of(value: &Value) -> PyResult<Value> {
    let data = deque(value)?;
    let made = Deque { items: Guarded::new(data.snapshot().into()), maxlen: Guarded::new(data.maxlen.get()) };
    instance(&value.class().clone().into(), made)
}

fn insert(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let data = deque(&args[0])?;
    if data.maxlen.get().is_some_and(|most| data.items.read(VecDeque::len) >= most) {
        return Err(index_error("deque already at its maximum size"));
    }
    let index = position(&args[1])?;
    data.items.with(|items| {
        let length = items.len() as i64;
        let place = if index < 0 { (index + length).max(0) } else { index.min(length) };
        items.insert(place as usize, args[2].clone());
    });
    Ok(Value::None)
}

async fn init(vm: Vm, args: Args) -> PyResult<Value> {
    let data = deque(&args[0])?;
    let maxlen = match &args[2] {
        Value::Unbound | Value::None => None,
        value => match value.as_i64() {
            Some(most) => Some(usize::try_from(most).map_err(|_| value_error("maxlen must be non-negative"))?),
            None => return Err(type_error("an integer is required")),
        },
    };
    data.maxlen.replace(maxlen);
    drop(data.items.replace(VecDeque::new()));
    if !args[1].is_unbound() {
        extend(vm, vec![args[0].clone(), args[1].clone()]).await?;
    }
    Ok(Value::None)
}

async fn extend(vm: Vm, args: Args) -> PyResult<Value> {
    for item in items_of(&vm, &args[1]).await? {
        deque(&args[0])?.push(item, false);
    }
    Ok(Value::None)
}

async fn items_of(vm: &Vm, iterable: &Value) -> PyResult<Vec<Value>> {
    match iterable.foreign::<Deque>() {
        Some(other) => Ok(other.snapshot()),
        None => vm.collect(iterable).await,
    }
}

async fn extendleft(vm: Vm, args: Args) -> PyResult<Value> {
    for item in items_of(&vm, &args[1]).await? {
        deque(&args[0])?.push(item, true);
    }
    Ok(Value::None)
}

async fn inplace_add(vm: Vm, args: Args) -> PyResult<Value> {
    let receiver = args[0].clone();
    extend(vm, args).await?;
    Ok(receiver)
}

async fn count(vm: Vm, args: Args) -> PyResult<Value> {
    let mut found = 0_i64;
    for item in deque(&args[0])?.snapshot() {
        found += i64::from(vm.same_or_equal(&item, &args[1]).await?);
    }
    Ok(Value::Int(found))
}

async fn find(vm: &Vm, receiver: &Value, wanted: &Value) -> PyResult<Option<usize>> {
    for (place, item) in deque(receiver)?.snapshot().iter().enumerate() {
        if vm.same_or_equal(item, wanted).await? {
            return Ok(Some(place));
        }
    }
    Ok(None)
}

async fn index(vm: Vm, args: Args) -> PyResult<Value> {
    let items = deque(&args[0])?.snapshot();
    let length = items.len() as i64;
    let bound = |value: &Value, default: i64| match value {
        Value::Unbound => default,
        value => {
            let index = value.as_i64().unwrap_or(default);
            if index < 0 { (index + length).max(0) } else { index.min(length) }
        }
    };
    for place in bound(&args[2], 0)..bound(&args[3], length) {
        if vm.same_or_equal(&items[place as usize], &args[1]).await? {
            return Ok(Value::Int(place));
        }
    }
    Err(value_error(format!("{} is not in deque", vm.repr(&args[1]).await?)))
}

async fn remove(vm: Vm, args: Args) -> PyResult<Value> {
    match find(&vm, &args[0], &args[1]).await? {
        Some(place) => {
            drop(deque(&args[0])?.items.with(|items| items.remove(place)));
            Ok(Value::None)
        }
        None => Err(value_error(format!("{} is not in deque", vm.repr(&args[1]).await?))),
    }
}

async fn contains(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::Bool(find(&vm, &args[0], &args[1]).await?.is_some()))
}

async fn repr(vm: Vm, args: Args) -> PyResult<Value> {
    let data = deque(&args[0])?;
    let items = vm.repr(&Value::list(data.snapshot())).await?;
    let name = args[0].class().class_text();
    Ok(Value::str(match data.maxlen.get() {
        Some(most) => format!("{name}({items}, maxlen={most})"),
        None => format!("{name}({items})"),
    }))
}

async fn equal(vm: Vm, args: Args) -> PyResult<Value> {
    compare(vm, args, CompareOp::Equal).await
}

async fn compare(vm: Vm, args: Args, op: CompareOp) -> PyResult<Value> {
    let (Some(a), Some(b)) = (args[0].foreign::<Deque>(), args[1].foreign::<Deque>()) else { return Ok(Value::NotImplemented) };
    vm.compare(op, &Value::list(a.snapshot()), &Value::list(b.snapshot())).await
}

fn defaultdict_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "collections",
            "defaultdict",
            Layout::Dict,
            &types().dict,
            &[
                asynchronous("__init__", "self, *args, **kwargs", wait!(defaultdict_init)),
                asynchronous("__missing__", "self, key, /", wait!(defaultdict_missing)),
                asynchronous("__repr__", "self, /", wait!(defaultdict_repr)),
                asynchronous("copy", "self, /", wait!(defaultdict_copy)),
                asynchronous("__copy__", "self, /", wait!(defaultdict_copy)),
            ],
            &[crate::native::Getter {
                name: "default_factory",
                get: |_, value| Ok(factory(value)),
                set: Some(|_, value, new| {
                    set_factory(value, if new.is_unbound() { Value::None } else { new });
                    Ok(())
                }),
            }],
        )
    })
}

/// Where a defaultdict keeps its factory: no program can spell this name.
const FACTORY: &str = "default_factory.";

fn factory(value: &Value) -> Value {
    let Some(object) = value.object() else { return Value::None };
    match attribute_dict(object).payload() {
        Payload::Dict(table) => table.read(|table| table.get_plain(&intern(FACTORY))).unwrap_or(Value::None),
        _ => Value::None,
    }
}

fn set_factory(value: &Value, new: Value) {
    if let Some(object) = value.object()
        && let Payload::Dict(table) = attribute_dict(object).payload()
    {
        drop(table.with(|table| table.set_plain(&intern(FACTORY), new)));
    }
}

async fn defaultdict_init(vm: Vm, args: Args) -> PyResult<Value> {
    let mut positional = args[1].as_tuple().unwrap_or(&[]).to_vec();
    let factory = if positional.is_empty() { Value::None } else { positional.remove(0) };
    if !factory.is_none() && !crate::builtins::functions::is_callable(&vm, &factory) {
        return Err(type_error("first argument must be callable or None"));
    }
    set_factory(&args[0], factory);
    let Some(init) = types().dict.find_in_class(&names().init) else { return Ok(Value::None) };
    positional.insert(0, args[0].clone());
    let keywords = args[2].object().map(Vm::dict_items).unwrap_or_default();
    vm.call_with(&init, positional, keywords).await
}

async fn defaultdict_missing(vm: Vm, args: Args) -> PyResult<Value> {
    let factory = factory(&args[0]);
    if factory.is_none() {
        return Err(key_error(args[1].clone()));
    }
    let value = vm.call(&factory, vec![]).await?;
    if let Some(Payload::Dict(table)) = args[0].payload() {
        drop(vm.dict_set(table, args[1].clone(), value.clone()).await?);
    }
    Ok(value)
}

fn plain_copy(value: &Value) -> Value {
    match value.payload() {
        Some(Payload::Dict(table)) => Value::dict(table.get()),
        _ => Value::None,
    }
}

async fn defaultdict_repr(vm: Vm, args: Args) -> PyResult<Value> {
    let factory = vm.repr(&factory(&args[0])).await?;
    Ok(Value::str(format!("{}({factory}, {})", args[0].class().class_text(), vm.repr(&plain_copy(&args[0])).await?)))
}

async fn defaultdict_copy(vm: Vm, args: Args) -> PyResult<Value> {
    let class: Value = args[0].class().clone().into();
    vm.call(&class, vec![factory(&args[0]), plain_copy(&args[0])]).await
}
