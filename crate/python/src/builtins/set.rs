//! `set` and `frozenset`.

use crate::native::{Args, Native, asynchronous, sync};
use crate::object::{Find, Guarded, Hashed, Iterator, Payload, Ref, SetTable, Value, plain_hash};
use crate::raise::{PyResult, key_error, type_error};
use crate::types::{Types, add_methods, types};
use crate::vm::Vm;
use crate::wait;

/// What both kinds have.
const BOTH: &[Native] = &[
    asynchronous("union", "self, /, *others", wait!(union)),
    asynchronous("intersection", "self, /, *others", wait!(intersection)),
    asynchronous("difference", "self, /, *others", wait!(difference)),
    asynchronous("symmetric_difference", "self, other, /", wait!(symmetric_difference)),
    asynchronous("issubset", "self, other, /", wait!(is_subset)),
    asynchronous("issuperset", "self, other, /", wait!(is_superset)),
    asynchronous("isdisjoint", "self, other, /", wait!(is_disjoint)),
    sync("copy", "self, /", |_, args| {
        Ok(if matches!(args[0].payload(), Some(Payload::FrozenSet(_))) && args[0].class().is(&types().frozenset) {
            args[0].clone()
        } else {
            like(&args[0], snapshot(&args[0])?)
        })
    }),
    sync("__len__", "self, /", |_, args| Ok(snapshot_len(&args[0])?.into())),
    asynchronous("__contains__", "self, key, /", wait!(contains)),
    sync("__iter__", "self, /", |_, args| {
        let length = snapshot_len(&args[0])?;
        Ok(Vm::iterator(args[0].object().map_or(Iterator::Done, |object| Iterator::Set(object.clone(), 0, length))))
    }),
    asynchronous("__repr__", "self, /", wait!(repr)),
    asynchronous("__or__", "self, value, /", |vm, args| operator(vm, args, false, Operation::Union)),
    asynchronous("__and__", "self, value, /", |vm, args| operator(vm, args, false, Operation::Intersection)),
    asynchronous("__sub__", "self, value, /", |vm, args| operator(vm, args, false, Operation::Difference)),
    asynchronous("__xor__", "self, value, /", |vm, args| operator(vm, args, false, Operation::SymmetricDifference)),
    asynchronous("__ror__", "self, value, /", |vm, args| operator(vm, args, true, Operation::Union)),
    asynchronous("__rand__", "self, value, /", |vm, args| operator(vm, args, true, Operation::Intersection)),
    asynchronous("__rsub__", "self, value, /", |vm, args| operator(vm, args, true, Operation::Difference)),
    asynchronous("__rxor__", "self, value, /", |vm, args| operator(vm, args, true, Operation::SymmetricDifference)),
    asynchronous("__eq__", "self, value, /", |vm, args| compare(vm, args, Relation::Equal)),
    asynchronous("__ne__", "self, value, /", |vm, args| compare(vm, args, Relation::NotEqual)),
    asynchronous("__le__", "self, value, /", |vm, args| compare(vm, args, Relation::Subset)),
    asynchronous("__lt__", "self, value, /", |vm, args| compare(vm, args, Relation::ProperSubset)),
    asynchronous("__ge__", "self, value, /", |vm, args| compare(vm, args, Relation::Superset)),
    asynchronous("__gt__", "self, value, /", |vm, args| compare(vm, args, Relation::ProperSuperset)),
];

/// What only `set` has.
const MUTABLE: &[Native] = &[
    sync("__new__", "cls, /, *args, **kwargs", |_, args| Ok(of_class(&args[0], SetTable::default()))).fixed(),
    asynchronous("__init__", "self, iterable=, /", wait!(init)),
    asynchronous("add", "self, item, /", wait!(add)),
    asynchronous("remove", "self, item, /", wait!(remove)),
    asynchronous("discard", "self, item, /", wait!(discard)),
    sync("pop", "self, /", |_, args| {
        let taken =
            set(&args[0])?.with(|table| (0..table.slot_count()).find(|slot| table.slot(*slot).is_some()).map(|slot| table.remove_at(slot)));
        taken.ok_or_else(|| key_error(Value::str("pop from an empty set")))
    }),
    sync("clear", "self, /", |_, args| {
        replace(&args[0], SetTable::default())?;
        Ok(Value::None)
    }),
    asynchronous("update", "self, /, *others", wait!(update)),
    asynchronous("intersection_update", "self, /, *others", wait!(intersection_update)),
    asynchronous("difference_update", "self, /, *others", wait!(difference_update)),
    asynchronous("symmetric_difference_update", "self, other, /", wait!(symmetric_difference_update)),
    asynchronous("__ior__", "self, value, /", |vm, args| in_place(vm, args, Operation::Union)),
    asynchronous("__iand__", "self, value, /", |vm, args| in_place(vm, args, Operation::Intersection)),
    asynchronous("__isub__", "self, value, /", |vm, args| in_place(vm, args, Operation::Difference)),
    asynchronous("__ixor__", "self, value, /", |vm, args| in_place(vm, args, Operation::SymmetricDifference)),
];

