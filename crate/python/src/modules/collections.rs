//! `_collections`: `deque` and `defaultdict`. The rest of `collections` is Python, in `lib/collections.py`.

use core::any::Any;
use core::ops::Range;
use core::sync::atomic::{AtomicUsize, Ordering};
use std::collections::VecDeque;
use std::sync::OnceLock;

use super::NativeModule;
use super::foreign::{content, instance};
use crate::builtins::argument;
use crate::builtins::dict::copied;
use crate::code::CompareOp;
use crate::fault::size;
use crate::names::{intern, names};
use crate::native::{Args, Native, asynchronous, getter, sync};
use crate::object::{Countable, Counted, Foreign, Guarded, Int, Layout, Payload, Ref, Table, Value};
use crate::raise::{PyResult, Unwind, index_error, key_error, runtime_error, stop_iteration, type_error, value_error};
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
    items: Counted<Items>,
    /// Bound, or `None`.
    maxlen: Guarded<Option<i64>>,
}

#[derive(Default)]
struct Items {
    queue: VecDeque<Value>,
    /// Changes whenever an item appears, goes or moves: who walks the deque looks at it.
    version: u64,
}

impl Countable for Items {
    fn units(&self) -> i64 {
        self.queue.units()
    }
}

impl Foreign for Deque {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn clear(&self) {
        drop(self.change(core::mem::take));
    }
}

impl Deque {
    fn new(items: Vec<Value>, maxlen: Option<i64>) -> Self {
        Self { items: Counted::new(Items { queue: items.into(), version: 0 }), maxlen: Guarded::new(maxlen) }
    }

    fn read<R>(&self, f: impl FnOnce(&VecDeque<Value>) -> R) -> R {
        self.items.read(|items| f(&items.queue))
    }

    fn change<R>(&self, f: impl FnOnce(&mut VecDeque<Value>) -> R) -> R {
        self.items.with(|items| {
            items.version += 1;
            f(&mut items.queue)
        })
    }

    /// Changes no more than which items stand where: CPython lets others walk on.
    fn exchange<R>(&self, f: impl FnOnce(&mut VecDeque<Value>) -> R) -> R {
        self.items.with(|items| f(&mut items.queue))
    }

    fn version(&self) -> u64 {
        self.items.read(|items| items.version)
    }

    /// The item at a place, counted from the end with `from_end`; an error when the deque is not at `version` any more.
    fn walk(&self, place: usize, from_end: bool, version: u64) -> Result<Option<Value>, Changed> {
        self.items.read(|items| {
            if items.version != version {
                return Err(Changed);
            }
            let place = if from_end { items.queue.len().checked_sub(place + 1) } else { Some(place) };
            Ok(place.and_then(|place| items.queue.get(place).cloned()))
        })
    }

    fn snapshot(&self) -> Vec<Value> {
        self.read(|items| items.iter().cloned().collect())
    }

