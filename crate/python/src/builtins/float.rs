//! `float`.

use core::cmp::Ordering;

use super::argument::{self, any_float, given, spec};
use crate::fault::{FaultKind, Outcome};
use crate::native::{Args, Getter, Native, asynchronous, getter, sync};
use crate::num::{float, float_hex, float_text, power, round};
use crate::object::{Hashed, Int, Payload, Ref, Value, plain_hash};
use crate::raise::{PyResult, Unwind, type_error};
use crate::text::spec_apply::format_float;
use crate::types::{Types, add_getters, add_methods, types};
use crate::vm::Vm;
use crate::wait;

/// Adds `float`'s methods.
pub fn install(types: &Types) {
    add_methods(&types.float, METHODS);
    add_getters(&types.float, GETTERS);
}

const METHODS: &[Native] = &[
    asynchronous("__new__", "cls, x=, /", wait!(new)).fixed(),
    sync("__add__", "self, value, /", |_, args| binary(&args[0], &args[1], |a, b| Ok(a + b))),
    sync("__radd__", "self, value, /", |_, args| binary(&args[1], &args[0], |a, b| Ok(a + b))),
    sync("__sub__", "self, value, /", |_, args| binary(&args[0], &args[1], |a, b| Ok(a - b))),
    sync("__rsub__", "self, value, /", |_, args| binary(&args[1], &args[0], |a, b| Ok(a - b))),
    sync("__mul__", "self, value, /", |_, args| binary(&args[0], &args[1], |a, b| Ok(a * b))),
    sync("__rmul__", "self, value, /", |_, args| binary(&args[1], &args[0], |a, b| Ok(a * b))),
    sync("__truediv__", "self, value, /", |_, args| binary(&args[0], &args[1], float::true_div)),
    sync("__rtruediv__", "self, value, /", |_, args| binary(&args[1], &args[0], float::true_div)),
    sync("__floordiv__", "self, value, /", |_, args| binary(&args[0], &args[1], float::floor_div)),
    sync("__rfloordiv__", "self, value, /", |_, args| binary(&args[1], &args[0], float::floor_div)),
    sync("__mod__", "self, value, /", |_, args| binary(&args[0], &args[1], float::modulo)),
    sync("__rmod__", "self, value, /", |_, args| binary(&args[1], &args[0], float::modulo)),
    sync("__divmod__", "self, value, /", |_, args| div_mod(&args[0], &args[1])),
    sync("__rdivmod__", "self, value, /", |_, args| div_mod(&args[1], &args[0])),
    sync("__pow__", "self, value, mod=, /", |_, args| pow(&args[0], &args[1], &args[2])),
    sync("__rpow__", "self, value, mod=, /", |_, args| pow(&args[1], &args[0], &args[2])),
    sync("__neg__", "self, /", |_, args| Ok(Value::float(-receiver(args, "__neg__")?))),
    sync("__pos__", "self, /", |_, args| Ok(Value::float(receiver(args, "__pos__")?))),
    sync("__abs__", "self, /", |_, args| Ok(Value::float(receiver(args, "__abs__")?.abs()))),
    sync("__float__", "self, /", |_, args| Ok(Value::float(receiver(args, "__float__")?))),
    sync("conjugate", "self, /", |_, args| Ok(Value::float(receiver(args, "conjugate")?))),
    sync("__int__", "self, /", |_, args| Ok(Int::from_f64(receiver(args, "__int__")?)?.into())),
    sync("__trunc__", "self, /", |_, args| Ok(Int::from_f64(receiver(args, "__trunc__")?)?.into())),
    sync("__floor__", "self, /", |_, args| Ok(round::floor(receiver(args, "__floor__")?)?.into())),
    sync("__ceil__", "self, /", |_, args| Ok(round::ceil(receiver(args, "__ceil__")?)?.into())),
    sync("__bool__", "self, /", |_, args| Ok(Value::bool(receiver(args, "__bool__")? != 0.0))),
    sync("__round__", "self, ndigits=, /", rounded),
    sync("__hash__", "self, /", |_, args| match plain_hash(&Value::float(receiver(args, "__hash__")?)) {
        Hashed::Hash(hash) => Ok(Value::Int(hash)),
        _ => Ok(Value::Int(0)),
    }),
    sync("__repr__", "self, /", |_, args| Ok(Value::str(float_text::repr(receiver(args, "__repr__")?)))),
    sync("__format__", "self, format_spec, /", |_, args| Ok(Value::str(format_float(receiver(args, "__format__")?, spec(&args[1])?)?))),
    sync("__lt__", "self, value, /", |_, args| compare(args, |ordering| ordering == Some(Ordering::Less))),
    sync("__le__", "self, value, /", |_, args| compare(args, |ordering| ordering.is_some_and(Ordering::is_le))),
    sync("__eq__", "self, value, /", |_, args| compare(args, |ordering| ordering == Some(Ordering::Equal))),
    sync("__ne__", "self, value, /", |_, args| compare(args, |ordering| ordering != Some(Ordering::Equal))),
    sync("__gt__", "self, value, /", |_, args| compare(args, |ordering| ordering == Some(Ordering::Greater))),
    sync("__ge__", "self, value, /", |_, args| compare(args, |ordering| ordering.is_some_and(Ordering::is_ge))),
    sync("is_integer", "self, /", |_, args| Ok(Value::bool(float::is_integer(receiver(args, "is_integer")?)))),
    sync("as_integer_ratio", "self, /", |_, args| {
        let (numerator, denominator) = float::as_integer_ratio(receiver(args, "as_integer_ratio")?)?;
        Ok(Value::tuple([numerator.into(), denominator.into()]))
    }),
    sync("hex", "self, /", |_, args| Ok(Value::str(float_hex::to_hex(receiver(args, "hex")?)))),
    sync("fromhex", "cls, string, /", |_, args| {
        let text = args[1].as_str().ok_or_else(|| type_error("bad argument type for built-in operation"))?;
        of_class(&args[0], float_hex::from_hex(text)?)
    })
    .of_class(),
];