/// Adds the methods of both.
pub fn install(types: &Types) {
    for class in [&types.set, &types.frozenset] {
        add_methods(class, BOTH);
    }
    add_methods(&types.set, MUTABLE);
    crate::types::add_name(&types.set, "__hash__", Value::None);
    add_methods(
        &types.frozenset,
        &[
            asynchronous("__new__", "cls, iterable=, /", wait!(new_frozen)).fixed(),
            sync("__hash__", "self, /", |_, args| match args[0].payload() {
                Some(Payload::FrozenSet(table)) => Ok(Value::Int(table.frozen_hash())),
                _ => Err(type_error(format!("unhashable type: '{}'", args[0].class_name()))),
            }),
        ],
    );
}

#[derive(Clone, Copy)]
enum Operation {
    Union,
    Intersection,
    Difference,
    SymmetricDifference,
}

#[derive(Clone, Copy)]
enum Relation {
    Equal,
    NotEqual,
    Subset,
    ProperSubset,
    Superset,
    ProperSuperset,
}

fn set(value: &Value) -> PyResult<&Guarded<SetTable>> {
    match value.payload() {
        Some(Payload::Set(table)) => Ok(table),
        _ => Err(type_error(format!("descriptor requires a 'set' object but received a '{}'", value.class_name()))),
    }
}

/// A copy of the table; its memory is counted anew.
fn copied(table: &SetTable) -> SetTable {
    let mut copy = SetTable::default();
    for (hash, item) in table.items() {
        copy.push(hash, item.clone());
    }
    copy
}

/// The items of a set or frozenset, as a table of their own.
fn table_of(value: &Value) -> Option<SetTable> {
    match value.payload()? {
        Payload::Set(table) => Some(table.read(copied)),
        Payload::FrozenSet(table) => Some(copied(table)),
        _ => None,
    }
}

fn snapshot(value: &Value) -> PyResult<SetTable> {
    table_of(value).ok_or_else(|| type_error(format!("descriptor requires a 'set' object but received a '{}'", value.class_name())))
}

fn snapshot_len(value: &Value) -> PyResult<usize> {
    match value.payload() {
        Some(Payload::Set(table)) => Ok(table.read(crate::object::SetTable::len)),
        Some(Payload::FrozenSet(table)) => Ok(table.len()),
        _ => Err(type_error(format!("descriptor requires a 'set' object but received a '{}'", value.class_name()))),
    }
}

fn items(table: &Guarded<SetTable>) -> Vec<Value> {
    table.read(|table| table.items().map(|(_, item)| item.clone()).collect())
}

/// A new `set`, or instance of a class that inherits from it.
fn of_class(class: &Value, table: SetTable) -> Value {
    match class.object() {
        Some(class) if !class.is(&types().set) => Ref::with_class(class.clone(), Payload::Set(Guarded::new(table))).into(),
        _ => Value::set(table),
    }
}

/// A new set or frozenset, as `model` is one.
fn like(model: &Value, table: SetTable) -> Value {
    match model.payload() {
        Some(Payload::FrozenSet(_)) => Ref::new(Payload::FrozenSet(Box::new(table))).into(),
        _ => Value::set(table),
    }
}

fn replace(value: &Value, table: SetTable) -> PyResult<()> {
    drop(set(value)?.replace(table));
    Ok(())
}

/// The items of any iterable, as a table.
async fn gather(vm: &Vm, iterable: &Value) -> PyResult<Guarded<SetTable>> {
    if let Some(table) = table_of(iterable) {
        vm.checkpoint(table.len()).await?;
        return Ok(Guarded::new(table));
    }
    let table = Guarded::new(SetTable::default());
    add_all(vm, &table, iterable).await?;
    Ok(table)
}

async fn add_all(vm: &Vm, table: &Guarded<SetTable>, iterable: &Value) -> PyResult<()> {
    let iterator = vm.iter(iterable).await?;
    while let Some(item) = vm.next(&iterator).await? {
        vm.set_add(table, item).await?;
        vm.checkpoint(1).await?;
    }
    Ok(())
}

