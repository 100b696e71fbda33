//! `int` and `bool`.

use core::cmp::Ordering;

use super::argument::{self, any_int, given, spec};
use crate::fault::Outcome;
use crate::names::names;
use crate::native::{Args, Getter, Native, asynchronous, getter, sync};
use crate::num::int_bytes::{self, ByteOrder};
use crate::num::power::{self, Power};
use crate::num::{int_text, round};
use crate::object::{Hashed, Int, Payload, Ref, Value, plain_hash};
use crate::raise::{PyResult, type_error, value_error};
use crate::text::spec_apply::format_int;
use crate::types::{Types, add_getters, add_methods, types};
use crate::vm::Vm;
use crate::wait;

/// Adds the methods of `int` and `bool`.
pub fn install(types: &Types) {
    add_methods(&types.int, METHODS);
    add_getters(&types.int, GETTERS);
    add_methods(&types.bool, BOOL_METHODS);
}

const METHODS: &[Native] = &[
    asynchronous("__new__", "cls, x=, /, base=", wait!(new)).fixed(),
    sync("__add__", "self, value, /", |vm, args| binary(vm, args, |a, b| Ok(a.add(b)))),
    sync("__radd__", "self, value, /", |vm, args| reflected(vm, args, |a, b| Ok(a.add(b)))),
    sync("__sub__", "self, value, /", |vm, args| binary(vm, args, |a, b| Ok(a.sub(b)))),
    sync("__rsub__", "self, value, /", |vm, args| reflected(vm, args, |a, b| Ok(a.sub(b)))),
    sync("__mul__", "self, value, /", |vm, args| binary(vm, args, Int::mul)),
    sync("__rmul__", "self, value, /", |vm, args| reflected(vm, args, Int::mul)),
    sync("__floordiv__", "self, value, /", |vm, args| binary(vm, args, Int::floor_div)),
    sync("__rfloordiv__", "self, value, /", |vm, args| reflected(vm, args, Int::floor_div)),
    sync("__mod__", "self, value, /", |vm, args| binary(vm, args, Int::modulo)),
    sync("__rmod__", "self, value, /", |vm, args| reflected(vm, args, Int::modulo)),
    sync("__divmod__", "self, value, /", |_, args| div_mod(&args[0], &args[1])),
    sync("__rdivmod__", "self, value, /", |_, args| div_mod(&args[1], &args[0])),
    sync("__truediv__", "self, value, /", |_, args| true_div(&args[0], &args[1])),
    sync("__rtruediv__", "self, value, /", |_, args| true_div(&args[1], &args[0])),
    sync("__pow__", "self, value, mod=, /", |vm, args| pow(vm, &args[0], &args[1], &args[2])),
    sync("__rpow__", "self, value, mod=, /", |vm, args| pow(vm, &args[1], &args[0], &args[2])),
    sync("__lshift__", "self, value, /", |vm, args| binary(vm, args, Int::shl)),
    sync("__rlshift__", "self, value, /", |vm, args| reflected(vm, args, Int::shl)),
    sync("__rshift__", "self, value, /", |vm, args| binary(vm, args, Int::shr)),
    sync("__rrshift__", "self, value, /", |vm, args| reflected(vm, args, Int::shr)),
    sync("__and__", "self, value, /", |vm, args| binary(vm, args, |a, b| Ok(a.and(b)))),
    sync("__rand__", "self, value, /", |vm, args| reflected(vm, args, |a, b| Ok(a.and(b)))),
    sync("__or__", "self, value, /", |vm, args| binary(vm, args, |a, b| Ok(a.or(b)))),
    sync("__ror__", "self, value, /", |vm, args| reflected(vm, args, |a, b| Ok(a.or(b)))),
    sync("__xor__", "self, value, /", |vm, args| binary(vm, args, |a, b| Ok(a.xor(b)))),
    sync("__rxor__", "self, value, /", |vm, args| reflected(vm, args, |a, b| Ok(a.xor(b)))),
    sync("__neg__", "self, /", |_, args| unary(args, "__neg__", Int::neg)),
    sync("__pos__", "self, /", |_, args| unary(args, "__pos__", Int::clone)),
    sync("__abs__", "self, /", |_, args| unary(args, "__abs__", Int::abs)),
    sync("__invert__", "self, /", |_, args| unary(args, "__invert__", Int::invert)),
    sync("__int__", "self, /", |_, args| unary(args, "__int__", Int::clone)),
    sync("__index__", "self, /", |_, args| unary(args, "__index__", Int::clone)),
    sync("__trunc__", "self, /", |_, args| unary(args, "__trunc__", Int::clone)),
    sync("__floor__", "self, /", |_, args| unary(args, "__floor__", Int::clone)),
    sync("__ceil__", "self, /", |_, args| unary(args, "__ceil__", Int::clone)),
    sync("conjugate", "self, /", |_, args| unary(args, "conjugate", Int::clone)),
    sync("__float__", "self, /", |_, args| Ok(Value::float(receiver(args, "__float__")?.to_f64()?))),
    sync("__bool__", "self, /", |_, args| Ok(Value::bool(!receiver(args, "__bool__")?.is_zero()))),
    sync("__round__", "self, ndigits=, /", rounded),
    sync("__hash__", "self, /", |_, args| match plain_hash(&Value::from(receiver(args, "__hash__")?)) {
        Hashed::Hash(hash) => Ok(Value::Int(hash)),
        _ => Ok(Value::Int(0)),
    }),
    sync("__repr__", "self, /", |_, args| Ok(Value::str(int_text::to_decimal(&receiver(args, "__repr__")?)?))),
    sync("__format__", "self, format_spec, /", |_, args| {
        Ok(Value::str(format_int(&receiver(args, "__format__")?, spec(&args[1])?, "int")?))
    }),
    sync("__lt__", "self, value, /", |_, args| compare(args, Ordering::is_lt)),
    sync("__le__", "self, value, /", |_, args| compare(args, Ordering::is_le)),
    sync("__eq__", "self, value, /", |_, args| compare(args, Ordering::is_eq)),
    sync("__ne__", "self, value, /", |_, args| compare(args, Ordering::is_ne)),
    sync("__gt__", "self, value, /", |_, args| compare(args, Ordering::is_gt)),
    sync("__ge__", "self, value, /", |_, args| compare(args, Ordering::is_ge)),
    sync("bit_length", "self, /", |_, args| Ok(Value::Int(receiver(args, "bit_length")?.bit_length() as i64))),
    sync("bit_count", "self, /", |_, args| Ok(Value::Int(receiver(args, "bit_count")?.bit_count() as i64))),
    sync("as_integer_ratio", "self, /", |_, args| Ok(Value::tuple([Value::from(receiver(args, "as_integer_ratio")?), Value::Int(1)]))),
    sync("to_bytes", "self, length=, byteorder=, *, signed=", to_bytes),
    asynchronous("from_bytes", "cls, bytes, byteorder=, *, signed=", wait!(from_bytes)).of_class(),
];

