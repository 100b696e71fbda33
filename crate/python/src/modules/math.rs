//! `math`.

use super::NativeModule;
use crate::builtins::argument::{any_float, any_int, float, given, int};
use crate::fault::Outcome;
use crate::names::{intern, names};
use crate::native::{Args, Native, asynchronous, sync};
use crate::num::{combinatorics, double, math};
use crate::object::{Int, Value};
use crate::raise::{PyResult, type_error};
use crate::vm::Vm;
use crate::wait;

/// The module.
pub const MODULE: NativeModule = NativeModule {
    name: "math",
    functions: FUNCTIONS,
    fill: |_, table| {
        use core::f64::consts::{E, PI, TAU};
        for (name, value) in [("pi", PI), ("e", E), ("tau", TAU), ("inf", f64::INFINITY), ("nan", f64::NAN)] {
            drop(table.set_plain(&intern(name), Value::float(value)));
        }
        Ok(())
    },
};

/// A function of one float without overflow.
macro_rules! smooth {
    ($name:literal, $function:expr) => {
        sync($name, "x, /", |_, args| real(math::smooth($function, float(&args[0])?)))
    };
}

/// A function of one float that may overflow.
macro_rules! growing {
    ($name:literal, $function:expr) => {
        sync($name, "x, /", |_, args| real(math::growing($function, float(&args[0])?)))
    };
}

const FUNCTIONS: &[Native] = &[
    smooth!("acos", libm::acos),
    smooth!("acosh", libm::acosh),
    smooth!("asin", libm::asin),
    smooth!("asinh", libm::asinh),
    smooth!("atan", libm::atan),
    smooth!("atanh", libm::atanh),
    smooth!("cbrt", libm::cbrt),
    smooth!("cos", libm::cos),
    growing!("cosh", libm::cosh),
    smooth!("degrees", math::degrees),
    smooth!("erf", libm::erf),
    smooth!("erfc", libm::erfc),
    growing!("exp", double::exp),
    growing!("exp2", libm::exp2),
    growing!("expm1", libm::expm1),
    smooth!("fabs", f64::abs),
    smooth!("log1p", libm::log1p),
    smooth!("radians", math::radians),
    smooth!("sin", libm::sin),
    growing!("sinh", libm::sinh),
    asynchronous("sqrt", "x, /", wait!(sqrt)),
    smooth!("tan", libm::tan),
    smooth!("tanh", libm::tanh),
    sync("gamma", "x, /", |_, args| real(math::gamma(float(&args[0])?))),
    sync("lgamma", "x, /", |_, args| real(math::lgamma(float(&args[0])?))),
    sync("log", "*args", log),
    sync("log2", "x, /", |_, args| Ok(Value::float(logarithm(&args[0], math::log2)?))),
    sync("log10", "x, /", |_, args| Ok(Value::float(logarithm(&args[0], math::log10)?))),
    sync("pow", "x, y, /", |_, args| real(math::pow(float(&args[0])?, float(&args[1])?))),
    sync("fmod", "x, y, /", |_, args| real(math::fmod(float(&args[0])?, float(&args[1])?))),
    sync("remainder", "x, y, /", |_, args| real(math::remainder(float(&args[0])?, float(&args[1])?))),
    sync("atan2", "y, x, /", |_, args| Ok(Value::float(math::atan2(float(&args[0])?, float(&args[1])?)))),
    sync("copysign", "x, y, /", |_, args| Ok(Value::float(math::copysign(float(&args[0])?, float(&args[1])?)))),
    sync("nextafter", "x, y, /", |_, args| Ok(Value::float(math::nextafter(float(&args[0])?, float(&args[1])?)))),
    sync("ulp", "x, /", |_, args| Ok(Value::float(math::ulp(float(&args[0])?)))),
    sync("frexp", "x, /", |_, args| {
        let (mantissa, exponent) = math::frexp(float(&args[0])?);
        Ok(Value::tuple([Value::float(mantissa), Value::Int(i64::from(exponent))]))
    }),
    sync("ldexp", "x, i, /", |_, args| match args[1].as_int() {
        Some(exponent) => real(math::ldexp(float(&args[0])?, &exponent)),
        None => Err(type_error("Expected an int as second argument to ldexp.")),
    }),
    sync("modf", "x, /", |_, args| {
        let (fraction, whole) = math::modf(float(&args[0])?);
        Ok(Value::tuple([Value::float(fraction), Value::float(whole)]))
    }),
    sync("isfinite", "x, /", |_, args| Ok(Value::bool(float(&args[0])?.is_finite()))),
    sync("isinf", "x, /", |_, args| Ok(Value::bool(float(&args[0])?.is_infinite()))),
    sync("isnan", "x, /", |_, args| Ok(Value::bool(float(&args[0])?.is_nan()))),
    sync("isclose", "a, b, *, rel_tol=, abs_tol=", |_, args| {
        let relative = given(&args[2]).map_or(Ok(1e-9), float)?;
        let absolute = given(&args[3]).map_or(Ok(0.0), float)?;
        Ok(Value::bool(math::isclose(float(&args[0])?, float(&args[1])?, relative, absolute)?))
    }),
    asynchronous("floor", "x, /", wait!(floor)),
    asynchronous("ceil", "x, /", wait!(ceil)),
    asynchronous("trunc", "x, /", wait!(trunc)),
    asynchronous("factorial", "x, /", wait!(factorial)),
    asynchronous("isqrt", "n, /", wait!(isqrt)),
    sync("comb", "n, k, /", |vm, args| {
        let result = combinatorics::comb(&int(&args[0])?, &int(&args[1])?)?;
        Ok(paid(vm, result))
    }),
    sync("perm", "n, k=, /", |vm, args| {
        let count = given(&args[1]).filter(|count| !count.is_none()).map(int).transpose()?;
        let result = combinatorics::perm(&int(&args[0])?, count.as_ref())?;
        Ok(paid(vm, result))
    }),
    sync("gcd", "*integers", |_, args| fold(&args[0], Int::Small(0), |so_far, next| Ok(so_far.gcd(next)))),
    sync("lcm", "*integers", |_, args| fold(&args[0], Int::Small(1), Int::lcm)),
    sync("hypot", "*coordinates", |_, args| {
        let coordinates = args[0].as_tuple().unwrap_or(&[]).iter().map(float).collect::<PyResult<Vec<_>>>()?;
        Ok(Value::float(math::hypot(&coordinates)))
    }),
    asynchronous("dist", "p, q, /", wait!(dist)),
    asynchronous("fsum", "seq, /", wait!(fsum)),
    asynchronous("prod", "iterable, /, *, start=", wait!(prod)),
];

