//! The functions of the `builtins` module that are arithmetic: `abs`, `divmod`, `pow`, `round`.

use super::argument::given;
use crate::names::names;
use crate::native::{Args, Native, asynchronous};
use crate::object::Value;
use crate::raise::{PyResult, type_error};
use crate::vm::Vm;
use crate::wait;

/// The functions.
pub const FUNCTIONS: &[Native] = &[
    asynchronous("abs", "x, /", wait!(abs)),
    asynchronous("divmod", "x, y, /", wait!(div_mod)),
    asynchronous("pow", "base, exp, mod=", wait!(pow)),
    asynchronous("round", "number, ndigits=", wait!(round)),
];

async fn abs(vm: Vm, args: Args) -> PyResult<Value> {
    match vm.call_special(&args[0], &names().abs, vec![]).await? {
        Some(result) => Ok(result),
        None => Err(type_error(format!("bad operand type for abs(): '{}'", args[0].class_name()))),
    }
}

async fn div_mod(vm: Vm, args: Args) -> PyResult<Value> {
    let (a, b) = (&args[0], &args[1]);
    match vm.binary_methods(a, b, &names().divmod, &names().rdivmod).await? {
        Value::NotImplemented => {
            Err(type_error(format!("unsupported operand type(s) for divmod(): '{}' and '{}'", a.class_name(), b.class_name())))
        }
        result => Ok(result),
    }
}

async fn pow(vm: Vm, args: Args) -> PyResult<Value> {
    let (base, exponent) = (&args[0], &args[1]);
    let Some(modulus) = given(&args[2]).filter(|modulus| !modulus.is_none()) else {
        return vm.binary(crate::code::BinaryOp::Power, base, exponent).await;
    };
    if [base, exponent, modulus].iter().any(|value| value.as_float().is_some()) {
        return Err(type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    match vm.call_special(base, &names().pow, vec![exponent.clone(), modulus.clone()]).await? {
        None | Some(Value::NotImplemented) => Err(type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            base.class_name(),
            exponent.class_name(),
            modulus.class_name()
        ))),
        Some(result) => Ok(result),
    }
}

async fn round(vm: Vm, args: Args) -> PyResult<Value> {
    let number = &args[0];
    let digits = given(&args[1]).filter(|digits| !digits.is_none()).map(|digits| vec![digits.clone()]).unwrap_or_default();
    match vm.call_special(number, &names().round, digits).await? {
        Some(result) => Ok(result),
        None => Err(type_error(format!("type {} doesn't define __round__ method", number.class_name()))),
    }
}
