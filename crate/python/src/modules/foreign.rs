//! What library types written in Rust share: making instances, and timeouts as CPython reads them.

use core::time::Duration;

use crate::object::{Foreign, Int, Payload, Ref, Value};
use crate::raise::{PyResult, Unwind, overflow_error, type_error, value_error};
use crate::vm::Vm;

/// An instance of `class` (the first argument of `__new__`) with this content.
pub fn instance(class: &Value, content: impl Foreign) -> PyResult<Value> {
    match class.object() {
        Some(class) => Ok(Ref::with_class(class.clone(), Payload::Foreign(Box::new(content))).into()),
        None => Err(type_error("__new__() needs a class")),
    }
}

/// The content of `self`.
pub fn content<T: Foreign>(value: &Value) -> PyResult<&T> {
    value.foreign::<T>().ok_or_else(|| type_error(format!("descriptor requires another type than '{}'", value.class_name())))
}

/// Longest wait that CPython accepts (`threading.TIMEOUT_MAX`), in seconds.
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// Seconds as a duration; negative ones count as 0.
pub fn seconds(value: &Value) -> PyResult<Duration> {
    let seconds = match value.as_float() {
        Some(seconds) => seconds,
        None => match value.as_int() {
            Some(Int::Small(seconds)) => seconds as f64,
            Some(Int::Big(_)) => return Err(overflow_error("timestamp too large to convert to C _PyTime_t")),
            None => return Err(type_error(format!("'{}' object cannot be interpreted as an integer", value.class_name()))),
        },
    };
    if seconds.is_nan() {
        return Err(value_error("Invalid value NaN (not a number)"));
    }
    if seconds > TIMEOUT_MAX {
        return Err(overflow_error("timestamp too large to convert to C _PyTime_t"));
    }
    Ok(Duration::from_nanos((seconds.max(0.0) * 1e9) as u64))
}

/// `None` waits for ever; a number is seconds.
pub fn timeout(value: &Value) -> PyResult<Option<Duration>> {
    match value {
        Value::Unbound | Value::None => Ok(None),
        value => seconds(value).map(Some),
    }
}

/// The arguments of `Lock.acquire(blocking=True, timeout=-1)`.
pub fn acquire_timeout(vm: &Vm, blocking: &Value, timeout: &Value) -> PyResult<Option<Duration>> {
    let blocks = blocking.is_unbound() || vm.truth_now(blocking).unwrap_or(true);
    let given = match timeout {
        Value::Unbound => None,
        value => match value.as_float().or_else(|| value.as_i64().map(|seconds| seconds as f64)) {
            Some(-1.0) => None,
            Some(seconds) if seconds < 0.0 && blocks => return Err(value_error("timeout value must be positive")),
            Some(_) => Some(seconds(value)?),
            None => return Err(type_error(format!("'{}' object cannot be interpreted as an integer", value.class_name()))),
        },
    };
    match (blocks, given) {
        (false, Some(_)) => Err(value_error("can't specify a timeout for a non-blocking call")),
        (false, None) => Ok(Some(Duration::ZERO)),
        (true, given) => Ok(given),
    }
}

impl From<hotpot_sync::Stopped> for Unwind {
    fn from(_: hotpot_sync::Stopped) -> Self {
        Self::Stopped
    }
}
