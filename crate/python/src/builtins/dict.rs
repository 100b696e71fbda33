//! `dict`, its views, and `mappingproxy`.

use crate::names::names;
use crate::native::{Args, Native, Wait, asynchronous, quick, sync};
use crate::object::{DictView, Guarded, Hashed, Iterator, Payload, Ref, SetTable, Table, Value, plain_hash};
use crate::raise::{PyResult, key_error, type_error, value_error};
use crate::types::{Types, add_methods, add_name, types};
use crate::vm::Vm;
use crate::wait;

const METHODS: &[Native] = &[
    sync("__new__", "cls, *args, **kwargs", |_, args| Ok(new(&args[0], Table::default()))).fixed(),
    asynchronous("__init__", "self, *args, **kwargs", wait!(init)),
    asynchronous("update", "self, *args, **kwargs", wait!(update)),
    quick("__getitem__", "self, key, /", get_item_now, wait!(get_item)),
    quick("__setitem__", "self, key, value, /", set_item_now, wait!(set_item)),
    asynchronous("__delitem__", "self, key, /", wait!(delete_item)),
    quick("__contains__", "self, key, /", contains_now, wait!(contains)),
    quick("get", "self, key, default=, /", get_now, wait!(get)),
    asynchronous("setdefault", "self, key, default=, /", wait!(setdefault)),
    asynchronous("pop", "self, key, default=, /", wait!(pop)),
    sync("popitem", "self, /", |_, args| {
        let table = dict(&args[0])?;
        let last = table.with(|table| {
            let position = table.entries().iter().rposition(|entry| !entry.key.is_unbound())?;
            Some(table.remove_at(position))
        });
        last.map(|(key, value)| Value::tuple([key, value])).ok_or_else(|| key_error(Value::str("popitem(): dictionary is empty")))
    }),
    sync("clear", "self, /", |_, args| {
        drop(dict(&args[0])?.with(Table::clear));
        Ok(Value::None)
    }),
    sync("copy", "self, /", |_, args| Ok(copied(&args[0]))),
    sync("__copy__", "self, /", |_, args| Ok(copied(&args[0]))),
    sync("keys", "self, /", |_, args| Ok(view(&args[0], DictView::Keys))),
    sync("values", "self, /", |_, args| Ok(view(&args[0], DictView::Values))),
    sync("items", "self, /", |_, args| Ok(view(&args[0], DictView::Items))),
    asynchronous("fromkeys", "cls, iterable, value=, /", wait!(fromkeys)).of_class(),
    sync("__len__", "self, /", |_, args| Ok(dict(&args[0])?.read(Table::len).into())),
    sync("__iter__", "self, /", |_, args| Ok(iterator(args[0].object().cloned().map(DictView::Keys), false))),
    sync("__reversed__", "self, /", |_, args| Ok(iterator(args[0].object().cloned().map(DictView::Keys), true))),
    asynchronous("__eq__", "self, value, /", wait!(equal)),
    asynchronous("__ne__", "self, value, /", wait!(not_equal)),
    asynchronous("__or__", "self, value, /", wait!(union)),
    asynchronous("__ror__", "self, value, /", wait!(reflected_union)),
    asynchronous("__ior__", "self, value, /", wait!(inplace_union)),
    asynchronous("__repr__", "self, /", wait!(repr)),
];

const VIEW_METHODS: &[Native] = &[
    sync("__len__", "self, /", |_, args| Ok(table_of(&args[0])?.read(Table::len).into())),
    sync("__iter__", "self, /", |_, args| Ok(iterator(view_of(&args[0]).cloned(), false))),
    sync("__reversed__", "self, /", |_, args| Ok(iterator(view_of(&args[0]).cloned(), true))),
    asynchronous("__repr__", "self, /", wait!(view_repr)),
];

