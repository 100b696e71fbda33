//! `tuple`.

use super::sequence::{self, ITEM_BYTES, Selected};
use crate::code::CompareOp;
use crate::native::{Args, Native, Wait, asynchronous, quick, sync};
use crate::object::{Payload, Ref, Value};
use crate::raise::{PyResult, type_error, value_error};
use crate::types::{Types, add_methods, types};
use crate::vm::Vm;
use crate::wait;

const METHODS: &[Native] = &[
    asynchronous("__new__", "cls, iterable=, /", wait!(new)).fixed(),
    asynchronous("count", "self, value, /", wait!(count)),
    asynchronous("index", "self, value, start=, stop=, /", wait!(index)),
    sync("__len__", "self, /", |_, args| Ok(tuple(&args[0])?.len().into())),
    quick("__getitem__", "self, key, /", get_now, wait!(get)),
    sync("__iter__", "self, /", |_, args| {
        Ok(Vm::iterator(args[0].object().map_or(crate::object::Iterator::Done, |object| crate::object::Iterator::Tuple(object.clone(), 0))))
    }),
    asynchronous("__contains__", "self, key, /", wait!(contains)),
    sync("__add__", "self, value, /", |vm, args| match args[1].as_tuple() {
        Some(other) => {
            let items = tuple(&args[0])?;
            vm.run().reserve((items.len() + other.len()).saturating_mul(ITEM_BYTES))?;
            Ok(Value::tuple([items, other].concat()))
        }
        None => Err(type_error(format!("can only concatenate tuple (not \"{}\") to tuple", args[1].class_name()))),
    }),
    sync("__mul__", "self, value, /", multiply),
    sync("__rmul__", "self, value, /", multiply),
    asynchronous("__eq__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Equal)),
    asynchronous("__ne__", "self, value, /", |vm, args| compare(vm, args, CompareOp::NotEqual)),
    asynchronous("__lt__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Less)),
    asynchronous("__le__", "self, value, /", |vm, args| compare(vm, args, CompareOp::LessEqual)),
    asynchronous("__gt__", "self, value, /", |vm, args| compare(vm, args, CompareOp::Greater)),
    asynchronous("__ge__", "self, value, /", |vm, args| compare(vm, args, CompareOp::GreaterEqual)),
    asynchronous("__hash__", "self, /", wait!(hash)),
    asynchronous("__repr__", "self, /", wait!(repr)),
];

/// Adds `tuple`'s methods.
pub fn install(types: &Types) {
    add_methods(&types.tuple, METHODS);
}

fn tuple(value: &Value) -> PyResult<&[Value]> {
    value.as_tuple().ok_or_else(|| type_error(format!("descriptor requires a 'tuple' object but received a '{}'", value.class_name())))
}

async fn new(vm: Vm, args: Args) -> PyResult<Value> {
    let is_plain = args[0].object().is_some_and(|class| class.is(&types().tuple));
    if is_plain && args[1].as_tuple().is_some() && args[1].object().is_some_and(|object| object.own_class().is_none()) {
        return Ok(args[1].clone());
    }
    let items = if args[1].is_unbound() { Vec::new() } else { vm.collect(&args[1]).await? };
    Ok(match args[0].object() {
        Some(class) if !is_plain => Ref::with_class(class.clone(), Payload::Tuple(items.into())).into(),
        _ => Value::tuple(items),
    })
}

async fn count(vm: Vm, args: Args) -> PyResult<Value> {
    let mut found = 0_i64;
    for item in tuple(&args[0])? {
        found += i64::from(vm.same_or_equal(item, &args[1]).await?);
    }
    Ok(Value::Int(found))
}

async fn index(vm: Vm, args: Args) -> PyResult<Value> {
    let items = tuple(&args[0])?;
    let bound = |value: &Value| if value.is_unbound() { Value::None } else { value.clone() };
    let span = sequence::fit(&[bound(&args[2]), bound(&args[3]), Value::None], items.len())?;
    for place in span.positions() {
        if vm.same_or_equal(&items[place], &args[1]).await? {
            return Ok(place.into());
        }
    }
    Err(value_error("tuple.index(x): x not in tuple"))
}

async fn contains(vm: Vm, args: Args) -> PyResult<Value> {
    for item in tuple(&args[0])? {
        if vm.same_or_equal(item, &args[1]).await? {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

fn get_now(_: &Vm, args: &[Value]) -> Option<PyResult<Value>> {
    let items = match tuple(&args[0]) {
        Ok(items) => items,
        Err(error) => return Some(Err(error)),
    };
    Some(sequence::select("tuple", &args[1], items.len(), "")?.map(|selected| match selected {
        Selected::Item(place) => items[place].clone(),
        // All of it: the tuple itself.
        Selected::Slice(span) if args[0].class().is(&types().tuple) && span.is_all(items.len()) => args[0].clone(),
        Selected::Slice(span) => Value::tuple(span.positions().map(|place| items[place].clone()).collect::<Vec<_>>()),
    }))
}

async fn get(vm: Vm, args: Args) -> PyResult<Value> {
    let key = sequence::plain_key(&vm, &args[1]).await?;
    get_now(&vm, &[args[0].clone(), key]).unwrap_or(Ok(Value::None))
}

fn multiply(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    match sequence::repeat(vm, tuple(&args[0])?, &args[1]) {
        Some(items) => Ok(Value::tuple(items?)),
        None => Err(type_error(format!("can't multiply sequence by non-int of type '{}'", args[1].class_name()))),
    }
}

fn compare(vm: Vm, args: Args, op: CompareOp) -> Wait {
    Box::pin(async move {
        let (Some(a), Some(b)) = (args[0].as_tuple(), args[1].as_tuple()) else { return Ok(Value::NotImplemented) };
        sequence::compare(&vm, op, a, b).await
    })
}

async fn hash(vm: Vm, args: Args) -> PyResult<Value> {
    // A subclass that overrides `__hash__` and calls this one means the items' hash.
    let plain = Value::tuple(tuple(&args[0])?.to_vec());
    vm.hash(&plain).await.map(Value::Int)
}

async fn repr(vm: Vm, args: Args) -> PyResult<Value> {
    let items = tuple(&args[0])?;
    let Some(_visit) = vm.visit(&args[0]) else { return Ok(Value::str("(...)")) };
    sequence::repr(&vm, items, "(", if items.len() == 1 { ",)" } else { ")" }).await.map(Value::str)
}