const GETTERS: &[Getter] = &[
    getter("real", |_, value| Ok(Value::from(argument::int(value)?))),
    getter("imag", |_, _| Ok(Value::Int(0))),
    getter("numerator", |_, value| Ok(Value::from(argument::int(value)?))),
    getter("denominator", |_, _| Ok(Value::Int(1))),
];

const BOOL_METHODS: &[Native] = &[
    asynchronous("__new__", "cls, x=, /", wait!(new_bool)).fixed(),
    sync("__repr__", "self, /", |vm, args| Ok(Value::str(vm.repr_now(&args[0]).unwrap_or_default()))),
    sync("__and__", "self, value, /", |vm, args| logical(vm, args, |a, b| a & b, Int::and)),
    sync("__rand__", "self, value, /", |vm, args| logical(vm, args, |a, b| a & b, Int::and)),
    sync("__or__", "self, value, /", |vm, args| logical(vm, args, |a, b| a | b, Int::or)),
    sync("__ror__", "self, value, /", |vm, args| logical(vm, args, |a, b| a | b, Int::or)),
    sync("__xor__", "self, value, /", |vm, args| logical(vm, args, |a, b| a ^ b, Int::xor)),
    sync("__rxor__", "self, value, /", |vm, args| logical(vm, args, |a, b| a ^ b, Int::xor)),
    sync("__format__", "self, format_spec, /", |vm, args| match spec(&args[1])? {
        "" => Ok(Value::str(vm.repr_now(&args[0]).unwrap_or_default())),
        spec => Ok(Value::str(format_int(&receiver(args, "__format__")?, spec, "bool")?)),
    }),
];

fn receiver(args: &[Value], method: &str) -> PyResult<Int> {
    args[0].as_int().ok_or_else(|| argument::wrong_receiver(method, "int", &args[0]))
}