const SET_VIEW_METHODS: &[Native] = &[
    asynchronous("__contains__", "self, key, /", wait!(view_contains)),
    asynchronous("__eq__", "self, value, /", wait!(view_equal)),
    asynchronous("__and__", "self, value, /", |vm, args| view_operation(vm, args, &names().and)),
    asynchronous("__or__", "self, value, /", |vm, args| view_operation(vm, args, &names().or)),
    asynchronous("__sub__", "self, value, /", |vm, args| view_operation(vm, args, &names().sub)),
    asynchronous("__xor__", "self, value, /", |vm, args| view_operation(vm, args, &names().xor)),
    asynchronous("isdisjoint", "self, other, /", wait!(view_isdisjoint)),
];

const PROXY_METHODS: &[Native] = &[
    asynchronous("__getitem__", "self, key, /", wait!(proxy_get_item)),
    asynchronous("__contains__", "self, key, /", wait!(proxy_contains)),
    sync("__len__", "self, /", |_, args| Ok(proxied(&args[0])?.read(Table::len).into())),
    sync("__iter__", "self, /", |_, args| Ok(iterator(proxy_dict(&args[0]).cloned().map(DictView::Keys), false))),
    sync("keys", "self, /", |_, args| Ok(proxy_view(&args[0], DictView::Keys))),
    sync("values", "self, /", |_, args| Ok(proxy_view(&args[0], DictView::Values))),
    sync("items", "self, /", |_, args| Ok(proxy_view(&args[0], DictView::Items))),
    asynchronous("get", "self, key, default=, /", wait!(proxy_get)),
    sync("copy", "self, /", |_, args| Ok(proxy_dict(&args[0]).map_or(Value::None, |dict| copied(&dict.clone().into())))),
    asynchronous("__repr__", "self, /", wait!(proxy_repr)),
];

/// Adds the methods of `dict`, its views and `mappingproxy`.
pub fn install(types: &Types) {
    add_methods(&types.dict, METHODS);
    add_name(&types.dict, "__hash__", Value::None);
    for class in [&types.dict_keys, &types.dict_values, &types.dict_items] {
        add_methods(class, VIEW_METHODS);
    }
    for class in [&types.dict_keys, &types.dict_items] {
        add_methods(class, SET_VIEW_METHODS);
        add_name(class, "__hash__", Value::None);
    }
    add_methods(&types.mapping_proxy, PROXY_METHODS);
}

fn dict(value: &Value) -> PyResult<&Guarded<Table>> {
    match value.payload() {
        Some(Payload::Dict(table)) => Ok(table),
        _ => Err(type_error(format!("descriptor requires a 'dict' object but received a '{}'", value.class_name()))),
    }
}

/// A dict of a class that is `dict` or inherits from it.
fn new(class: &Value, table: Table) -> Value {
    match class.object() {
        Some(class) if !class.is(&types().dict) => Ref::with_class(class.clone(), Payload::Dict(Guarded::new(table))).into(),
        _ => Value::dict(table),
    }
}

/// A plain dict with the same items; `None` for what is no dict.
pub fn copied(value: &Value) -> Value {
    match value.payload() {
        Some(Payload::Dict(table)) => Value::dict(copied_table(table)),
        _ => Value::None,
    }
}

/// A table with the same items, whose memory is counted: a clone's is not.
pub fn copied_table(table: &Guarded<Table>) -> Table {
    let entries = table.read(|table| table.entries().to_vec());
    let mut fresh = Table::default();
    for entry in entries.into_iter().filter(|entry| !entry.key.is_unbound()) {
        fresh.push(entry.hash, entry.key, entry.value);
    }
    fresh
}

fn view(value: &Value, make: fn(Ref) -> DictView) -> Value {
    value.object().map_or(Value::None, |object| Ref::new(Payload::DictView(make(object.clone()))).into())
}

fn iterator(view: Option<DictView>, reversed: bool) -> Value {
    let Some(view) = view else { return Vm::iterator(Iterator::Done) };
    let length = match view.dict().payload() {
        Payload::Dict(table) => table.read(Table::len),
        _ => 0,
    };
    Vm::iterator(Iterator::Dict { view, index: 0, length, reversed })
}