/// Combines a table with an iterable.
async fn combine(vm: &Vm, table: SetTable, other: &Value, operation: Operation) -> PyResult<SetTable> {
    let table = Guarded::new(table);
    match operation {
        Operation::Union => add_all(vm, &table, other).await?,
        Operation::Intersection => {
            let other = gather(vm, other).await?;
            for item in items(&table) {
                if !vm.set_contains(&other, &item).await? {
                    vm.set_remove(&table, &item).await?;
                }
            }
            return Ok(table.read(copied));
        }
        Operation::Difference => {
            let other = gather(vm, other).await?;
            for item in items(&other) {
                vm.set_remove(&table, &item).await?;
            }
        }
        Operation::SymmetricDifference => {
            let other = gather(vm, other).await?;
            for item in items(&other) {
                if !vm.set_remove(&table, &item).await? {
                    vm.set_add(&table, item).await?;
                }
            }
        }
    }
    Ok(table.replace(SetTable::default()))
}

async fn combine_all(vm: &Vm, args: &Args, operation: Operation) -> PyResult<SetTable> {
    let mut table = snapshot(&args[0])?;
    for other in args[1].as_tuple().unwrap_or(&[]) {
        table = combine(vm, table, other, operation).await?;
    }
    Ok(table)
}

async fn union(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(like(&args[0], combine_all(&vm, &args, Operation::Union).await?))
}

async fn intersection(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(like(&args[0], combine_all(&vm, &args, Operation::Intersection).await?))
}

async fn difference(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(like(&args[0], combine_all(&vm, &args, Operation::Difference).await?))
}

async fn symmetric_difference(vm: Vm, args: Args) -> PyResult<Value> {
    let table = snapshot(&args[0])?;
    Ok(like(&args[0], combine(&vm, table, &args[1], Operation::SymmetricDifference).await?))
}

async fn init(vm: Vm, args: Args) -> PyResult<Value> {
    replace(&args[0], SetTable::default())?;
    if !args[1].is_unbound() {
        add_all(&vm, set(&args[0])?, &args[1]).await?;
    }
    Ok(Value::None)
}

async fn new_frozen(vm: Vm, args: Args) -> PyResult<Value> {
    let is_exact = args[0].object().is_some_and(|class| class.is(&types().frozenset));
    if is_exact && args[1].class().is(&types().frozenset) {
        return Ok(args[1].clone());
    }
    let table = if args[1].is_unbound() { SetTable::default() } else { gather(&vm, &args[1]).await?.replace(SetTable::default()) };
    let payload = Payload::FrozenSet(Box::new(table));
    Ok(match args[0].object() {
        Some(class) if !is_exact => Ref::with_class(class.clone(), payload).into(),
        _ => Ref::new(payload).into(),
    })
}

async fn add(vm: Vm, args: Args) -> PyResult<Value> {
    vm.set_add(set(&args[0])?, args[1].clone()).await?;
    Ok(Value::None)
}

/// A set as a key of another means a frozenset with its items.
fn as_key(item: &Value) -> Value {
    match item.payload() {
        Some(Payload::Set(table)) => Ref::new(Payload::FrozenSet(Box::new(table.read(copied)))).into(),
        _ => item.clone(),
    }
}

async fn remove(vm: Vm, args: Args) -> PyResult<Value> {
    if vm.set_remove(set(&args[0])?, &as_key(&args[1])).await? { Ok(Value::None) } else { Err(key_error(args[1].clone())) }
}

async fn discard(vm: Vm, args: Args) -> PyResult<Value> {
    vm.set_remove(set(&args[0])?, &as_key(&args[1])).await?;
    Ok(Value::None)
}

async fn contains(vm: Vm, args: Args) -> PyResult<Value> {
    let key = as_key(&args[1]);
    match args[0].payload() {
        Some(Payload::Set(table)) => Ok(Value::bool(vm.set_contains(table, &key).await?)),
        Some(Payload::FrozenSet(table)) => {
            let known = match plain_hash(&key) {
                Hashed::Hash(hash) => match table.find(hash, &key) {
                    Find::Found(_) => Some(true),
                    Find::Missing => Some(false),
                    Find::Ask(..) => None,
                },
                _ => None,
            };
            match known {
                Some(known) => Ok(Value::bool(known)),
                None => Ok(Value::bool(vm.set_contains(&Guarded::new(copied(table)), &key).await?)),
            }
        }
        _ => Err(type_error(format!("descriptor requires a 'set' object but received a '{}'", args[0].class_name()))),
    }
}

