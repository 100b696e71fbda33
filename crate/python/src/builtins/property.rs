//! `property`, `staticmethod` and `classmethod`.

use crate::native::{Args, Getter, Native, asynchronous, getter, sync};
use crate::object::{Payload, Property, Ref, Value};
use crate::raise::{PyResult, attribute_error, type_error};
use crate::types::{Types, add_getters, add_methods, types};
use crate::vm::Vm;
use crate::wait;

/// Adds the methods of the three.
pub fn install(types: &Types) {
    add_methods(&types.property, PROPERTY_METHODS);
    add_getters(&types.property, PROPERTY);
    add_methods(
        &types.static_method,
        &[sync("__new__", "cls, function, /", |_, args| Ok(Ref::new(Payload::StaticMethod(args[1].clone())).into())).fixed()],
    );
    add_methods(
        &types.class_method,
        &[sync("__new__", "cls, function, /", |_, args| Ok(Ref::new(Payload::ClassMethod(args[1].clone())).into())).fixed()],
    );
    for class in [&types.static_method, &types.class_method] {
        add_getters(class, &[getter("__func__", |_, value| wrapped(value)), getter("__wrapped__", |_, value| wrapped(value))]);
    }
}

fn wrapped(value: &Value) -> PyResult<Value> {
    match value.payload() {
        Some(Payload::StaticMethod(inner) | Payload::ClassMethod(inner)) => Ok(inner.clone()),
        _ => Ok(Value::None),
    }
}

const PROPERTY_METHODS: &[Native] = &[
    sync("__new__", "cls, fget=, fset=, fdel=, doc=", |_, args| {
        let part = |index: usize| if args[index].is_unbound() { Value::None } else { args[index].clone() };
        let property = Property { get: part(1), set: part(2), delete: part(3), doc: part(4) };
        Ok(made(&args[0], property))
    })
    .fixed(),
    sync("getter", "self, fget, /", |_, args| with(&args[0], |property| property.get = args[1].clone())),
    sync("setter", "self, fset, /", |_, args| with(&args[0], |property| property.set = args[1].clone())),
    sync("deleter", "self, fdel, /", |_, args| with(&args[0], |property| property.delete = args[1].clone())),
    asynchronous("__get__", "self, instance, owner=, /", wait!(get)),
];

const PROPERTY: &[Getter] = &[
    getter("fget", |_, value| Ok(property(value)?.get.clone())),
    getter("fset", |_, value| Ok(property(value)?.set.clone())),
    getter("fdel", |_, value| Ok(property(value)?.delete.clone())),
    getter("__doc__", |_, value| {
        let property = property(value)?;
        Ok(match (&property.doc, property.get.payload()) {
            (Value::None, Some(Payload::Function(function))) => match function.state.get().doc {
                Value::Unbound => Value::None,
                doc => doc,
            },
            (doc, _) => doc.clone(),
        })
    }),
];

fn property(value: &Value) -> PyResult<&Property> {
    match value.payload() {
        Some(Payload::Property(property)) => Ok(property),
        _ => Err(type_error(format!("descriptor requires a 'property' object but received a '{}'", value.class_name()))),
    }
}

fn made(class: &Value, property: Property) -> Value {
    let payload = Payload::Property(Box::new(property));
    match class.object() {
        Some(class) if !class.is(&types().property) => Ref::with_class(class.clone(), payload).into(),
        _ => Ref::new(payload).into(),
    }
}

/// A copy with one part changed.
fn with(value: &Value, change: impl FnOnce(&mut Property)) -> PyResult<Value> {
    let mut copy = property(value)?.clone();
    change(&mut copy);
    Ok(made(&value.class().clone().into(), copy))
}

async fn get(vm: Vm, args: Args) -> PyResult<Value> {
    let property = property(&args[0])?;
    match (&args[1], &property.get) {
        (Value::None, _) => Ok(args[0].clone()),
        (instance, Value::None) => Err(attribute_error(format!("property of '{}' object has no getter", instance.class_name()))),
        (instance, get) => vm.call(get, vec![instance.clone()]).await,
    }
}
