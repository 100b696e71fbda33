//! What instructions find out about builtin values without a frame, and the complaints about names.

use super::Vm;
use crate::names::names;
use crate::object::{Linked, Payload, Ref, Value};
use crate::raise::{PyResult, Unwind, name_error, type_error, unbound_local_error};
use crate::types::types;

/// Appends the items of what stands after a `*` to a list: those of a display, or the arguments for `function`.
pub(super) async fn spread(vm: &Vm, list: &Value, iterable: &Value, function: Option<&Value>) -> PyResult<Value> {
    let is_iterable = vm.iter_now(iterable).is_some()
        || vm.special(iterable, &names().iter).is_some()
        || vm.special(iterable, &names().getitem).is_some();
    if !is_iterable {
        let subject = match function {
            Some(function) => format!("{} argument", crate::builtins::dict::callee_label(vm, function).await?),
            None => String::from("Value"),
        };
        return Err(type_error(format!("{subject} after * must be an iterable, not {}", iterable.class_name())));
    }
    let more = vm.collect(iterable).await?;
    if let Some(Payload::List(items)) = list.payload() {
        items.with(|items| items.extend(more));
    }
    Ok(Value::None)
}

/// A name in a namespace.
#[inline]
pub(super) fn lookup(namespace: &Ref, name: &Value) -> Option<Value> {
    match namespace.payload() {
        Payload::Dict(table) => table.read(|table| table.get_plain(name)),
        _ => None,
    }
}

pub(super) fn store(namespace: &Ref, name: &Value, value: Value) {
    if let Payload::Dict(table) = namespace.payload() {
        let old = table.with(|table| table.set_plain(name, value));
        drop(old);
    }
}

pub(super) fn remove(namespace: &Ref, name: &Value) -> bool {
    match namespace.payload() {
        Payload::Dict(table) => table.with(|table| table.remove_plain(name)).is_some(),
        _ => false,
    }
}

pub(super) fn cell_name(code: &Linked, cell: u32) -> Value {
    code.cells[cell as usize].clone()
}

#[cold]
pub(super) fn undefined(name: &Value) -> Unwind {
    name_error(format!("name '{}' is not defined", name.as_str().unwrap_or("?"))).about(name, Value::Unbound)
}

#[cold]
pub(super) fn unbound_local(code: &Linked, slot: u32) -> Unwind {
    unbound_local_error(format!(
        "cannot access local variable '{}' where it is not associated with a value",
        code.locals[slot as usize].as_str().unwrap_or("?")
    ))
}

#[cold]
pub(super) fn unbound_cell(code: &Linked, cell: u32) -> Unwind {
    let name = cell_name(code, cell);
    let name = name.as_str().unwrap_or("?");
    if (cell as usize) < code.code.cells.len() {
        return unbound_local_error(format!("cannot access local variable '{name}' where it is not associated with a value"));
    }
    name_error(format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope"))
}

/// `object[key]` of builtin containers with simple keys.
#[inline]
pub(super) fn subscript_now(object: &Value, key: &Value) -> Option<Value> {
    let Value::Object(object) = object else { return None };
    if object.own_class().is_some() {
        return None;
    }
    match (object.payload(), key) {
        (Payload::List(items), Value::Int(index)) => items.read(|items| {
            let index = if *index < 0 { index + items.len() as i64 } else { *index };
            usize::try_from(index).ok().and_then(|index| items.get(index).cloned())
        }),
        (Payload::Tuple(items), Value::Int(index)) => {
            let index = if *index < 0 { index + items.len() as i64 } else { *index };
            usize::try_from(index).ok().and_then(|index| items.get(index).cloned())
        }
        (Payload::Dict(table), Value::Int(_)) => table.read(|table| table.get_plain(key)),
        (Payload::Dict(table), Value::Object(_)) if key.as_str().is_some() && key.is_plain() => table.read(|table| table.get_plain(key)),
        _ => None,
    }
}

#[inline]
pub(super) fn store_subscript_now(object: &Value, key: &Value, value: &Value) -> bool {
    let Value::Object(object) = object else { return false };
    if object.own_class().is_some() {
        return false;
    }
    let old = match (object.payload(), key) {
        (Payload::List(items), Value::Int(index)) => items.with(|items| {
            let index = if *index < 0 { index + items.len() as i64 } else { *index };
            usize::try_from(index).ok().and_then(|index| items.get_mut(index).map(|slot| core::mem::replace(slot, value.clone())))
        }),
        (Payload::Dict(table), key) if matches!(key, Value::Int(_)) || (key.as_str().is_some() && key.is_plain()) => {
            Some(table.with(|table| table.set_plain(key, value.clone())).unwrap_or_default())
        }
        _ => None,
    };
    old.is_some()
}

pub(super) fn contains_now(container: &Value, item: &Value) -> Option<bool> {
    let Value::Object(object) = container else { return None };
    if object.own_class().is_some() {
        return None;
    }
    let simple = matches!(item, Value::Int(_) | Value::None | Value::False | Value::True) || (item.as_str().is_some() && item.is_plain());
    match object.payload() {
        Payload::Dict(table) if simple => Some(table.read(|table| table.get_plain(item)).is_some()),
        Payload::Set(table) if simple => match crate::object::plain_hash(item) {
            crate::object::Hashed::Hash(hash) => match table.read(|table| table.find(hash, item)) {
                crate::object::Find::Found(_) => Some(true),
                crate::object::Find::Missing => Some(false),
                crate::object::Find::Ask(..) => None,
            },
            _ => None,
        },
        Payload::Str(text) => item.as_str().map(|item| text.as_str().contains(item)),
        _ => None,
    }
}

pub(super) fn exception_matches(exception: &Value, class: &Value) -> PyResult<bool> {
    let mut is_any = false;
    // A tuple within the tuple is none of the classes that may stand there.
    for class in class.as_tuple().unwrap_or(core::slice::from_ref(class)) {
        match class {
            Value::Object(object) if class.as_class().is_some() && object.is_subclass(&types().base_exception) => {
                is_any |= exception.class().is_subclass(object);
            }
            _ => return Err(type_error("catching classes that do not inherit from BaseException is not allowed")),
        }
    }
    Ok(is_any)
}

/// The items of an iterable that must be `count`.
pub(super) async fn unpack(vm: &Vm, value: &Value, count: usize) -> PyResult<Vec<Value>> {
    let iterator = match vm.iter(value).await {
        Ok(iterator) => iterator,
        Err(error) if error.is(&types().type_error) && vm.special(value, &names().iter).is_none() => {
            return Err(type_error(format!("cannot unpack non-iterable {} object", value.class_name())));
        }
        Err(error) => return Err(error),
    };
    let mut items = Vec::with_capacity(count);
    while items.len() < count {
        match vm.next(&iterator).await? {
            Some(item) => items.push(item),
            None => return Err(crate::raise::value_error(format!("not enough values to unpack (expected {count}, got {})", items.len()))),
        }
    }
    if vm.next(&iterator).await?.is_some() {
        return Err(crate::raise::value_error(format!("too many values to unpack (expected {count})")));
    }
    Ok(items)
}

pub(super) fn check_unpack(length: usize, count: usize) -> PyResult<()> {
    if length < count {
        return Err(crate::raise::value_error(format!("not enough values to unpack (expected {count}, got {length})")));
    }
    if length > count {
        return Err(crate::raise::value_error(format!("too many values to unpack (expected {count})")));
    }
    Ok(())
}