async fn init(vm: Vm, args: Args) -> PyResult<Value> {
    fill(&vm, &args, "dict").await
}

async fn update(vm: Vm, args: Args) -> PyResult<Value> {
    fill(&vm, &args, "update").await
}

async fn fill(vm: &Vm, args: &Args, name: &str) -> PyResult<Value> {
    let table = dict(&args[0])?;
    let given = args[1].as_tuple().unwrap_or(&[]);
    if given.len() > 1 {
        return Err(type_error(format!("{name} expected at most 1 argument, got {}", given.len())));
    }
    if let Some(source) = given.first() {
        let is_mapping = matches!(source.payload(), Some(Payload::Dict(_))) || vm.try_attr(source, &names().keys).await?.is_some();
        if is_mapping {
            update_from_mapping(vm, &args[0], source).await?;
        } else {
            for (index, pair) in vm.collect(source).await?.into_iter().enumerate() {
                let parts = match vm.collect(&pair).await {
                    Err(error) if error.is(&types().type_error) => {
                        return Err(type_error(format!("cannot convert dictionary update sequence element #{index} to a sequence")));
                    }
                    other => other?,
                };
                let [key, value] = parts.as_slice() else {
                    return Err(value_error(format!(
                        "dictionary update sequence element #{index} has length {}; 2 is required",
                        parts.len()
                    )));
                };
                drop(vm.dict_set(table, key.clone(), value.clone()).await?);
            }
        }
    }
    for (key, value) in args[2].object().map(Vm::dict_items).unwrap_or_default() {
        drop(vm.dict_set(table, key, value).await?);
    }
    Ok(Value::None)
}

/// What looking a key up gave without Python.
enum Known {
    Value(Value),
    Missing,
    AskPython,
}

fn find_now(value: &Value, key: &Value) -> Known {
    let Some(Payload::Dict(table)) = value.payload() else { return Known::AskPython };
    let Hashed::Hash(hash) = plain_hash(key) else { return Known::AskPython };
    table.read(|table| match table.find(hash, key) {
        crate::object::Find::Found(position) => Known::Value(table.value_at(position).clone()),
        crate::object::Find::Missing => Known::Missing,
        crate::object::Find::Ask(..) => Known::AskPython,
    })
}

fn get_item_now(_: &Vm, args: &[Value]) -> Option<PyResult<Value>> {
    match find_now(&args[0], &args[1]) {
        Known::Value(value) => Some(Ok(value)),
        Known::Missing | Known::AskPython => None,
    }
}

async fn get_item(vm: Vm, args: Args) -> PyResult<Value> {
    if let Some(value) = vm.dict_get(dict(&args[0])?, &args[1]).await? {
        return Ok(value);
    }
    if args[0].object().is_some_and(|object| object.own_class().is_some())
        && let Some(value) = vm.call_special(&args[0], &names().missing, vec![args[1].clone()]).await?
    {
        return Ok(value);
    }
    Err(key_error(args[1].clone()))
}

fn set_item_now(_: &Vm, args: &[Value]) -> Option<PyResult<Value>> {
    let Some(Payload::Dict(table)) = args[0].payload() else { return None };
    let Hashed::Hash(hash) = plain_hash(&args[1]) else { return None };
    let old = table.with(|table| match table.find(hash, &args[1]) {
        crate::object::Find::Found(position) => Some(table.replace_at(position, args[2].clone())),
        crate::object::Find::Missing => {
            table.push(hash, args[1].clone(), args[2].clone());
            Some(Value::Unbound)
        }
        crate::object::Find::Ask(..) => None,
    });
    old.map(|_| Ok(Value::None))
}

async fn set_item(vm: Vm, args: Args) -> PyResult<Value> {
    drop(vm.dict_set(dict(&args[0])?, args[1].clone(), args[2].clone()).await?);
    Ok(Value::None)
}

async fn delete_item(vm: Vm, args: Args) -> PyResult<Value> {
    match vm.dict_remove(dict(&args[0])?, &args[1]).await? {
        Some(_) => Ok(Value::None),
        None => Err(key_error(args[1].clone())),
    }
}