    fn push(&self, value: Value, left: bool) {
        let maxlen = self.maxlen.get();
        let dropped = self.change(|items| {
            if left {
                items.push_front(value);
            } else {
                items.push_back(value);
            }
            match maxlen {
                Some(most) if items.len() as i64 > most => {
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
        let length = self.read(VecDeque::len) as i64;
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
    deque.foreign::<Deque>()?.change(VecDeque::pop_front)
}

/// A deque's items; `None` where the value is none.
pub fn items(deque: &Value) -> Option<Vec<Value>> {
    Some(deque.foreign::<Deque>()?.snapshot())
}

/// A deque's length, for `queue`.
pub fn length(deque: &Value) -> usize {
    deque.foreign::<Deque>().map_or(0, |deque| deque.read(VecDeque::len))
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
                    deque(&args[0])?.clear();
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
                    deque(&args[0])?.exchange(|items| items.make_contiguous().reverse());
                    Ok(Value::None)
                }),
                sync("rotate", "self, n=, /", |_, args| {
                    let steps = argument::count(&args[1], 1)?;
                    deque(&args[0])?.change(|items| {
                        if !items.is_empty() {
                            items.rotate_right(steps.rem_euclid(items.len() as i64) as usize);
                        }
                    });
                    Ok(Value::None)
                }),
                sync("__len__", "self, /", |_, args| Ok(deque(&args[0])?.read(VecDeque::len).into())),
                sync("__bool__", "self, /", |_, args| Ok(Value::bool(deque(&args[0])?.read(|items| !items.is_empty())))),
                sync("__getitem__", "self, key, /", |_, args| {
                    let data = deque(&args[0])?;
                    let place = data.place(position(&args[1])?)?;
                    data.read(|items| items.get(place).cloned()).ok_or_else(|| index_error("deque index out of range"))
                }),
                sync("__setitem__", "self, key, value, /", |_, args| {
                    let data = deque(&args[0])?;
                    let place = data.place(position(&args[1])?)?;
                    let old = data.exchange(|items| items.get_mut(place).map(|slot| core::mem::replace(slot, args[2].clone())));
                    drop(old);
                    Ok(Value::None)
                }),
                sync("__delitem__", "self, key, /", |_, args| {
                    let data = deque(&args[0])?;
                    let place = data.place(position(&args[1])?)?;
                    drop(data.change(|items| items.remove(place)));
                    Ok(Value::None)
                }),
                sync("__iter__", "self, /", |_, args| places(&args[0], iterator_class(), false)),
                sync("__reversed__", "self, /", |_, args| places(&args[0], reverse_iterator_class(), true)),
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
                    let times = if items.is_empty() { 0 } else { size(times) };
                    vm.run().reserve(items.len().saturating_mul(times).saturating_mul(16))?;
                    vm.charge(items.len() * times);
                    let made = copy_of(&args[0])?;
                    deque(&made)?.clear();
                    for _ in 0..times {
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

/// The deque changed while it was walked.
struct Changed;

impl From<Changed> for Unwind {
    fn from(_: Changed) -> Self {
        runtime_error("deque mutated during iteration")
    }
}

/// An iterator over a deque, which must not change meanwhile.
struct Places {
    deque: Value,
    next: AtomicUsize,
    reversed: bool,
    version: u64,
}

impl Foreign for Places {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn places(value: &Value, class: &Ref, reversed: bool) -> PyResult<Value> {
    let version = deque(value)?.version();
    instance(&class.clone().into(), Places { deque: value.clone(), next: AtomicUsize::new(0), reversed, version })
}

fn iterator_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| library_class("_collections", "_deque_iterator", Layout::Final, &types().object, ITERATOR_METHODS, &[]))
}

fn reverse_iterator_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| library_class("_collections", "_deque_reverse_iterator", Layout::Final, &types().object, ITERATOR_METHODS, &[]))
}

const ITERATOR_METHODS: &[Native] = &[
    sync("__iter__", "self, /", |_, args| Ok(args[0].clone())),
    sync("__next__", "self, /", |_, args| {
        let places: &Places = content(&args[0])?;
        // Relaxed: threads that share an iterator share its items in any way.
        let place = places.next.fetch_add(1, Ordering::Relaxed);
        deque(&places.deque)?.walk(place, places.reversed, places.version)?.ok_or_else(|| stop_iteration(Value::None))
    }),
];

fn position(index: &Value) -> PyResult<i64> {
    index.as_i64().ok_or_else(|| type_error(format!("sequence index must be integer, not '{}'", index.class_name())))
}

fn take(value: &Value, left: bool) -> PyResult<Value> {
    let taken = deque(value)?.change(|items| if left { items.pop_front() } else { items.pop_back() });
    taken.ok_or_else(|| index_error("pop from an empty deque"))
}

fn copy(_: &Vm, args: &[Value]) -> PyResult<Value> {
    copy_of(&args[0])
}

fn copy_of(value: &Value) -> PyResult<Value> {
    let data = deque(value)?;
    instance(&value.class().clone().into(), Deque::new(data.snapshot(), data.maxlen.get()))
}

fn insert(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let data = deque(&args[0])?;
    if data.maxlen.get().is_some_and(|most| data.read(VecDeque::len) as i64 >= most) {
        return Err(index_error("deque already at its maximum size"));
    }
    let index = position(&args[1])?;
    data.change(|items| {
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
            Some(most) if most < 0 => return Err(value_error("maxlen must be non-negative")),
            Some(most) => Some(most),
            None => return Err(type_error("an integer is required")),
        },
    };
    data.maxlen.replace(maxlen);
    data.clear();
    if !args[1].is_unbound() {
        extend(vm, vec![args[0].clone(), args[1].clone()]).await?;
    }
    Ok(Value::None)
}

async fn extend(vm: Vm, args: Args) -> PyResult<Value> {
    push_all(&vm, &args, false).await
}

async fn extendleft(vm: Vm, args: Args) -> PyResult<Value> {
    push_all(&vm, &args, true).await
}

async fn inplace_add(vm: Vm, args: Args) -> PyResult<Value> {
    push_all(&vm, &args, false).await?;
    Ok(args[0].clone())
}

async fn push_all(vm: &Vm, args: &[Value], left: bool) -> PyResult<Value> {
    let items = match args[1].foreign::<Deque>() {
        Some(other) => other.snapshot(),
        None => vm.collect(&args[1]).await?,
    };
    vm.checkpoint(items.len()).await?;
    let data = deque(&args[0])?;
    for item in items {
        data.push(item, left);
    }
    Ok(Value::None)
}

/// The first of `places` with an equal item, while the deque is at `version`: comparing may run Python.
async fn find(vm: &Vm, data: &Deque, wanted: &Value, places: Range<usize>, version: u64) -> PyResult<Result<Option<usize>, Changed>> {
    for place in places {
        match data.walk(place, false, version) {
            Ok(Some(item)) if vm.same_or_equal(&item, wanted).await? => return Ok(Ok(Some(place))),
            Ok(Some(_)) => {}
            Ok(None) => break,
            Err(changed) => return Ok(Err(changed)),
        }
        if place % 64 == 63 {
            vm.checkpoint(64).await?;
        }
    }
    Ok(if data.version() == version { Ok(None) } else { Err(Changed) })
}

async fn count(vm: Vm, args: Args) -> PyResult<Value> {
    let data = deque(&args[0])?;
    let version = data.version();
    let (mut found, mut next) = (0, 0);
    while let Some(place) = find(&vm, data, &args[1], next..usize::MAX, version).await?? {
        found += 1;
        next = place + 1;
    }
    Ok(Value::Int(found))
}

async fn index(vm: Vm, args: Args) -> PyResult<Value> {
    let data = deque(&args[0])?;
    let (version, length) = (data.version(), data.read(VecDeque::len) as i64);
    let bound = |value: &Value, default: i64| match (value, value.as_int()) {
        (Value::Unbound, _) => Ok(default),
        (_, Some(Int::Small(index))) if index < 0 => Ok((index.saturating_add(length)).max(0)),
        (_, Some(Int::Small(index))) => Ok(index.min(length)),
        (_, Some(big)) => Ok(if big.is_negative() { 0 } else { length }),
        _ => Err(type_error("slice indices must be integers or have an __index__ method")),
    };
    let places = bound(&args[2], 0)? as usize..bound(&args[3], length)? as usize;
    match find(&vm, data, &args[1], places, version).await?? {
        Some(place) => Ok(place.into()),
        None => Err(value_error(format!("{} is not in deque", vm.repr(&args[1]).await?))),
    }
}

async fn remove(vm: Vm, args: Args) -> PyResult<Value> {
    let data = deque(&args[0])?;
    let version = data.version();
    let found = find(&vm, data, &args[1], 0..usize::MAX, version).await?;
    let removed = match found {
        Ok(None) => return Err(value_error(format!("{} is not in deque", vm.repr(&args[1]).await?))),
        Ok(Some(place)) => data.items.with(|items| {
            if items.version != version {
                return Err(Changed);
            }
            items.version += 1;
            Ok(items.queue.remove(place))
        }),
        Err(Changed) => Err(Changed),
    };
    drop(removed.map_err(|Changed| index_error("deque mutated during iteration"))?);
    Ok(Value::None)
}

async fn contains(vm: Vm, args: Args) -> PyResult<Value> {
    let data = deque(&args[0])?;
    let found = find(&vm, data, &args[1], 0..usize::MAX, data.version()).await??;
    Ok(Value::bool(found.is_some()))
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

async fn defaultdict_repr(vm: Vm, args: Args) -> PyResult<Value> {
    let factory = vm.repr(&factory(&args[0])).await?;
    Ok(Value::str(format!("{}({factory}, {})", args[0].class().class_text(), vm.repr(&copied(&args[0])).await?)))
}

async fn defaultdict_copy(vm: Vm, args: Args) -> PyResult<Value> {
    let class: Value = args[0].class().clone().into();
    vm.call(&class, vec![factory(&args[0]), copied(&args[0])]).await
}
