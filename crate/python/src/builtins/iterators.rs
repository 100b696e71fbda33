//! Builtin iterators, and those whose next item may need Python: `map`, `filter`, `zip`, `enumerate`, `reversed`, `iter(callable,
//! sentinel)`.

use super::argument::{flag, given};
use crate::code::BinaryOp;
use crate::names::names;
use crate::native::{Args, Native, asynchronous, sync};
use crate::object::{DictView, Iterator, Payload, Value};
use crate::raise::{PyResult, Unwind, stop_iteration, type_error, value_error};
use crate::types::{Types, add_methods, types};
use crate::vm::Vm;
use crate::wait;

const METHODS: &[Native] = &[sync("__iter__", "self, /", |_, args| Ok(args[0].clone())), asynchronous("__next__", "self, /", wait!(next))];

/// Adds the iterators' methods.
pub fn install(types: &Types) {
    for class in [
        &types.list_iterator,
        &types.list_reverse_iterator,
        &types.tuple_iterator,
        &types.str_iterator,
        &types.bytes_iterator,
        &types.range_iterator,
        &types.dict_key_iterator,
        &types.dict_value_iterator,
        &types.dict_item_iterator,
        &types.set_iterator,
        &types.iterator,
        &types.callable_iterator,
        &types.enumerate,
        &types.map,
        &types.filter,
        &types.zip,
        &types.reversed,
    ] {
        add_methods(class, METHODS);
    }
    add_methods(&types.enumerate, &[asynchronous("__new__", "cls, iterable, start=", wait!(new_enumerate)).fixed()]);
    add_methods(&types.map, &[asynchronous("__new__", "cls, /, *args", wait!(new_map)).fixed()]);
    add_methods(&types.filter, &[asynchronous("__new__", "cls, /, *args", wait!(new_filter)).fixed()]);
    add_methods(&types.zip, &[asynchronous("__new__", "cls, /, *args, strict=", wait!(new_zip)).fixed()]);
    add_methods(&types.reversed, &[asynchronous("__new__", "cls, sequence, /", wait!(new_reversed)).fixed()]);
}

async fn next(vm: Vm, args: Args) -> PyResult<Value> {
    vm.next(&args[0]).await?.ok_or_else(|| stop_iteration(Value::None))
}

async fn new_enumerate(vm: Vm, args: Args) -> PyResult<Value> {
    let start = match given(&args[2]) {
        Some(start) => super::argument::any_int(&vm, start).await?.into(),
        None => Value::Int(0),
    };
    let iterator = vm.iter(&args[1]).await?;
    Ok(Vm::iterator(Iterator::Enumerate(iterator, start)))
}