fn contains_now(_: &Vm, args: &[Value]) -> Option<PyResult<Value>> {
    match find_now(&args[0], &args[1]) {
        Known::Value(_) => Some(Ok(Value::bool(true))),
        Known::Missing => Some(Ok(Value::bool(false))),
        Known::AskPython => None,
    }
}

async fn contains(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::bool(vm.dict_get(dict(&args[0])?, &args[1]).await?.is_some()))
}

fn or_none(value: &Value) -> Value {
    if value.is_unbound() { Value::None } else { value.clone() }
}

fn get_now(_: &Vm, args: &[Value]) -> Option<PyResult<Value>> {
    match find_now(&args[0], &args[1]) {
        Known::Value(value) => Some(Ok(value)),
        Known::Missing => Some(Ok(or_none(&args[2]))),
        Known::AskPython => None,
    }
}

async fn get(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(vm.dict_get(dict(&args[0])?, &args[1]).await?.unwrap_or_else(|| or_none(&args[2])))
}

async fn setdefault(vm: Vm, args: Args) -> PyResult<Value> {
    let table = dict(&args[0])?;
    if let Some(known) = vm.dict_get(table, &args[1]).await? {
        return Ok(known);
    }
    let value = or_none(&args[2]);
    drop(vm.dict_set(table, args[1].clone(), value.clone()).await?);
    Ok(value)
}

async fn pop(vm: Vm, args: Args) -> PyResult<Value> {
    match vm.dict_remove(dict(&args[0])?, &args[1]).await? {
        Some(value) => Ok(value),
        None if args[2].is_unbound() => Err(key_error(args[1].clone())),
        None => Ok(args[2].clone()),
    }
}

async fn fromkeys(vm: Vm, args: Args) -> PyResult<Value> {
    let made = vm.call(&args[0], vec![]).await?;
    let value = or_none(&args[2]);
    for key in vm.collect(&args[1]).await? {
        match made.payload() {
            Some(Payload::Dict(table)) if made.is_plain() => drop(vm.dict_set(table, key, value.clone()).await?),
            _ => vm.set_item(&made, &key, value.clone()).await?,
        }
    }
    Ok(made)
}

async fn is_equal(vm: &Vm, a: &Value, b: &Value) -> PyResult<Option<bool>> {
    let (Some(Payload::Dict(left)), Some(Payload::Dict(right))) = (a.payload(), b.payload()) else { return Ok(None) };
    if a.is(b) {
        return Ok(Some(true));
    }
    if left.read(Table::len) != right.read(crate::object::Table::len) {
        return Ok(Some(false));
    }
    for (index, (key, value)) in a.object().map(Vm::dict_items).unwrap_or_default().into_iter().enumerate() {
        if index % 64 == 63 {
            vm.checkpoint(64).await?;
        }
        match vm.dict_get(right, &key).await? {
            Some(other) if vm.same_or_equal(&value, &other).await? => {}
            _ => return Ok(Some(false)),
        }
    }
    Ok(Some(true))
}

async fn equal(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(is_equal(&vm, &args[0], &args[1]).await?.map_or(Value::NotImplemented, Value::bool))
}

async fn not_equal(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(is_equal(&vm, &args[0], &args[1]).await?.map_or(Value::NotImplemented, |equal| Value::bool(!equal)))
}

async fn union(vm: Vm, args: Args) -> PyResult<Value> {
    if !matches!(args[1].payload(), Some(Payload::Dict(_))) {
        return Ok(Value::NotImplemented);
    }
    let made = copied(&args[0]);
    update_from_mapping(&vm, &made, &args[1]).await?;
    Ok(made)
}

async fn reflected_union(vm: Vm, args: Args) -> PyResult<Value> {
    union(vm, vec![args[1].clone(), args[0].clone()]).await
}