fn real(result: Outcome<f64>) -> PyResult<Value> {
    Ok(Value::float(result?))
}

/// A long result costs by the square of its length.
fn paid(vm: &Vm, result: Int) -> Value {
    let words = (result.bit_length() / 64) as usize;
    vm.charge(words * words / 32);
    result.into()
}

async fn sqrt(vm: Vm, args: Args) -> PyResult<Value> {
    real(math::smooth(f64::sqrt, any_float(&vm, &args[0]).await?))
}

/// `log`, `log2` or `log10` of a float, or of an int of any size.
fn logarithm(value: &Value, of: fn(f64) -> Outcome<f64>) -> PyResult<f64> {
    Ok(match value.as_int() {
        Some(int) => math::log_of_int(&int, of)?,
        None => of(float(value)?)?,
    })
}

fn log(_: &Vm, args: &[Value]) -> PyResult<Value> {
    match args[0].as_tuple() {
        Some([value]) => Ok(Value::float(logarithm(value, math::log)?)),
        Some([value, base]) => real(math::log_ratio(logarithm(value, math::log)?, logarithm(base, math::log)?)),
        _ => Err(type_error("math.log requires 1 to 2 arguments")),
    }
}

async fn floor(vm: Vm, args: Args) -> PyResult<Value> {
    rounded(&vm, &args[0], &names().floor, f64::floor).await
}

async fn ceil(vm: Vm, args: Args) -> PyResult<Value> {
    rounded(&vm, &args[0], &names().ceil, f64::ceil).await
}

async fn rounded(vm: &Vm, value: &Value, method: &Value, round: fn(f64) -> f64) -> PyResult<Value> {
    match value.as_float() {
        Some(value) => Ok(Int::from_f64(round(value))?.into()),
        None => match vm.call_special(value, method, vec![]).await? {
            Some(result) => Ok(result),
            None => Ok(Int::from_f64(round(any_float(vm, value).await?))?.into()),
        },
    }
}

async fn trunc(vm: Vm, args: Args) -> PyResult<Value> {
    match vm.call_special(&args[0], &names().trunc, vec![]).await? {
        Some(result) => Ok(result),
        None => Err(type_error(format!("type {} doesn't define __trunc__ method", args[0].class_name()))),
    }
}

async fn factorial(vm: Vm, args: Args) -> PyResult<Value> {
    let result = combinatorics::factorial(&any_int(&vm, &args[0]).await?)?;
    Ok(paid(&vm, result))
}

async fn isqrt(vm: Vm, args: Args) -> PyResult<Value> {
    let result = any_int(&vm, &args[0]).await?.isqrt()?;
    Ok(paid(&vm, result))
}

fn fold(values: &Value, start: Int, step: fn(&Int, &Int) -> Outcome<Int>) -> PyResult<Value> {
    let mut so_far = start;
    for value in values.as_tuple().unwrap_or(&[]) {
        so_far = step(&so_far, &int(value)?)?;
    }
    Ok(so_far.abs().into())
}

async fn floats_of(vm: &Vm, iterable: &Value) -> PyResult<Vec<f64>> {
    let items = vm.collect(iterable).await?;
    vm.checkpoint(items.len()).await?;
    let mut values = Vec::with_capacity(items.len());
    for item in &items {
        values.push(any_float(vm, item).await?);
    }
    Ok(values)
}

async fn dist(vm: Vm, args: Args) -> PyResult<Value> {
    real(math::dist(&floats_of(&vm, &args[0]).await?, &floats_of(&vm, &args[1]).await?))
}

async fn fsum(vm: Vm, args: Args) -> PyResult<Value> {
    real(math::fsum(floats_of(&vm, &args[0]).await?))
}

async fn prod(vm: Vm, args: Args) -> PyResult<Value> {
    let mut product = given(&args[1]).cloned().unwrap_or(Value::Int(1));
    let iterator = vm.iter(&args[0]).await?;
    while let Some(item) = vm.next(&iterator).await? {
        product = vm.binary(crate::code::BinaryOp::Multiply, &product, &item).await?;
    }
    Ok(product)
}
