//! `random`: CPython's generator and what draws from it.
//!
//! A generator that the program does not seed takes its seed from the run, when it is first used.

use std::sync::OnceLock;

use super::NativeModule;
use crate::builtins::argument::{any_float, any_int, given};
use crate::code::BinaryOp;
use crate::fault::{Outcome, check_size, size};
use crate::names::intern;
use crate::native::{Args, Native, asynchronous, sync};
use crate::num::distribution;
use crate::num::float as floats;
use crate::num::mersenne::{self, Mersenne, Seed};
use crate::object::{Foreign, Guarded, Int, Layout, Payload, Ref, Value};
use crate::raise::{PyResult, index_error, type_error, value_error};
use crate::types::{library_class, types};
use crate::vm::{Vm, bound};
use crate::wait;

/// The module: its functions are the methods of one hidden generator per run.
pub const MODULE: NativeModule = NativeModule {
    name: "random",
    functions: &[],
    fill: |_, table| {
        let generator = Ref::with_class(class().clone(), Payload::Foreign(Box::new(Generator::default())));
        for method in METHODS.iter().filter(|method| !method.name.starts_with("__")) {
            if let Some(function) = class().find_in_class(&intern(method.name)) {
                drop(table.set_plain(&intern(method.name), bound(function, generator.clone().into())));
            }
        }
        drop(table.set_plain(&intern("Random"), class().clone().into()));
        drop(table.set_plain(&intern("_inst"), generator.into()));
        Ok(())
    },
};

/// `random.Random`
fn class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| library_class("random", "Random", Layout::Foreign, &types().object, METHODS, &[]))
}

/// A generator object's content; `None` until it is seeded or first used.
#[derive(Default)]
struct Generator(Guarded<Option<Mersenne>>);

impl Foreign for Generator {
    fn as_any(&self) -> &dyn core::any::Any {
        self
    }
}

const METHODS: &[Native] = &[
    sync("__new__", "cls, *args, **kwargs", |_, args| match args[0].object() {
        Some(class) => Ok(Ref::with_class(class.clone(), Payload::Foreign(Box::new(Generator::default()))).into()),
        None => Err(type_error("Random.__new__() needs a class")),
    })
    .fixed(),
    sync("__init__", "self, x=", seed),
    sync("seed", "self, a=, version=", seed),
    sync("random", "self, /", |vm, args| draw(vm, args, |generator| Ok(Value::float(generator.random())))),
    asynchronous("getrandbits", "self, k, /", wait!(getrandbits)),
    asynchronous("randbytes", "self, n", wait!(randbytes)),
    asynchronous("randrange", "self, start, stop=, step=", wait!(randrange)),
    asynchronous("randint", "self, a, b", wait!(randint)),
    asynchronous("choice", "self, seq", wait!(choice)),
    asynchronous("choices", "self, population, weights=, *, cum_weights=, k=", wait!(choices)),
    asynchronous("shuffle", "self, x", wait!(shuffle)),
    asynchronous("sample", "self, population, k, *, counts=", wait!(sample)),
    asynchronous("uniform", "self, a, b", wait!(uniform)),
    asynchronous("triangular", "self, low=, high=, mode=", wait!(triangular)),
    asynchronous("normalvariate", "self, mu=, sigma=", wait!(normalvariate)),
    asynchronous("gauss", "self, mu=, sigma=", wait!(gauss)),
    asynchronous("lognormvariate", "self, mu, sigma", wait!(lognormvariate)),
    asynchronous("expovariate", "self, lambd", wait!(expovariate)),
    asynchronous("vonmisesvariate", "self, mu, kappa", wait!(vonmisesvariate)),
    asynchronous("gammavariate", "self, alpha, beta", wait!(gammavariate)),
    asynchronous("betavariate", "self, alpha, beta", wait!(betavariate)),
    asynchronous("paretovariate", "self, alpha", wait!(paretovariate)),
    asynchronous("weibullvariate", "self, alpha, beta", wait!(weibullvariate)),
    sync("getstate", "self", getstate),
    sync("setstate", "self, state", setstate),
];

/// Works on the generator of `self`, which is seeded by the run if it was not.
fn draw<T>(vm: &Vm, args: &[Value], work: impl FnOnce(&mut Mersenne) -> Outcome<T>) -> PyResult<T> {
    let Some(content) = args[0].foreign::<Generator>() else {
        return Err(type_error(format!("descriptor requires a 'random.Random' object but received a '{}'", args[0].class_name())));
    };
    let result = content.0.with(|generator| {
        let generator = generator.get_or_insert_with(|| {
            let seed = Int::from(vm.platform().entropy());
            Mersenne::new(Seed::Int(&seed))
        });
        work(generator)
    });
    Ok(result?)
}