async fn inplace_union(vm: Vm, args: Args) -> PyResult<Value> {
    let receiver = args[0].clone();
    fill(&vm, &vec![args[0].clone(), Value::tuple([args[1].clone()]), Value::Unbound], "update").await?;
    Ok(receiver)
}

async fn repr(vm: Vm, args: Args) -> PyResult<Value> {
    let Some(_visit) = vm.visit(&args[0]) else { return Ok(Value::str("{...}")) };
    let _depth = vm.deeper(" while getting the repr of an object")?;
    let mut text = String::from("{");
    for (index, (key, value)) in args[0].object().map(Vm::dict_items).unwrap_or_default().into_iter().enumerate() {
        if index > 0 {
            text.push_str(", ");
        }
        text.push_str(&vm.repr(&key).await?);
        text.push_str(": ");
        text.push_str(&vm.repr(&value).await?);
        if index % 64 == 63 {
            vm.checkpoint(64).await?;
        }
    }
    text.push('}');
    Ok(Value::str(text))
}

fn view_of(value: &Value) -> Option<&DictView> {
    match value.payload() {
        Some(Payload::DictView(view)) => Some(view),
        _ => None,
    }
}

fn table_of(value: &Value) -> PyResult<&Guarded<Table>> {
    match view_of(value).map(|view| view.dict().payload()) {
        Some(Payload::Dict(table)) => Ok(table),
        _ => Err(type_error("not a view of a dict")),
    }
}

async fn view_repr(vm: Vm, args: Args) -> PyResult<Value> {
    let Some(_visit) = vm.visit(&args[0]) else { return Ok(Value::str("...")) };
    let items = vm.collect(&args[0]).await?;
    let text = super::sequence::repr(&vm, &items, "([", "])").await?;
    Ok(Value::str(format!("{}{text}", args[0].class_name())))
}

async fn view_contains(vm: Vm, args: Args) -> PyResult<Value> {
    let table = table_of(&args[0])?;
    if let Some(DictView::Items(_)) = view_of(&args[0]) {
        let Some([key, value]) = args[1].as_tuple() else { return Ok(Value::bool(false)) };
        return Ok(Value::bool(match vm.dict_get(table, key).await? {
            Some(found) => vm.same_or_equal(&found, value).await?,
            None => false,
        }));
    }
    Ok(Value::bool(vm.dict_get(table, &args[1]).await?.is_some()))
}

async fn as_set(vm: &Vm, value: &Value) -> PyResult<Value> {
    let made = Value::set(SetTable::default());
    if let Some(Payload::Set(table)) = made.payload() {
        for item in vm.collect(value).await? {
            vm.set_add(table, item).await?;
        }
    }
    Ok(made)
}

async fn view_equal(vm: Vm, args: Args) -> PyResult<Value> {
    if !matches!(args[1].payload(), Some(Payload::Set(_) | Payload::FrozenSet(_) | Payload::DictView(_))) {
        return Ok(Value::NotImplemented);
    }
    let (a, b) = (as_set(&vm, &args[0]).await?, as_set(&vm, &args[1]).await?);
    vm.equal(&a, &b).await.map(Value::bool)
}

fn view_operation(vm: Vm, args: Args, method: &'static Value) -> Wait {
    Box::pin(async move {
        let (a, b) = (as_set(&vm, &args[0]).await?, as_set(&vm, &args[1]).await?);
        vm.call_method(&a, method, vec![b]).await
    })
}

async fn view_isdisjoint(vm: Vm, args: Args) -> PyResult<Value> {
    for item in vm.collect(&args[1]).await? {
        if vm.contains(&args[0], &item).await? {
            return Ok(Value::bool(false));
        }
    }
    Ok(Value::bool(true))
}

fn proxy_dict(value: &Value) -> Option<&Ref> {
    match value.payload() {
        Some(Payload::MappingProxy(dict)) => Some(dict),
        _ => None,
    }
}

fn proxied(value: &Value) -> PyResult<&Guarded<Table>> {
    match proxy_dict(value).map(|dict| dict.payload()) {
        Some(Payload::Dict(table)) => Ok(table),
        _ => Err(type_error("not a mappingproxy")),
    }
}

