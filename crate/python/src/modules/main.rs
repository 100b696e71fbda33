//! The bottom frame of every thread: runs the program or a thread's function, reports what nobody caught, and, for the main
//! thread, waits for the others.

use std::collections::{BTreeMap, VecDeque};

use crate::names::names;
use crate::object::{Payload, Ref, Value};
use crate::raise::{PyResult, Unwind};
use crate::vm::{Vm, format_exception, one_line};

/// The main thread. The result is the one-line text of an uncaught exception, or `None`.
pub async fn run_main(vm: Vm) -> PyResult<Value> {
    let body = super::import::main_module(&vm)?;
    for (line, message) in &vm.run().program.code().code.warnings {
        vm.warn("SyntaxWarning", *line, message)?;
    }
    let mut failed = Value::None;
    match vm.call(&body, vec![]).await {
        Ok(_) => {}
        Err(error) if super::import::is_system_exit(&error) => exit_status(&vm, &error).await?,
        Err(Unwind::Raise(exception)) => {
            let text = format_exception(&vm, &exception).await;
            vm.write(2, &text)?;
            vm.run().set_exit_code(1);
            failed = Value::str(one_line(&exception));
        }
        Err(other) => return Err(other),
    }
    drop(body);
    super::thread::shutdown(&vm).await?;
    finalize_all(&vm).await?;
    Ok(failed)
}

/// Calls `__del__`, or closes a generator, when nobody holds it any more.
pub async fn finalize(vm: &Vm, object: Value) -> PyResult<()> {
    let ended = match object.payload() {
        Some(Payload::Generator(_)) => crate::builtins::generator::close(vm, &object).await,
        _ => vm.call_special(&object, &names().del, vec![]).await.map(drop),
    };
    match ended {
        Err(Unwind::Raise(exception)) => report_unraisable(vm, &object, &exception),
        other => other,
    }
}

/// The end of the program: finalizes what its global variables lead to. CPython's collector meets objects before those that are in
/// containers.
async fn finalize_all(vm: &Vm) -> PyResult<()> {
    if !vm.run().heap.holds_finalizable() {
        return Ok(());
    }
    // By address, and kept alive: what a finalizer frees would give its address to something new.
    let mut seen = BTreeMap::new();
    let mut now = VecDeque::from([main_names(vm.run().modules.payload()).unwrap_or_default()]);
    let mut later = VecDeque::new();
    while let Some(next) = now.pop_front().or_else(|| later.pop_front()) {
        let items: Vec<Value> = match next.payload() {
            Some(Payload::Dict(table)) => table.read(|table| table.items().flat_map(|(key, value)| [key.clone(), value.clone()]).collect()),
            Some(Payload::List(items)) => items.get(),
            Some(Payload::Tuple(items)) => items.to_vec(),
            Some(Payload::Set(items)) => items.read(|items| items.items().map(|(_, item)| item.clone()).collect()),
            Some(Payload::FrozenSet(items)) => items.items().map(|(_, item)| item.clone()).collect(),
            Some(Payload::Class(class)) => vec![class.names.clone().into()],
            _ => super::collections::items(&next).unwrap_or_default(),
        };
        vm.checkpoint(items.len()).await?;
        for item in items {
            let Some(object) = item.object().filter(|object| seen.insert(object.address(), item.clone()).is_none()) else {
                continue;
            };
            if object.begins_end() {
                finalize(vm, item.clone()).await?;
            }
            if let Some(attributes) = object.attributes().get() {
                now.push_back(attributes.into());
            }
            later.push_back(item);
        }
    }
    Ok(())
}

/// The names of `__main__`.
fn main_names(modules: &Payload) -> Option<Value> {
    let Payload::Dict(modules) = modules else { return None };
    let main = modules.read(|modules| modules.get_plain(&names().main))?;
    main.object()?.attributes().get().map(Value::Object)
}

/// `sys.exit(...)` that reached the bottom of the main thread.
async fn exit_status(vm: &Vm, error: &Unwind) -> PyResult<()> {
    let Unwind::Raise(exception) = error else { return Ok(()) };
    let argument = match exception.payload() {
        Payload::Exception(data) => data.state.read(|state| {
            if state.args.len() > 1 { Value::tuple(state.args.clone()) } else { state.args.first().cloned().unwrap_or(Value::None) }
        }),
        _ => Value::None,
    };
    match &argument {
        Value::None => {}
        value if value.as_i64().is_some() => vm.run().set_exit_code(value.as_i64().unwrap_or(0) as i32 & 0xff),
        value => {
            let text = vm.str(value).await?;
            vm.write(2, &format!("{text}\n"))?;
            vm.run().set_exit_code(1);
        }
    }
    Ok(())
}

/// A thread started by `_thread` or `threading`. The function reports its own exceptions where CPython's does.
pub async fn run_thread(vm: Vm, function: Value, args: Vec<Value>) -> PyResult<Value> {
    match vm.call(&function, args).await {
        Ok(value) => Ok(if value.as_str().is_some() { value } else { Value::None }),
        Err(error) if super::import::is_system_exit(&error) => Ok(Value::None),
        Err(Unwind::Raise(exception)) => {
            let text = format_exception(&vm, &exception).await;
            let label = vm.repr(&function).await.unwrap_or_default();
            vm.write(2, &format!("Exception ignored in thread started by: {label}\n{text}"))?;
            Ok(Value::str(one_line(&exception)))
        }
        Err(other) => Err(other),
    }
}

/// `Exception ignored in: ...`: an exception where nobody could catch it.
pub fn report_unraisable(vm: &Vm, object: &Value, exception: &Ref) -> PyResult<()> {
    let class = object.class();
    if let (Some(Payload::Generator(generator)), Some(object)) = (object.payload(), object.object()) {
        let name = generator.names.read(|(_, qualname)| qualname.as_str().unwrap_or("?").to_owned());
        let label = format!("<generator object {name} at {:#x}>", object.identity());
        return vm.write(2, &format!("Exception ignored in: {label}\n{}", crate::vm::format_plain(vm, exception)));
    }
    let label = class.find_in_class(&names().del).map_or_else(String::new, |function| match function.payload() {
        Some(Payload::Function(data)) => {
            format!("<function {} at {:#x}>", data.code.qualname.as_str().unwrap_or("?"), function.object().map_or(0, Ref::identity))
        }
        _ => String::from("__del__"),
    });
    vm.write(2, &format!("Exception ignored in: {label}\n{}", crate::vm::format_plain(vm, exception)))
}