fn unary(args: &[Value], method: &str, operation: fn(&Int) -> Int) -> PyResult<Value> {
    Ok(operation(&receiver(args, method)?).into())
}

/// `a op b` where both are ints; else the other operand's turn.
fn binary(vm: &Vm, args: &[Value], operation: fn(&Int, &Int) -> Outcome<Int>) -> PyResult<Value> {
    both(vm, &args[0], &args[1], operation)
}

fn reflected(vm: &Vm, args: &[Value], operation: fn(&Int, &Int) -> Outcome<Int>) -> PyResult<Value> {
    both(vm, &args[1], &args[0], operation)
}

fn both(vm: &Vm, a: &Value, b: &Value, operation: fn(&Int, &Int) -> Outcome<Int>) -> PyResult<Value> {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Ok(Value::NotImplemented) };
    charge(vm, &a, &b);
    Ok(operation(&a, &b)?.into())
}

/// Long ints cost by the product of their lengths.
fn charge(vm: &Vm, a: &Int, b: &Int) {
    /// Products of two words in the time of a bytecode.
    const WORDS_PER_STEP: u64 = 32;
    let words = |value: &Int| value.bit_length() / 64 + 1;
    let products = words(a) * words(b);
    if products > WORDS_PER_STEP {
        vm.charge((products / WORDS_PER_STEP) as usize);
    }
}

fn logical(vm: &Vm, args: &[Value], on_bools: fn(bool, bool) -> bool, on_ints: fn(&Int, &Int) -> Int) -> PyResult<Value> {
    match (&args[0], &args[1]) {
        (a, b) if let (Some(a), Some(b)) = (a.as_bool(), b.as_bool()) => Ok(Value::bool(on_bools(a, b))),
        (a, b) => match (a.as_int(), b.as_int()) {
            (Some(a), Some(b)) => {
                charge(vm, &a, &b);
                Ok(on_ints(&a, &b).into())
            }
            _ => Ok(Value::NotImplemented),
        },
    }
}

fn div_mod(a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Ok(Value::NotImplemented) };
    let (quotient, remainder) = a.div_mod(&b)?;
    Ok(Value::tuple([quotient.into(), remainder.into()]))
}

fn true_div(a: &Value, b: &Value) -> PyResult<Value> {
    let (Some(a), Some(b)) = (a.as_int(), b.as_int()) else { return Ok(Value::NotImplemented) };
    Ok(Value::float(a.true_div(&b)?))
}

fn pow(vm: &Vm, base: &Value, exponent: &Value, modulus: &Value) -> PyResult<Value> {
    let (Some(base), Some(exponent)) = (base.as_int(), exponent.as_int()) else { return Ok(Value::NotImplemented) };
    if !matches!(modulus, Value::Unbound | Value::None) {
        let Some(modulus) = modulus.as_int() else { return Ok(Value::NotImplemented) };
        let words = modulus.bit_length() / 64 + 1;
        let products = (words * words).saturating_mul(exponent.bit_length());
        vm.charge(usize::try_from(products / 32).unwrap_or(usize::MAX));
        return Ok(power::modular(&base, &exponent, &modulus)?.into());
    }
    Ok(match power::of_ints(&base, &exponent)? {
        Power::Int(result) => {
            charge(vm, &result, &result);
            result.into()
        }
        Power::Float(result) => Value::float(result),
    })
}

fn compare(args: &[Value], wanted: fn(Ordering) -> bool) -> PyResult<Value> {
    match (args[0].as_int(), args[1].as_int()) {
        (Some(a), Some(b)) => Ok(Value::bool(wanted(a.cmp(&b)))),
        _ => Ok(Value::NotImplemented),
    }
}

fn rounded(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let value = receiver(args, "__round__")?;
    match given(&args[1]) {
        None | Some(Value::None) => Ok(value.into()),
        Some(digits) => Ok(round::int_to_digits(&value, &argument::int(digits)?).into()),
    }
}

fn to_bytes(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let value = receiver(args, "to_bytes")?;
    let length = argument::count(&args[1], 1)?;
    let bytes = int_bytes::to_bytes(&value, length, byte_order(&args[2], "to_bytes")?, argument::flag(vm, &args[3], false))?;
    Ok(Value::bytes(bytes))
}

