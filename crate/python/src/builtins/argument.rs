//! Reading the arguments of native functions: texts, counts, positions, with CPython's complaints.

use crate::object::{Int, Value};
use crate::raise::{PyResult, Unwind, overflow_error, type_error};
use crate::vm::Vm;

/// The argument, unless it was left out.
pub fn given(value: &Value) -> Option<&Value> {
    if value.is_unbound() { None } else { Some(value) }
}

/// A str that the function cannot do without; `what` begins the complaint, as in `replace() argument 1`.
pub fn text<'a>(value: &'a Value, what: &str) -> PyResult<&'a str> {
    value.as_str().ok_or_else(|| type_error(format!("{what} must be str, not {}", value.class_name())))
}

/// An int, where the value's class has no `__index__` written in Python.
pub fn int(value: &Value) -> PyResult<Int> {
    value.as_int().ok_or_else(|| not_an_integer(value))
}

/// An int of any class that has `__index__`.
pub async fn any_int(vm: &Vm, value: &Value) -> PyResult<Int> {
    if let Some(int) = value.as_int() {
        return Ok(int);
    }
    match vm.call_special(value, &crate::names::names().index, vec![]).await? {
        Some(result) => result.as_int().ok_or_else(|| type_error(format!("__index__ returned non-int (type {})", result.class_name()))),
        None => Err(not_an_integer(value)),
    }
}

/// The complaint about something that is no int.
#[cold]
pub fn not_an_integer(value: &Value) -> Unwind {
    type_error(format!("'{}' object cannot be interpreted as an integer", value.class_name()))
}

/// A count that must fit a machine word; `default` where it was left out.
pub fn count(value: &Value, default: i64) -> PyResult<i64> {
    match given(value) {
        None => Ok(default),
        Some(value) => int(value)?.to_i64().ok_or_else(|| overflow_error("Python int too large to convert to C ssize_t")),
    }
}

/// A bound of a slice or search: `None` where left out or `None`, cut to a machine word.
pub fn bound(value: &Value) -> PyResult<Option<i64>> {
    match value {
        Value::Unbound | Value::None => Ok(None),
        value => match value.as_int() {
            Some(Int::Small(bound)) => Ok(Some(bound)),
            Some(big) => Ok(Some(if big.is_negative() { i64::MIN } else { i64::MAX })),
            None => Err(type_error("slice indices must be integers or None or have an __index__ method")),
        },
    }
}

/// A float, or an int as a float.
pub fn float(value: &Value) -> PyResult<f64> {
    if let Some(value) = value.as_float() {
        return Ok(value);
    }
    match value.as_int() {
        Some(int) => Ok(int.to_f64()?),
        None => Err(type_error(format!("must be real number, not {}", value.class_name()))),
    }
}

/// A float of any class that has `__float__` or `__index__`.
pub async fn any_float(vm: &Vm, value: &Value) -> PyResult<f64> {
    if value.as_float().is_some() || value.as_int().is_some() {
        return float(value);
    }
    if let Some(result) = vm.call_special(value, &crate::names::names().float, vec![]).await? {
        return result
            .as_float()
            .ok_or_else(|| type_error(format!("{}.__float__ returned non-float (type {})", value.class_name(), result.class_name())));
    }
    match vm.call_special(value, &crate::names::names().index, vec![]).await? {
        Some(result) => float(&result),
        None => float(value),
    }
}

/// The truth of a flag argument; `default` where it was left out.
pub fn flag(vm: &Vm, value: &Value, default: bool) -> bool {
    given(value).map_or(default, |value| vm.truth_now(value).unwrap_or(true))
}

/// A format spec.
pub fn spec(value: &Value) -> PyResult<&str> {
    text(value, "__format__() argument")
}

/// The complaint about a method called on an object of another type.
#[cold]
pub fn wrong_receiver(method: &str, owner: &str, receiver: &Value) -> Unwind {
    type_error(format!("descriptor '{method}' for '{owner}' objects doesn't apply to a '{}' object", receiver.class_name()))
}
