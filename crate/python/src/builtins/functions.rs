//! The functions of the `builtins` module.

use crate::native::{Args, Native, asynchronous, sync};
use crate::object::{Payload, Ref, Value};
use crate::raise::{PyResult, type_error};
use crate::types::Types;
use crate::vm::Vm;
use crate::wait;

/// The builtin functions.
pub const FUNCTIONS: &[Native] = &[
    asynchronous("print", "*args, sep=, end=, file=, flush=", wait!(print)),
    sync("id", "obj, /", |_, args| Ok(Value::Int(args[0].object().map_or(0x7e00_0000, |object| object.identity() as i64)))),
    asynchronous("__build_class__", "func, name, /, *bases, **kwds", wait!(build_class)),
];

/// The builtin classes that the `builtins` module names.
pub fn classes(types: &Types) -> Vec<&Ref> {
    vec![
        &types.object,
        &types.type_,
        &types.int,
        &types.float,
        &types.str,
        &types.bytes,
        &types.bytearray,
        &types.tuple,
        &types.list,
        &types.dict,
        &types.set,
        &types.frozenset,
        &types.slice,
        &types.range,
        &types.bool,
        &types.property,
        &types.static_method,
        &types.class_method,
        &types.super_,
        &types.enumerate,
        &types.map,
        &types.filter,
        &types.zip,
        &types.reversed,
    ]
}

/// `print(*args, sep=' ', end='\n', file=None, flush=False)`: one write, so that lines of threads do not tear.
async fn print(vm: Vm, args: Args) -> PyResult<Value> {
    let text_or = |value: &Value, name: &str, default: &str| match value {
        Value::Unbound | Value::None => Ok(default.to_owned()),
        value => value
            .as_str()
            .map(str::to_owned)
            .ok_or_else(|| type_error(format!("{name} must be None or a string, not {}", value.class_name()))),
    };
    let separator = text_or(&args[0], "sep", " ")?;
    let end = text_or(&args[1], "end", "\n")?;
    let mut text = String::new();
    for (index, value) in args[4].as_tuple().unwrap_or(&[]).iter().enumerate() {
        if index > 0 {
            text.push_str(&separator);
        }
        text.push_str(&vm.str(value).await?);
    }
    text.push_str(&end);
    if args[2].is_unbound() || args[2].is_none() {
        vm.visible().await;
        vm.write(1, &text)?;
    } else {
        vm.call_method(&args[2], &crate::names::names().write, vec![Value::str(text)]).await?;
    }
    Ok(Value::None)
}

/// `__build_class__(body, name, *bases, **keywords)`
async fn build_class(vm: Vm, args: Args) -> PyResult<Value> {
    let (body, name) = (&args[0], &args[1]);
    let bases: Vec<Value> = args[2].as_tuple().unwrap_or(&[]).to_vec();
    super::class::build(&vm, body, name, bases, &args[3]).await
}

/// Whether a value can be called.
pub fn is_callable(vm: &Vm, value: &Value) -> bool {
    match value.payload() {
        Some(Payload::Function(_) | Payload::Native(_) | Payload::BoundMethod(_) | Payload::Class(_)) => true,
        _ => vm.special(value, &crate::names::names().call).is_some(),
    }
}
