//! The functions of the `builtins` module that look at objects: attributes, classes, texts, hashes, namespaces.

use super::argument::given;
use crate::names::names;
use crate::native::{Args, Native, asynchronous, sync};
use crate::object::{Iterator, Payload, Value};
use crate::raise::{PyResult, Unwind, stop_iteration, type_error};
use crate::types::types;
use crate::vm::{Input, Vm};
use crate::wait;

/// The functions.
pub const FUNCTIONS: &[Native] = &[
    asynchronous("getattr", "object, name, default=, /", wait!(get_attribute)),
    asynchronous("hasattr", "obj, name, /", wait!(has_attribute)),
    asynchronous("setattr", "obj, name, value, /", wait!(set_attribute)),
    asynchronous("delattr", "obj, name, /", wait!(delete_attribute)),
    asynchronous("isinstance", "obj, class_or_tuple, /", wait!(is_instance)),
    asynchronous("issubclass", "cls, class_or_tuple, /", wait!(is_subclass)),
    sync("callable", "obj, /", |vm, args| Ok(Value::bool(super::functions::is_callable(vm, &args[0])))),
    asynchronous("repr", "obj, /", wait!(repr)),
    asynchronous("hash", "obj, /", wait!(hash)),
    asynchronous("len", "obj, /", wait!(len)),
    asynchronous("iter", "object, sentinel=, /", wait!(iter)),
    asynchronous("next", "iterator, default=, /", wait!(next)),
    asynchronous("globals", "", wait!(globals)),
    asynchronous("locals", "", wait!(locals)),
    asynchronous("vars", "object=, /", wait!(vars)),
    asynchronous("dir", "object=, /", wait!(dir)),
    asynchronous("input", "prompt=, /", wait!(input)),
];

fn attribute_name(name: &Value) -> PyResult<Value> {
    match name.as_str() {
        Some(_) => Ok(name.clone()),
        None => Err(type_error(format!("attribute name must be string, not '{}'", name.class_name()))),
    }
}

async fn get_attribute(vm: Vm, args: Args) -> PyResult<Value> {
    let name = attribute_name(&args[1])?;
    match given(&args[2]) {
        None => vm.attr_or_raise(&args[0], &name).await,
        Some(default) => Ok(vm.try_attr(&args[0], &name).await?.unwrap_or_else(|| default.clone())),
    }
}

async fn has_attribute(vm: Vm, args: Args) -> PyResult<Value> {
    let name = attribute_name(&args[1])?;
    Ok(Value::bool(vm.try_attr(&args[0], &name).await?.is_some()))
}

async fn set_attribute(vm: Vm, args: Args) -> PyResult<Value> {
    let name = attribute_name(&args[1])?;
    vm.set_attr(&args[0], &name, args[2].clone()).await?;
    Ok(Value::None)
}

async fn delete_attribute(vm: Vm, args: Args) -> PyResult<Value> {
    let name = attribute_name(&args[1])?;
    vm.set_attr(&args[0], &name, Value::Unbound).await?;
    Ok(Value::None)
}

async fn is_instance(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::bool(vm.is_instance_of(&args[0], &args[1]).await?))
}

async fn is_subclass(_: Vm, args: Args) -> PyResult<Value> {
    let Some(class) = args[0].object().filter(|_| args[0].as_class().is_some()) else {
        return Err(type_error("issubclass() arg 1 must be a class"));
    };
    let mut asked = vec![args[1].clone()];
    while let Some(one) = asked.pop() {
        match (one.as_tuple(), one.object()) {
            (Some(alternatives), _) => asked.extend(alternatives.iter().rev().cloned()),
            (None, _) if super::union::members(&one).is_some() => {
                asked.extend(super::union::members(&one).unwrap_or(&[]).iter().map(super::union::class_of));
            }
            (None, Some(other)) if one.as_class().is_some() => {
                if class.is_subclass(other) {
                    return Ok(Value::bool(true));
                }
            }
            _ if super::alias::text(&one).is_some() => super::alias::refuse(&one, "issubclass")?,
            _ => return Err(type_error("issubclass() arg 2 must be a class, a tuple of classes, or a union")),
        }
    }
    Ok(Value::bool(false))
}

async fn repr(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::str(vm.repr(&args[0]).await?))
}

async fn hash(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::Int(vm.hash(&args[0]).await?))
}

async fn len(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::Int(vm.len(&args[0]).await?))
}

async fn iter(vm: Vm, args: Args) -> PyResult<Value> {
    match given(&args[1]) {
        None => vm.iter(&args[0]).await,
        Some(sentinel) if super::functions::is_callable(&vm, &args[0]) => {
            Ok(Vm::iterator(Iterator::Callable(args[0].clone(), sentinel.clone())))
        }
        Some(_) => Err(type_error("iter(v, w): v must be callable")),
    }
}

async fn next(vm: Vm, args: Args) -> PyResult<Value> {
    let iterator = &args[0];
    // The value of a generator's `return` travels in the exception, so the general way is asked for the raw result.
    let result = match iterator.payload() {
        Some(Payload::Generator(_)) => vm.resume(iterator, Input::Send(Value::None)).await,
        Some(Payload::Iterator(_)) if iterator.is_plain() => match vm.next(iterator).await? {
            Some(item) => Ok(item),
            None => Err(stop_iteration(Value::None)),
        },
        _ => match vm.call_special(iterator, &names().next, vec![]).await {
            Ok(Some(item)) => Ok(item),
            Ok(None) => Err(type_error(format!("'{}' object is not an iterator", iterator.class_name()))),
            Err(error) => Err(error),
        },
    };
    match (result, given(&args[1])) {
        (Err(error), Some(default)) if error.is(&types().stop_iteration) => Ok(default.clone()),
        (result, _) => result,
    }
}

async fn globals(vm: Vm, _: Args) -> PyResult<Value> {
    vm.names(false).await
}

async fn locals(vm: Vm, _: Args) -> PyResult<Value> {
    vm.names(true).await
}

async fn vars(vm: Vm, args: Args) -> PyResult<Value> {
    match given(&args[0]) {
        None => vm.names(true).await,
        Some(object) => match vm.try_attr(object, &names().dict).await? {
            Some(dict) => Ok(dict),
            None => Err(type_error("vars() argument must have __dict__ attribute")),
        },
    }
}

async fn dir(vm: Vm, args: Args) -> PyResult<Value> {
    let listed = match given(&args[0]) {
        None => vm.names(true).await?,
        Some(object) => match vm.call_special(object, &names().dir, vec![]).await? {
            Some(listed) => listed,
            None => Value::list(Vec::new()),
        },
    };
    let mut found = vm.collect(&listed).await?;
    if let Some(other) = found.iter().find(|name| name.as_str().is_none()) {
        return Err(type_error(format!("'<' not supported between instances of '{}' and 'str'", other.class_name())));
    }
    found.sort_by(|a, b| a.as_str().cmp(&b.as_str()));
    Ok(Value::list(found))
}

/// A run has no keyboard: as at the end of a file.
async fn input(vm: Vm, args: Args) -> PyResult<Value> {
    if let Some(prompt) = given(&args[0]) {
        let prompt = vm.str(prompt).await?;
        vm.write(1, &prompt)?;
    }
    Err(Unwind::new(&types().eof_error, "EOF when reading a line"))
}