fn seed(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let Some(content) = args[0].foreign::<Generator>() else { return Err(type_error("seed() needs a generator")) };
    let seeded = match &args[1] {
        Value::Unbound | Value::None => None,
        value => Some(match (value.as_int(), value.as_float(), value.as_str()) {
            (Some(int), _, _) => Mersenne::new(Seed::Int(&int)),
            (_, Some(float), _) => Mersenne::new(Seed::Float(float)),
            (_, _, Some(text)) => Mersenne::new(Seed::Bytes(text.as_bytes())),
            _ => match crate::builtins::bytes::contents(value) {
                Some(bytes) => Mersenne::new(Seed::Bytes(&bytes)),
                None => return Err(type_error("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")),
            },
        }),
    };
    content.0.replace(seeded);
    Ok(Value::None)
}

async fn getrandbits(vm: Vm, args: Args) -> PyResult<Value> {
    let count = any_int(&vm, &args[1]).await?;
    draw(&vm, &args, |generator| generator.getrandbits(&count)).map(Value::from)
}

async fn randbytes(vm: Vm, args: Args) -> PyResult<Value> {
    let count = any_int(&vm, &args[1]).await?;
    if count.is_negative() {
        return Err(value_error("number of bits must be non-negative"));
    }
    let count = size(count.to_i64().unwrap_or(i64::MAX));
    check_size(count, 64)?;
    draw(&vm, &args, |generator| Ok(generator.randbytes(count))).map(Value::bytes)
}

/// A bound of `randrange`: an int, or a float that is whole.
async fn range_bound(vm: &Vm, value: &Value, what: &str) -> PyResult<Int> {
    if let Some(float) = value.as_float() {
        if !floats::is_integer(float) {
            return Err(value_error(format!("non-integer {what} for randrange()")));
        }
        return Ok(Int::from_f64(float)?);
    }
    any_int(vm, value).await
}

async fn randrange(vm: Vm, args: Args) -> PyResult<Value> {
    let start = range_bound(&vm, &args[1], "arg 1").await?;
    let Some(stop) = given(&args[2]).filter(|stop| !stop.is_none()) else {
        if given(&args[3]).is_some() {
            return Err(type_error("Missing a non-None stop argument"));
        }
        return draw(&vm, &args, |generator| mersenne::randrange_to(generator, &start)).map(Value::from);
    };
    let stop = range_bound(&vm, stop, "stop").await?;
    let step = match given(&args[3]) {
        Some(step) => range_bound(&vm, step, "step").await?,
        None => Int::Small(1),
    };
    draw(&vm, &args, |generator| mersenne::randrange(generator, &start, &stop, &step)).map(Value::from)
}

async fn randint(vm: Vm, args: Args) -> PyResult<Value> {
    let start = range_bound(&vm, &args[1], "arg 1").await?;
    let stop = range_bound(&vm, &args[2], "stop").await?.add(&Int::Small(1));
    draw(&vm, &args, |generator| mersenne::randrange(generator, &start, &stop, &Int::Small(1))).map(Value::from)
}

async fn choice(vm: Vm, args: Args) -> PyResult<Value> {
    let length = vm.len(&args[1]).await?;
    if length == 0 {
        return Err(index_error("Cannot choose from an empty sequence"));
    }
    let at = draw(&vm, &args, |generator| Ok(generator.below(length as u64)))?;
    vm.get_item(&args[1], &Value::Int(at as i64)).await
}

async fn choices(vm: Vm, args: Args) -> PyResult<Value> {
    let (population, weights, cumulative) = (&args[1], &args[2], &args[3]);
    let set = |value: &Value| !matches!(value, Value::Unbound | Value::None);
    let count = match given(&args[4]) {
        Some(count) => any_int(&vm, count).await?,
        None => Int::Small(1),
    };
    let count = size(count.to_i64().unwrap_or(if count.is_negative() { 0 } else { i64::MAX }));
    check_size(count, 16)?;
    let length = vm.len(population).await?;
    let cumulative = match (set(weights), set(cumulative)) {
        (true, true) => return Err(type_error("Cannot specify both weights and cumulative weights")),
        (false, false) => None,
        (false, true) => Some(weights_of(&vm, cumulative).await?),
        (true, false) => {
            if let Some(count) = weights.as_int() {
                let count = crate::num::int_text::to_decimal(&count)?;
                return Err(type_error(format!("The number of choices must be a keyword argument: k={count}")));
            }
            let mut total = 0.0;
            let summed = weights_of(&vm, weights).await?.into_iter().map(|weight| {
                total += weight;
                total
            });
            Some(summed.collect())
        }
    };
    if let Some(cumulative) = &cumulative {
        check_weights(cumulative, length)?;
    }
    let mut chosen = Vec::with_capacity(count);
    for _ in 0..count {
        let at = draw(&vm, &args, |generator| {
            Ok(match &cumulative {
                Some(cumulative) => mersenne::choose_weighted(generator, cumulative) as i64,
                None => mersenne::choose(generator, length),
            })
        })?;
        vm.checkpoint(1).await?;
        chosen.push(vm.get_item(population, &Value::Int(at)).await?);
    }
    Ok(Value::list(chosen))
}