const GETTERS: &[Getter] =
    &[getter("real", |_, value| Ok(Value::float(argument::float(value)?))), getter("imag", |_, _| Ok(Value::float(0.0)))];

fn receiver(args: &[Value], method: &str) -> PyResult<f64> {
    args[0].as_float().ok_or_else(|| argument::wrong_receiver(method, "float", &args[0]))
}

/// A float or an int as a float; `None` for other types.
fn operand(value: &Value) -> Option<Outcome<f64>> {
    value.as_float().map(Ok).or_else(|| value.as_int().map(|int| int.to_f64()))
}

fn binary(a: &Value, b: &Value, operation: fn(f64, f64) -> Outcome<f64>) -> PyResult<Value> {
    let (Some(a), Some(b)) = (operand(a), operand(b)) else { return Ok(Value::NotImplemented) };
    Ok(Value::float(operation(a?, b?)?))
}

fn div_mod(a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(a), Some(b)) = (operand(a), operand(b)) else { return Ok(Value::NotImplemented) };
    let (quotient, remainder) = float::div_mod(a?, b?)?;
    Ok(Value::tuple([Value::float(quotient), Value::float(remainder)]))
}

fn pow(a: &Value, b: &Value, modulus: &Value) -> PyResult<Value> {
    if !matches!(modulus, Value::Unbound | Value::None) {
        return Err(type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let (Some(base), Some(exponent)) = (operand(a), operand(b)) else { return Ok(Value::NotImplemented) };
    let (base, exponent) = (base?, exponent?);
    match power::of_floats(base, exponent) {
        Ok(result) => Ok(Value::float(result)),
        Err(fault) if fault.kind == FaultKind::Overflow => Err(range_error()),
        Err(fault) => Err(fault.into()),
    }
}

/// CPython reports the C library's overflow with its number and text as two arguments.
#[cold]
fn range_error() -> Unwind {
    Unwind::with_args(&types().overflow_error, vec![Value::Int(34), Value::str("Numerical result out of range")])
}

fn compare(args: &[Value], wanted: fn(Option<Ordering>) -> bool) -> PyResult<Value> {
    let Some(a) = args[0].as_float() else { return Ok(Value::NotImplemented) };
    Ok(match (args[1].as_float(), args[1].as_int()) {
        (Some(b), _) => Value::bool(wanted(a.partial_cmp(&b))),
        (_, Some(b)) => Value::bool(wanted(b.partial_cmp_f64(a).map(Ordering::reverse))),
        _ => Value::NotImplemented,
    })
}

fn rounded(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let value = receiver(args, "__round__")?;
    match given(&args[1]) {
        None | Some(Value::None) => Ok(round::float_to_int(value)?.into()),
        Some(digits) => Ok(Value::float(round::float_to_digits(value, &argument::int(digits)?)?)),
    }
}

/// A float of `class`, which is `float` or a subclass.
fn of_class(class: &Value, value: f64) -> PyResult<Value> {
    match class.object() {
        Some(class) if class.is(&types().float) => Ok(Value::float(value)),
        Some(class) => Ok(Ref::with_class(class.clone(), Payload::Float(value)).into()),
        None => Err(type_error(format!("float.__new__(X): X is not a type object ({})", class.class_name()))),
    }
}

async fn new(vm: Vm, args: Args) -> PyResult<Value> {
    let value = match given(&args[1]) {
        None => 0.0,
        Some(value) => convert(&vm, value).await?,
    };
    of_class(&args[0], value)
}

async fn convert(vm: &Vm, value: &Value) -> PyResult<f64> {
    if let Some(text) = value.as_str() {
        return Ok(float_text::parse(text)?);
    }
    if let Some(bytes) = value.as_bytes() {
        let text = core::str::from_utf8(bytes).unwrap_or("?");
        let bad = format!("could not convert string to float: {}", crate::text::quote::repr_bytes(bytes));
        return float_text::parse(text).map_err(|_| crate::raise::value_error(bad));
    }
    let has = |name: &Value| vm.special(value, name).is_some();
    if value.as_float().is_none() && value.as_int().is_none() && !has(&crate::names::names().float) && !has(&crate::names::names().index) {
        return Err(type_error(format!("float() argument must be a string or a real number, not '{}'", value.class_name())));
    }
    any_float(vm, value).await
}