async fn repr(vm: Vm, args: Args) -> PyResult<Value> {
    let table = snapshot(&args[0])?;
    let name = args[0].class_name();
    if table.is_empty() {
        return Ok(Value::str(format!("{name}()")));
    }
    let Some(_visit) = vm.visit(&args[0]) else { return Ok(Value::str(format!("{name}(...)"))) };
    let _depth = vm.deeper(" while getting the repr of an object")?;
    let mut parts = Vec::with_capacity(table.len());
    for (_, item) in table.items() {
        parts.push(vm.repr(item).await?);
    }
    let inner = format!("{{{}}}", parts.join(", "));
    Ok(Value::str(if args[0].class().is(&types().set) { inner } else { format!("{name}({inner})") }))
}

fn operator(vm: Vm, args: Args, is_reflected: bool, operation: Operation) -> crate::native::Wait {
    Box::pin(async move {
        let (left, right) = if is_reflected { (&args[1], &args[0]) } else { (&args[0], &args[1]) };
        let (Some(table), Some(_)) = (table_of(left), table_of(right)) else { return Ok(Value::NotImplemented) };
        Ok(like(left, combine(&vm, table, right, operation).await?))
    })
}

fn in_place(vm: Vm, args: Args, operation: Operation) -> crate::native::Wait {
    Box::pin(async move {
        if table_of(&args[1]).is_none() {
            return Ok(Value::NotImplemented);
        }
        let table = combine(&vm, snapshot(&args[0])?, &args[1], operation).await?;
        replace(&args[0], table)?;
        Ok(args[0].clone())
    })
}

async fn update(vm: Vm, args: Args) -> PyResult<Value> {
    for other in args[1].as_tuple().unwrap_or(&[]).to_vec() {
        // A set that is updated with itself must not change while it is walked.
        let other = if other.is(&args[0]) { Value::set(snapshot(&other)?) } else { other };
        add_all(&vm, set(&args[0])?, &other).await?;
    }
    Ok(Value::None)
}

async fn intersection_update(vm: Vm, args: Args) -> PyResult<Value> {
    let table = combine_all(&vm, &args, Operation::Intersection).await?;
    replace(&args[0], table)?;
    Ok(Value::None)
}

async fn difference_update(vm: Vm, args: Args) -> PyResult<Value> {
    let table = combine_all(&vm, &args, Operation::Difference).await?;
    replace(&args[0], table)?;
    Ok(Value::None)
}

async fn symmetric_difference_update(vm: Vm, args: Args) -> PyResult<Value> {
    let table = combine(&vm, snapshot(&args[0])?, &args[1], Operation::SymmetricDifference).await?;
    replace(&args[0], table)?;
    Ok(Value::None)
}

/// Whether every item of `small` is in `large`.
async fn is_within(vm: &Vm, small: SetTable, large: SetTable) -> PyResult<bool> {
    if small.len() > large.len() {
        return Ok(false);
    }
    let large = Guarded::new(large);
    for (_, item) in small.items() {
        if !vm.set_contains(&large, item).await? {
            return Ok(false);
        }
        vm.checkpoint(1).await?;
    }
    Ok(true)
}

async fn is_subset(vm: Vm, args: Args) -> PyResult<Value> {
    let other = gather(&vm, &args[1]).await?.replace(SetTable::default());
    Ok(Value::bool(is_within(&vm, snapshot(&args[0])?, other).await?))
}

async fn is_superset(vm: Vm, args: Args) -> PyResult<Value> {
    let other = gather(&vm, &args[1]).await?.replace(SetTable::default());
    Ok(Value::bool(is_within(&vm, other, snapshot(&args[0])?).await?))
}

async fn is_disjoint(vm: Vm, args: Args) -> PyResult<Value> {
    let own = Guarded::new(snapshot(&args[0])?);
    let other = gather(&vm, &args[1]).await?;
    for item in items(&other) {
        if vm.set_contains(&own, &item).await? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

fn compare(vm: Vm, args: Args, relation: Relation) -> crate::native::Wait {
    Box::pin(async move {
        let (Some(a), Some(b)) = (table_of(&args[0]), table_of(&args[1])) else { return Ok(Value::NotImplemented) };
        let _depth = vm.deeper(" in comparison")?;
        let same_size = a.len() == b.len();
        Ok(Value::bool(match relation {
            Relation::Equal => same_size && is_within(&vm, a, b).await?,
            Relation::NotEqual => !(same_size && is_within(&vm, a, b).await?),
            Relation::Subset => is_within(&vm, a, b).await?,
            Relation::ProperSubset => !same_size && is_within(&vm, a, b).await?,
            Relation::Superset => is_within(&vm, b, a).await?,
            Relation::ProperSuperset => !same_size && is_within(&vm, b, a).await?,
        }))
    })
}