fn byte_order(value: &Value, function: &str) -> PyResult<ByteOrder> {
    match given(value) {
        None => Ok(ByteOrder::Big),
        Some(name) => Ok(ByteOrder::parse(argument::text(name, &format!("{function}() argument 'byteorder'"))?)?),
    }
}

async fn from_bytes(vm: Vm, args: Args) -> PyResult<Value> {
    let bytes = super::bytes::from_object(&vm, &args[1]).await?;
    let value = int_bytes::from_bytes(&bytes, byte_order(&args[2], "from_bytes")?, argument::flag(&vm, &args[3], false))?;
    of_class(&args[0], value)
}

/// An int of `class`, which is `int` or a subclass.
fn of_class(class: &Value, value: Int) -> PyResult<Value> {
    match class.object() {
        Some(class) if class.is(&types().int) => Ok(value.into()),
        Some(class) => Ok(Ref::with_class(class.clone(), Payload::BigInt(value.to_big())).into()),
        None => Err(type_error(format!("int.__new__(X): X is not a type object ({})", class.class_name()))),
    }
}

async fn new(vm: Vm, args: Args) -> PyResult<Value> {
    let value = match (given(&args[1]), given(&args[2])) {
        (None, None) => Int::Small(0),
        (None, Some(_)) => return Err(type_error("int() missing string argument")),
        (Some(value), None) => convert(&vm, value).await?,
        (Some(value), Some(base)) => {
            let base = any_int(&vm, base).await?;
            match (value.as_str(), value.as_bytes()) {
                (Some(text), _) => int_text::parse_base(text, &base)?,
                (_, Some(bytes)) => parse_bytes(bytes, &base)?,
                _ => return Err(type_error("int() can't convert non-string with explicit base")),
            }
        }
    };
    of_class(&args[0], value)
}

fn parse_bytes(bytes: &[u8], base: &Int) -> PyResult<Int> {
    let bad = || {
        let base = int_text::to_decimal(base).unwrap_or_default();
        value_error(format!("invalid literal for int() with base {base}: {}", crate::text::quote::repr_bytes(bytes)))
    };
    let text = core::str::from_utf8(bytes).map_err(|_| bad())?;
    int_text::parse_base(text, base).map_err(|fault| if fault.message.starts_with("invalid literal") { bad() } else { fault.into() })
}

/// `int(value)`
async fn convert(vm: &Vm, value: &Value) -> PyResult<Int> {
    // A subclass of a builtin may convert in its own way.
    if value.is_plain() {
        if let Some(int) = value.as_int() {
            return Ok(int);
        }
        if let Some(float) = value.as_float() {
            return Ok(Int::from_f64(float)?);
        }
    }
    if let Some(text) = value.as_str() {
        return Ok(int_text::parse(text)?);
    }
    if let Some(bytes) = value.as_bytes() {
        return parse_bytes(bytes, &Int::Small(10));
    }
    for (name, label) in [(&names().int, "__int__"), (&names().index, "__index__"), (&names().trunc, "__trunc__")] {
        if let Some(result) = vm.call_special(value, name, vec![]).await? {
            return result.as_int().ok_or_else(|| type_error(format!("{label} returned non-int (type {})", result.class_name())));
        }
    }
    Err(type_error(format!("int() argument must be a string, a bytes-like object or a real number, not '{}'", value.class_name())))
}

async fn new_bool(vm: Vm, args: Args) -> PyResult<Value> {
    match given(&args[1]) {
        None => Ok(Value::bool(false)),
        Some(value) => Ok(Value::bool(vm.truth(value).await?)),
    }
}

/// The functions of the `builtins` module that are about ints: `bin`, `oct`, `hex`.
pub const FUNCTIONS: &[Native] = &[
    asynchronous("bin", "number, /", wait!(bin)),
    asynchronous("oct", "number, /", wait!(oct)),
    asynchronous("hex", "number, /", wait!(hex)),
];

async fn bin(vm: Vm, args: Args) -> PyResult<Value> {
    prefixed(vm, args, 2).await
}

async fn oct(vm: Vm, args: Args) -> PyResult<Value> {
    prefixed(vm, args, 8).await
}

async fn hex(vm: Vm, args: Args) -> PyResult<Value> {
    prefixed(vm, args, 16).await
}

async fn prefixed(vm: Vm, args: Args, radix: u32) -> PyResult<Value> {
    let number = any_int(&vm, &args[0]).await?;
    Ok(Value::str(int_text::to_prefixed(&number, radix)?))
}