async fn new_map(vm: Vm, args: Args) -> PyResult<Value> {
    let [function, iterables @ ..] = args[1].as_tuple().unwrap_or(&[]) else {
        return Err(type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(type_error("map() must have at least two arguments."));
    }
    let iterators = iterators(&vm, iterables).await?;
    Ok(Vm::iterator(Iterator::Map(function.clone(), iterators)))
}

async fn iterators(vm: &Vm, iterables: &[Value]) -> PyResult<Vec<Value>> {
    let mut iterators = Vec::with_capacity(iterables.len());
    for iterable in iterables {
        iterators.push(vm.iter(iterable).await?);
    }
    Ok(iterators)
}

async fn new_filter(vm: Vm, args: Args) -> PyResult<Value> {
    match args[1].as_tuple().unwrap_or(&[]) {
        [function, iterable] => {
            let iterator = vm.iter(iterable).await?;
            Ok(Vm::iterator(Iterator::Filter(function.clone(), iterator)))
        }
        others => Err(type_error(format!("filter expected 2 arguments, got {}", others.len()))),
    }
}

async fn new_zip(vm: Vm, args: Args) -> PyResult<Value> {
    let iterators = iterators(&vm, args[2].as_tuple().unwrap_or(&[])).await?;
    Ok(Vm::iterator(Iterator::Zip(iterators, flag(&vm, &args[1], false))))
}

async fn new_reversed(vm: Vm, args: Args) -> PyResult<Value> {
    let value = &args[1];
    let Value::Object(object) = value else { return Err(not_reversible(value)) };
    if value.is_plain() {
        let state = match object.payload() {
            Payload::List(items) => Some(Iterator::ListReversed(object.clone(), items.read(Vec::len))),
            Payload::Range(range) => {
                let last = range.start.wrapping_add(range.step.wrapping_mul(range.len().saturating_sub(1) as i64));
                Some(Iterator::Range { next: last, left: range.len(), step: range.step.wrapping_neg() })
            }
            Payload::Dict(table) => Some(Iterator::Dict {
                view: DictView::Keys(object.clone()),
                index: 0,
                length: table.read(crate::object::Table::len),
                reversed: true,
            }),
            Payload::DictView(view) => match view.dict().payload() {
                Payload::Dict(table) => {
                    Some(Iterator::Dict { view: view.clone(), index: 0, length: table.read(crate::object::Table::len), reversed: true })
                }
                _ => None,
            },
            Payload::Tuple(_) | Payload::Str(_) | Payload::Bytes(_) | Payload::ByteArray(_) => {
                Some(Iterator::SequenceReversed(value.clone(), vm.len(value).await? - 1))
            }
            _ => None,
        };
        if let Some(state) = state {
            return Ok(Vm::iterator(state));
        }
    }
    match vm.special(value, &names().reversed) {
        Some(Value::None) => return Err(not_reversible(value)),
        Some(_) => {
            if let Some(result) = vm.call_special(value, &names().reversed, vec![]).await? {
                return Ok(result);
            }
        }
        None => {}
    }
    if vm.special(value, &names().getitem).is_none()
        || vm.special(value, &names().len).is_none()
        || matches!(object.payload(), Payload::Set(_) | Payload::FrozenSet(_))
    {
        return Err(not_reversible(value));
    }
    let last = vm.len(value).await? - 1;
    Ok(Vm::iterator(Iterator::SequenceReversed(value.clone(), last)))
}

fn not_reversible(value: &Value) -> Unwind {
    type_error(format!("'{}' object is not reversible", value.class_name()))
}

/// What an iterator that may need Python is about to do; taken out of its state, since no lock may be held meanwhile.
enum Plan {
    Callable(Value, Value),
    Enumerate(Value, Value),
    Filter(Value, Value),
    Map(Value, Vec<Value>),
    Sequence(Value, i64),
    SequenceReversed(Value, i64),
    Zip(Vec<Value>, bool),
}

/// The next item of an iterator that [`Vm::next_now`] cannot advance.
pub async fn advance_with_python(vm: &Vm, iterator: &Value) -> PyResult<Option<Value>> {
    let Some(Payload::Iterator(state)) = iterator.payload() else { return Ok(None) };
    let plan = state.read(|state| {
        Some(match state {
            Iterator::Callable(function, sentinel) => Plan::Callable(function.clone(), sentinel.clone()),
            Iterator::Enumerate(inner, count) => Plan::Enumerate(inner.clone(), count.clone()),
            Iterator::Filter(function, inner) => Plan::Filter(function.clone(), inner.clone()),
            Iterator::Map(function, inner) => Plan::Map(function.clone(), inner.clone()),
            Iterator::Sequence(object, index) => Plan::Sequence(object.clone(), *index),
            Iterator::SequenceReversed(object, index) => Plan::SequenceReversed(object.clone(), *index),
            Iterator::Zip(inner, strict) => Plan::Zip(inner.clone(), *strict),
            _ => return None,
        })
    });
    let Some(plan) = plan else { return Ok(None) };
    let _depth = vm.deeper("")?;
    let result = advance(vm, state, plan).await;
    match result {
        // A function that raises StopIteration ends its `map`.
        Err(error) if error.is(&types().stop_iteration) => Ok(None),
        result => result,
    }
}

async fn advance(vm: &Vm, state: &crate::object::Guarded<Iterator>, plan: Plan) -> PyResult<Option<Value>> {
    let end = || drop(state.replace(Iterator::Done));
    match plan {
        Plan::Callable(function, sentinel) => {
            let value = vm.call(&function, vec![]).await?;
            if vm.same_or_equal(&value, &sentinel).await? {
                end();
                return Ok(None);
            }
            Ok(Some(value))
        }
        Plan::Enumerate(inner, count) => {
            let Some(item) = vm.next(&inner).await? else { return Ok(None) };
            let next = vm.binary(BinaryOp::Add, &count, &Value::Int(1)).await?;
            drop(state.replace(Iterator::Enumerate(inner, next)));
            Ok(Some(Value::tuple([count, item])))
        }
        Plan::Filter(function, inner) => {
            while let Some(item) = vm.next(&inner).await? {
                let verdict = if function.is_none() { item.clone() } else { vm.call(&function, vec![item.clone()]).await? };
                if vm.truth(&verdict).await? {
                    return Ok(Some(item));
                }
                vm.checkpoint(1).await?;
            }
            Ok(None)
        }
        Plan::Map(function, inner) => {
            let mut args = Vec::with_capacity(inner.len());
            for iterator in &inner {
                let Some(item) = vm.next(iterator).await? else { return Ok(None) };
                args.push(item);
            }
            vm.call(&function, args).await.map(Some)
        }
        Plan::Sequence(object, index) => {
            let item = match vm.get_item(&object, &Value::Int(index)).await {
                Err(error) if error.is(&types().index_error) || error.is(&types().stop_iteration) => {
                    end();
                    return Ok(None);
                }
                item => item?,
            };
            drop(state.replace(Iterator::Sequence(object, index + 1)));
            Ok(Some(item))
        }
        Plan::SequenceReversed(object, index) => {
            if index < 0 {
                end();
                return Ok(None);
            }
            let item = match vm.get_item(&object, &Value::Int(index)).await {
                Err(error) if error.is(&types().index_error) || error.is(&types().stop_iteration) => {
                    end();
                    return Ok(None);
                }
                item => item?,
            };
            drop(state.replace(Iterator::SequenceReversed(object, index - 1)));
            Ok(Some(item))
        }
        Plan::Zip(inner, strict) => {
            let mut items = Vec::with_capacity(inner.len());
            for (index, iterator) in inner.iter().enumerate() {
                match vm.next(iterator).await? {
                    Some(item) => items.push(item),
                    None if strict && index > 0 => return Err(uneven(index, "shorter")),
                    None if strict => {
                        for (index, iterator) in inner.iter().enumerate().skip(1) {
                            if vm.next(iterator).await?.is_some() {
                                return Err(uneven(index, "longer"));
                            }
                        }
                        return Ok(None);
                    }
                    None => return Ok(None),
                }
            }
            Ok(if items.is_empty() { None } else { Some(Value::tuple(items)) })
        }
    }
}

fn uneven(index: usize, how: &str) -> Unwind {
    let others = if index == 1 { String::from(" 1") } else { format!("s 1-{index}") };
    value_error(format!("zip() argument {} is {how} than argument{others}", index + 1))
}