async fn weights_of(vm: &Vm, weights: &Value) -> PyResult<Vec<f64>> {
    let mut floats = Vec::new();
    for weight in vm.collect(weights).await? {
        floats.push(any_float(vm, &weight).await?);
    }
    Ok(floats)
}

fn check_weights(cumulative: &[f64], length: i64) -> PyResult<()> {
    if cumulative.len() as i64 != length {
        return Err(value_error("The number of weights does not match the population"));
    }
    let total = cumulative.last().copied().ok_or_else(|| index_error("list index out of range"))?;
    if total <= 0.0 {
        return Err(value_error("Total of weights must be greater than zero"));
    }
    if !total.is_finite() {
        return Err(value_error("Total of weights must be finite"));
    }
    Ok(())
}

async fn shuffle(vm: Vm, args: Args) -> PyResult<Value> {
    if args[1].is_plain()
        && let Some(Payload::List(items)) = args[1].payload()
    {
        let length = items.read(Vec::len);
        vm.checkpoint(length).await?;
        items.with(|items| {
            draw(&vm, &args, |generator| {
                mersenne::shuffle(generator, items);
                Ok(())
            })
        })?;
        return Ok(Value::None);
    }
    let length = vm.len(&args[1]).await?;
    for at in (1..length).rev() {
        let other = draw(&vm, &args, |generator| Ok(generator.below(at as u64 + 1)))? as i64;
        let (a, b) = (vm.get_item(&args[1], &Value::Int(at)).await?, vm.get_item(&args[1], &Value::Int(other)).await?);
        vm.set_item(&args[1], &Value::Int(at), b).await?;
        vm.set_item(&args[1], &Value::Int(other), a).await?;
    }
    Ok(Value::None)
}

/// Whether `random.sample` takes it: whatever is indexed by position.
fn is_sequence(vm: &Vm, value: &Value) -> bool {
    let unordered = matches!(value.payload(), Some(Payload::Dict(_) | Payload::Set(_) | Payload::FrozenSet(_) | Payload::DictView(_)));
    !unordered && vm.special(value, &crate::names::names().getitem).is_some()
}

async fn sample(vm: Vm, args: Args) -> PyResult<Value> {
    let population = &args[1];
    if !is_sequence(&vm, population) {
        return Err(type_error("Population must be a sequence.  For dicts or sets, use sorted(d)."));
    }
    let count = any_int(&vm, &args[2]).await?;
    let length = vm.len(population).await?;
    let cumulative = match given(&args[3]).filter(|counts| !counts.is_none()) {
        Some(counts) => Some(cumulative_counts(&vm, counts, length).await?),
        None => None,
    };
    let total = cumulative.as_ref().and_then(|counts| counts.last().cloned()).unwrap_or(Int::Small(length));
    if cumulative.is_some() && total <= Int::Small(0) {
        return Err(value_error("Total of counts must be greater than zero"));
    }
    let picks = draw(&vm, &args, |generator| mersenne::sample(generator, &total, &count))?;
    vm.checkpoint(picks.len()).await?;
    let mut picked = Vec::with_capacity(picks.len());
    for pick in picks {
        let at = match &cumulative {
            Some(counts) => Int::from(counts.partition_point(|count| *count <= pick)),
            None => pick,
        };
        picked.push(vm.get_item(population, &Value::from(at)).await?);
    }
    Ok(Value::list(picked))
}

async fn cumulative_counts(vm: &Vm, counts: &Value, length: i64) -> PyResult<Vec<Int>> {
    let mut total = Int::Small(0);
    let mut cumulative = Vec::new();
    for count in vm.collect(counts).await? {
        let count = count.as_int().ok_or_else(|| type_error("Counts must be integers"))?;
        total = total.add(&count);
        cumulative.push(total.clone());
    }
    if cumulative.len() as i64 != length {
        return Err(value_error("The number of counts does not match the population"));
    }
    Ok(cumulative)
}

async fn uniform(vm: Vm, args: Args) -> PyResult<Value> {
    // Subtracts as Python does, so that the error for what cannot be subtracted is Python's.
    let width = vm.binary(BinaryOp::Subtract, &args[2], &args[1]).await?;
    let drawn = draw(&vm, &args, |generator| Ok(generator.random()))?;
    let offset = vm.binary(BinaryOp::Multiply, &width, &Value::float(drawn)).await?;
    vm.binary(BinaryOp::Add, &args[1], &offset).await
}

