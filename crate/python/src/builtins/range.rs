//! `range` and `slice`.

use super::sequence::{self, Selected, Span};
use crate::native::{Args, Getter, Native, asynchronous, getter, quick, sync};
use crate::object::{Iterator, Payload, Range, Ref, Value, plain_equal};
use crate::raise::{PyResult, Unwind, overflow_error, type_error, value_error};
use crate::types::{Types, add_getters, add_methods};
use crate::vm::Vm;
use crate::wait;
use num_bigint::BigInt;

const METHODS: &[Native] = &[
    asynchronous("__new__", "cls, *args", wait!(new)).fixed(),
    sync("__len__", "self, /", |_, args| {
        i64::try_from(range(&args[0])?.len()).map(Value::Int).map_err(|_| overflow_error("Python int too large to convert to C ssize_t"))
    }),
    quick("__getitem__", "self, key, /", get_now, wait!(get)),
    sync("__iter__", "self, /", |_, args| {
        let range = range(&args[0])?;
        Ok(Vm::iterator(Iterator::Range { next: range.start, left: range.len(), step: range.step }))
    }),
    sync("__reversed__", "self, /", |_, args| {
        let range = range(&args[0])?;
        let length = range.len();
        let last = range.start.wrapping_add(range.step.wrapping_mul(length as i64 - 1));
        Ok(Vm::iterator(Iterator::Range { next: last, left: length, step: range.step.wrapping_neg() }))
    }),
    asynchronous("__contains__", "self, key, /", wait!(contains)),
    asynchronous("count", "self, value, /", wait!(count)),
    asynchronous("index", "self, value, /", wait!(index)),
    sync("__eq__", "self, value, /", |_, args| {
        Ok(if matches!(args[1].payload(), Some(Payload::Range(_))) {
            Value::bool(plain_equal(&args[0], &args[1]) == Some(true))
        } else {
            Value::NotImplemented
        })
    }),
    sync("__ne__", "self, value, /", |_, args| {
        Ok(if matches!(args[1].payload(), Some(Payload::Range(_))) {
            Value::bool(plain_equal(&args[0], &args[1]) != Some(true))
        } else {
            Value::NotImplemented
        })
    }),
    sync("__repr__", "self, /", |_, args| {
        let range = range(&args[0])?;
        Ok(Value::str(if range.step == 1 {
            format!("range({}, {})", range.start, range.stop)
        } else {
            format!("range({}, {}, {})", range.start, range.stop, range.step)
        }))
    }),
];

const GETTERS: &[Getter] = &[
    getter("start", |_, value| Ok(Value::Int(range(value)?.start))),
    getter("stop", |_, value| Ok(Value::Int(range(value)?.stop))),
    getter("step", |_, value| Ok(Value::Int(range(value)?.step))),
];

const SLICE_METHODS: &[Native] = &[
    sync("__new__", "cls, *args", |_, args| {
        let parts = args[1].as_tuple().unwrap_or(&[]);
        let made = match parts {
            [] => return Err(type_error("slice expected at least 1 argument, got 0")),
            [stop] => [Value::None, stop.clone(), Value::None],
            [start, stop] => [start.clone(), stop.clone(), Value::None],
            [start, stop, step] => [start.clone(), stop.clone(), step.clone()],
            more => return Err(type_error(format!("slice expected at most 3 arguments, got {}", more.len()))),
        };
        Ok(Ref::new(Payload::Slice(Box::new(made))).into())
    })
    .fixed(),
    sync("indices", "self, length, /", |_, args| {
        let length = super::argument::int(&args[1])?.to_i64().unwrap_or(i64::MAX);
        if length < 0 {
            return Err(value_error("length should not be negative"));
        }
        let span = sequence::fit_long(slice(&args[0])?, length)?;
        Ok(Value::tuple([Value::Int(span.start), Value::Int(span.stop), Value::Int(span.step)]))
    }),
    asynchronous("__eq__", "self, value, /", wait!(slice_equal)),
    asynchronous("__repr__", "self, /", wait!(slice_repr)),
];

const SLICE_GETTERS: &[Getter] = &[
    getter("start", |_, value| Ok(slice(value)?[0].clone())),
    getter("stop", |_, value| Ok(slice(value)?[1].clone())),
    getter("step", |_, value| Ok(slice(value)?[2].clone())),
];

/// Adds the methods of `range` and `slice`.
pub fn install(types: &Types) {
    add_methods(&types.range, METHODS);
    add_getters(&types.range, GETTERS);
    add_methods(&types.slice, SLICE_METHODS);
    add_getters(&types.slice, SLICE_GETTERS);
    crate::types::add_name(&types.slice, "__hash__", Value::None);
}

fn range(value: &Value) -> PyResult<Range> {
    match value.payload() {
        Some(Payload::Range(range)) => Ok(*range),
        _ => Err(type_error(format!("descriptor requires a 'range' object but received a '{}'", value.class_name()))),
    }
}

