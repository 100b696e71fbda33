//! Exceptions as objects.

use crate::object::{Payload, Ref, Traceback, Value};
use crate::raise::{PyResult, Unwind, type_error};
use crate::types::{Types, types};
use crate::vm::Vm;

/// Adds the methods of `BaseException` and its subclasses.
pub fn install(types: &Types) {
    let _ = types;
}

/// What `raise` was given, as an exception object: a class is called without arguments.
pub async fn instance(vm: &Vm, value: Value) -> PyResult<Ref> {
    let made = match value.object() {
        Some(class) if value.as_class().is_some() && class.is_subclass(&types().base_exception) => vm.call(&value, vec![]).await?,
        _ => value,
    };
    match made {
        Value::Object(object) if matches!(object.payload(), Payload::Exception(_)) => Ok(object),
        _ => Err(type_error("exceptions must derive from BaseException")),
    }
}

/// `raise exception from cause`; an unbound cause changes nothing.
pub fn set_cause(exception: &Ref, cause: &Value) -> PyResult<()> {
    let Payload::Exception(data) = exception.payload() else { return Ok(()) };
    let new = match cause {
        Value::Unbound => return Ok(()),
        Value::None => None,
        Value::Object(object) if matches!(object.payload(), Payload::Exception(_)) => Some(object.clone()),
        _ => return Err(type_error("exception causes must derive from BaseException")),
    };
    let old = data.state.with(|state| {
        state.suppress_context = true;
        core::mem::replace(&mut state.cause, new)
    });
    drop(old);
    Ok(())
}

/// `exception.__traceback__`
pub fn traceback_of(exception: &Value) -> Value {
    match exception.payload() {
        Some(Payload::Exception(data)) => {
            let entries = data.state.with(|state| state.traceback.clone());
            if entries.is_empty() { Value::None } else { Ref::new(Payload::Traceback(Traceback { entries })).into() }
        }
        _ => Value::None,
    }
}

/// Whether `error` is an exception of builtin class `class`, and if so its object.
pub fn caught<'a>(error: &'a Unwind, class: &Ref) -> Option<&'a Ref> {
    match error {
        Unwind::Raise(exception) if error.is(class) => Some(exception),
        _ => None,
    }
}