async fn optional(vm: &Vm, value: &Value, default: f64) -> PyResult<f64> {
    match given(value) {
        Some(value) => any_float(vm, value).await,
        None => Ok(default),
    }
}

async fn triangular(vm: Vm, args: Args) -> PyResult<Value> {
    let (low, high) = (optional(&vm, &args[1], 0.0).await?, optional(&vm, &args[2], 1.0).await?);
    let mode = match given(&args[3]).filter(|mode| !mode.is_none()) {
        Some(mode) => Some(any_float(&vm, mode).await?),
        None => None,
    };
    draw(&vm, &args, |generator| Ok(distribution::triangular(generator, low, high, mode))).map(Value::float)
}

async fn normalvariate(vm: Vm, args: Args) -> PyResult<Value> {
    let (mu, sigma) = (optional(&vm, &args[1], 0.0).await?, optional(&vm, &args[2], 1.0).await?);
    draw(&vm, &args, |generator| Ok(distribution::normalvariate(generator, mu, sigma))).map(Value::float)
}

async fn gauss(vm: Vm, args: Args) -> PyResult<Value> {
    let (mu, sigma) = (optional(&vm, &args[1], 0.0).await?, optional(&vm, &args[2], 1.0).await?);
    draw(&vm, &args, |generator| Ok(distribution::gauss(generator, mu, sigma))).map(Value::float)
}

/// A distribution of two parameters.
async fn of_two(vm: &Vm, args: &[Value], distribution: fn(&mut Mersenne, f64, f64) -> Outcome<f64>) -> PyResult<Value> {
    let (first, second) = (any_float(vm, &args[1]).await?, any_float(vm, &args[2]).await?);
    draw(vm, args, |generator| distribution(generator, first, second)).map(Value::float)
}

/// A distribution of one parameter.
async fn of_one(vm: &Vm, args: &[Value], distribution: fn(&mut Mersenne, f64) -> Outcome<f64>) -> PyResult<Value> {
    let parameter = any_float(vm, &args[1]).await?;
    draw(vm, args, |generator| distribution(generator, parameter)).map(Value::float)
}

async fn lognormvariate(vm: Vm, args: Args) -> PyResult<Value> {
    of_two(&vm, &args, distribution::lognormvariate).await
}

async fn expovariate(vm: Vm, args: Args) -> PyResult<Value> {
    of_one(&vm, &args, distribution::expovariate).await
}

async fn vonmisesvariate(vm: Vm, args: Args) -> PyResult<Value> {
    of_two(&vm, &args, distribution::vonmisesvariate).await
}

async fn gammavariate(vm: Vm, args: Args) -> PyResult<Value> {
    of_two(&vm, &args, distribution::gammavariate).await
}

async fn betavariate(vm: Vm, args: Args) -> PyResult<Value> {
    of_two(&vm, &args, distribution::betavariate).await
}

async fn paretovariate(vm: Vm, args: Args) -> PyResult<Value> {
    of_one(&vm, &args, distribution::paretovariate).await
}

async fn weibullvariate(vm: Vm, args: Args) -> PyResult<Value> {
    of_two(&vm, &args, distribution::weibullvariate).await
}

/// The version of the state that `getstate` gives, as in CPython.
const STATE_VERSION: i64 = 3;

fn getstate(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let (words, next, gauss_next) = draw(vm, args, |generator| {
        let (words, next) = generator.words();
        Ok((words, next, generator.gauss_next))
    })?;
    let state: Vec<Value> = words.iter().chain([&next]).map(|word| Value::Int(i64::from(*word))).collect();
    Ok(Value::tuple([Value::Int(STATE_VERSION), Value::tuple(state), gauss_next.map_or(Value::None, Value::float)]))
}

fn setstate(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let Some([version, state, gauss_next]) = args[1].as_tuple() else {
        return Err(type_error("state must be what getstate() gave"));
    };
    if version.as_i64() != Some(STATE_VERSION) {
        return Err(value_error(format!("state with another version than {STATE_VERSION} passed to Random.setstate()")));
    }
    let Some(items) = state.as_tuple() else { return Err(type_error("state vector must be a tuple")) };
    let numbers = items.iter().map(|item| item.as_i64().and_then(|item| u32::try_from(item).ok())).collect::<Option<Vec<u32>>>();
    let numbers = numbers.ok_or_else(|| type_error("state vector must hold ints of 32 bits"))?;
    let Some((next, words)) = numbers.split_last() else { return Err(value_error("state vector is the wrong size")) };
    draw(vm, args, |generator| {
        generator.set_words(words, u64::from(*next))?;
        generator.gauss_next = gauss_next.as_float();
        Ok(())
    })?;
    Ok(Value::None)
}