fn proxy_view(value: &Value, make: fn(Ref) -> DictView) -> Value {
    proxy_dict(value).map_or(Value::None, |dict| view(&dict.clone().into(), make))
}

async fn proxy_get_item(vm: Vm, args: Args) -> PyResult<Value> {
    vm.dict_get(proxied(&args[0])?, &args[1]).await?.ok_or_else(|| key_error(args[1].clone()))
}

async fn proxy_contains(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::bool(vm.dict_get(proxied(&args[0])?, &args[1]).await?.is_some()))
}

async fn proxy_get(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(vm.dict_get(proxied(&args[0])?, &args[1]).await?.unwrap_or_else(|| or_none(&args[2])))
}

async fn proxy_repr(vm: Vm, args: Args) -> PyResult<Value> {
    let Some(dict) = proxy_dict(&args[0]) else { return Ok(Value::str("mappingproxy()")) };
    Ok(Value::str(format!("mappingproxy({})", vm.repr(&dict.clone().into()).await?)))
}

/// `{**mapping}`: sets every item of a mapping.
pub async fn update_from_mapping(vm: &Vm, dict: &Value, mapping: &Value) -> PyResult<()> {
    let Some(Payload::Dict(table)) = dict.payload() else { return Ok(()) };
    for (key, value) in mapping_items(vm, mapping).await? {
        drop(vm.dict_set(table, key, value).await?);
    }
    Ok(())
}

/// `f(**mapping)`: as above, but keys must be new strings.
pub async fn merge_keywords(vm: &Vm, dict: &Value, mapping: &Value, function: &Value) -> PyResult<()> {
    let Some(Payload::Dict(table)) = dict.payload() else { return Ok(()) };
    let label = callee_label(vm, function).await?;
    let items = match mapping_items(vm, mapping).await {
        Err(error) if error.is(&types().type_error) => {
            return Err(type_error(format!("{label} argument after ** must be a mapping, not {}", mapping.class_name())));
        }
        other => other?,
    };
    for (key, value) in items {
        let Some(text) = key.as_str() else { return Err(type_error("keywords must be strings")) };
        let known = table.read(|table| table.get_plain(&key)).is_some();
        if known {
            return Err(type_error(format!("{label} got multiple values for keyword argument '{text}'")));
        }
        drop(vm.dict_set(table, key, value).await?);
    }
    Ok(())
}

/// What complaints about a call's arguments call the callee: `module.name()`.
pub async fn callee_label(vm: &Vm, function: &Value) -> PyResult<String> {
    Ok(match vm.try_attr(function, &names().qualname).await? {
        Some(name) => format!("{}{}()", module_prefix(vm, function).await?, name.as_str().unwrap_or("?")),
        None => vm.str(function).await?,
    })
}

async fn module_prefix(vm: &Vm, function: &Value) -> PyResult<String> {
    Ok(match vm.try_attr(function, &names().module).await? {
        Some(module) => match module.as_str() {
            Some("builtins") | None => String::new(),
            Some(module) => format!("{module}."),
        },
        None => String::new(),
    })
}

/// The items of a mapping: a dict's own, or by `keys()` and `[]`.
pub async fn mapping_items(vm: &Vm, mapping: &Value) -> PyResult<Vec<(Value, Value)>> {
    if let Value::Object(object) = mapping
        && mapping.is_plain()
        && let Payload::Dict(_) = object.payload()
    {
        return Ok(Vm::dict_items(object));
    }
    let Some(keys) = vm.try_attr(mapping, &names().keys).await? else {
        return Err(type_error(format!("'{}' object is not a mapping", mapping.class_name())));
    };
    let keys = vm.call(&keys, vec![]).await?;
    let mut items = Vec::new();
    for key in vm.collect(&keys).await? {
        let value = vm.get_item(mapping, &key).await?;
        items.push((key, value));
    }
    Ok(items)
}
