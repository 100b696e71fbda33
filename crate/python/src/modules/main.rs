//! The bottom frame of every thread: runs the program or a thread's function, reports what nobody caught, and, for the main
//! thread, waits for the others.

use crate::names::names;
use crate::object::{Payload, Ref, Value};
use crate::raise::{PyResult, Unwind};
use crate::vm::{Vm, format_exception, one_line};

/// The main thread. The result is the one-line text of an uncaught exception, or `None`.
pub async fn run_main(vm: Vm) -> PyResult<Value> {
    let body = super::import::main_module(&vm)?;
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
    Ok(failed)
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