fn slice(value: &Value) -> PyResult<&[Value; 3]> {
    match value.payload() {
        Some(Payload::Slice(parts)) => Ok(parts),
        _ => Err(type_error(format!("descriptor requires a 'slice' object but received a '{}'", value.class_name()))),
    }
}

async fn bound(vm: &Vm, value: &Value) -> PyResult<i64> {
    super::argument::any_int(vm, value).await?.to_i64().ok_or_else(beyond_64_bits)
}

async fn new(vm: Vm, args: Args) -> PyResult<Value> {
    let (start, stop, step) = match args[1].as_tuple().unwrap_or(&[]) {
        [] => return Err(type_error("range expected at least 1 argument, got 0")),
        [stop] => (0, bound(&vm, stop).await?, 1),
        [start, stop] => (bound(&vm, start).await?, bound(&vm, stop).await?, 1),
        [start, stop, step] => (bound(&vm, start).await?, bound(&vm, stop).await?, bound(&vm, step).await?),
        more => return Err(type_error(format!("range expected at most 3 arguments, got {}", more.len()))),
    };
    if step == 0 {
        return Err(value_error("range() arg 3 must not be zero"));
    }
    Ok(Ref::new(Payload::Range(Range { start, stop, step })).into())
}

fn get_now(_: &Vm, args: &[Value]) -> Option<PyResult<Value>> {
    let data = match range(&args[0]) {
        Ok(range) => range,
        Err(error) => return Some(Err(error)),
    };
    let Ok(length) = i64::try_from(data.len()) else {
        return Some(Err(overflow_error("subscripts of a range of more than 2**63 - 1 numbers are not supported")));
    };
    Some(sequence::select_long("range", &args[1], length, "object ")?.and_then(|selected| match selected {
        Selected::Item(place) => Ok(Value::Int(data.start.wrapping_add(data.step.wrapping_mul(place)))),
        Selected::Slice(span) => sliced(data, span),
    }))
}

fn sliced(data: Range, span: Span) -> PyResult<Value> {
    let at = |place: i64| i64::try_from(i128::from(data.start) + i128::from(data.step) * i128::from(place));
    let made = (|| Some(Range { start: at(span.start).ok()?, stop: at(span.stop).ok()?, step: data.step.checked_mul(span.step)? }))();
    made.map(|range| Ref::new(Payload::Range(range)).into()).ok_or_else(beyond_64_bits)
}

#[cold]
fn beyond_64_bits() -> Unwind {
    overflow_error("range() bounds beyond 64 bits are not supported")
}

async fn get(vm: Vm, args: Args) -> PyResult<Value> {
    let key = sequence::plain_key(&vm, &args[1]).await?;
    get_now(&vm, &[args[0].clone(), key]).unwrap_or(Ok(Value::None))
}

/// The position of an equal number, if there is one.
async fn place_of(vm: &Vm, value: &Value, wanted: &Value) -> PyResult<Option<u64>> {
    let data = range(value)?;
    if let Some(number) = wanted.as_i64() {
        let distance = i128::from(number) - i128::from(data.start);
        let place = distance / i128::from(data.step);
        return Ok((distance % i128::from(data.step) == 0 && (0..i128::from(data.len())).contains(&place)).then_some(place as u64));
    }
    let iterator = vm.iter(value).await?;
    let mut place = 0;
    while let Some(item) = vm.next(&iterator).await? {
        if vm.same_or_equal(&item, wanted).await? {
            return Ok(Some(place));
        }
        place += 1;
        vm.checkpoint(1).await?;
    }
    Ok(None)
}

async fn contains(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::bool(place_of(&vm, &args[0], &args[1]).await?.is_some()))
}

async fn count(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::Int(i64::from(place_of(&vm, &args[0], &args[1]).await?.is_some())))
}

async fn index(vm: Vm, args: Args) -> PyResult<Value> {
    match place_of(&vm, &args[0], &args[1]).await? {
        Some(place) => Ok(BigInt::from(place).into()),
        None if args[1].as_int().is_some() => Err(value_error(format!("{} is not in range", vm.repr(&args[1]).await?))),
        None => Err(value_error("sequence.index(x): x not in sequence")),
    }
}

async fn slice_equal(vm: Vm, args: Args) -> PyResult<Value> {
    let Some(Payload::Slice(other)) = args[1].payload() else { return Ok(Value::NotImplemented) };
    for (a, b) in slice(&args[0])?.iter().zip(other.iter()) {
        if !vm.same_or_equal(a, b).await? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

async fn slice_repr(vm: Vm, args: Args) -> PyResult<Value> {
    let [start, stop, step] = slice(&args[0])?;
    Ok(Value::str(format!("slice({}, {}, {})", vm.repr(start).await?, vm.repr(stop).await?, vm.repr(step).await?)))
}
