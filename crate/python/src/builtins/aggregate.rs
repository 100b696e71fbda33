//! The functions of the `builtins` module that look at every item: `sum`, `min`, `max`, `any`, `all`, `sorted`.

use super::argument::{flag, given};
use crate::code::{BinaryOp, CompareOp};
use crate::native::{Args, Native, asynchronous};
use crate::object::{Payload, Value};
use crate::raise::{PyResult, type_error, value_error};
use crate::vm::Vm;
use crate::wait;

/// The functions.
pub const FUNCTIONS: &[Native] = &[
    asynchronous("sum", "iterable, /, start=", wait!(sum)),
    asynchronous("min", "*args, key=, default=", wait!(least)),
    asynchronous("max", "*args, key=, default=", wait!(greatest)),
    asynchronous("any", "iterable, /", wait!(any)),
    asynchronous("all", "iterable, /", wait!(all)),
    asynchronous("sorted", "iterable, /, *, key=, reverse=", wait!(sorted)),
];

async fn sum(vm: Vm, args: Args) -> PyResult<Value> {
    let mut total = given(&args[1]).cloned().unwrap_or(Value::Int(0));
    match total.payload() {
        Some(Payload::Str(_)) => return Err(type_error("sum() can't sum strings [use ''.join(seq) instead]")),
        Some(Payload::Bytes(_)) => return Err(type_error("sum() can't sum bytes [use b''.join(seq) instead]")),
        _ => {}
    }
    let iterator = vm.iter(&args[0]).await?;
    while let Some(item) = vm.next(&iterator).await? {
        total = match crate::vm::binary_now(BinaryOp::Add, &total, &item) {
            Some(sum) => sum,
            None => vm.binary(BinaryOp::Add, &total, &item).await?,
        };
        vm.checkpoint(1).await?;
    }
    Ok(total)
}

async fn least(vm: Vm, args: Args) -> PyResult<Value> {
    extreme(&vm, &args, "min", CompareOp::Less).await
}

async fn greatest(vm: Vm, args: Args) -> PyResult<Value> {
    extreme(&vm, &args, "max", CompareOp::Greater).await
}

async fn extreme(vm: &Vm, args: &Args, name: &str, better: CompareOp) -> PyResult<Value> {
    let (key, default) = (given(&args[0]).filter(|key| !key.is_none()), given(&args[1]));
    let source = match args[2].as_tuple().unwrap_or(&[]) {
        [] => return Err(type_error(format!("{name} expected at least 1 argument, got 0"))),
        [iterable] => iterable.clone(),
        _ if default.is_some() => {
            return Err(type_error(format!("Cannot specify a default for {name}() with multiple positional arguments")));
        }
        _ => args[2].clone(),
    };
    let iterator = vm.iter(&source).await?;
    let mut best: Option<(Value, Value)> = None;
    while let Some(item) = vm.next(&iterator).await? {
        let by = match key {
            Some(key) => vm.call(key, vec![item.clone()]).await?,
            None => item.clone(),
        };
        let is_better = match &best {
            Some((known, _)) => {
                if let Some(result) = crate::vm::compare_now(better, &by, known) {
                    result
                } else {
                    let result = vm.compare(better, &by, known).await?;
                    vm.truth(&result).await?
                }
            }
            None => true,
        };
        if is_better {
            best = Some((by, item));
        }
        vm.checkpoint(1).await?;
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(value_error(format!("{name}() arg is an empty sequence"))),
    }
}

async fn any(vm: Vm, args: Args) -> PyResult<Value> {
    let found = find(&vm, &args[0], true).await?;
    Ok(Value::bool(found))
}

async fn all(vm: Vm, args: Args) -> PyResult<Value> {
    let found = find(&vm, &args[0], false).await?;
    Ok(Value::bool(!found))
}

/// Whether an item has this truth.
async fn find(vm: &Vm, iterable: &Value, truth: bool) -> PyResult<bool> {
    let iterator = vm.iter(iterable).await?;
    while let Some(item) = vm.next(&iterator).await? {
        if vm.truth(&item).await? == truth {
            return Ok(true);
        }
        vm.checkpoint(1).await?;
    }
    Ok(false)
}

async fn sorted(vm: Vm, args: Args) -> PyResult<Value> {
    let items = vm.collect(&args[0]).await?;
    let reverse = flag(&vm, &args[2], false);
    Ok(Value::list(super::sort::sorted(&vm, items, &args[1], reverse).await?))
}
