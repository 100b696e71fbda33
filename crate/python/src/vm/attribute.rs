//! Attribute lookup (`Objects/object.c`, `Objects/typeobject.c` of CPython: `_PyObject_GenericGetAttrWithDict`, `type_getattro`).

use super::Vm;
use crate::names::names;
use crate::object::{BoundMethod, ClassFlags, Payload, Ref, Table, Value};
use crate::raise::{PyResult, Unwind, attribute_error, type_error};
use crate::types::types;

/// What looking an attribute up gave.
#[derive(Debug)]
pub enum Found {
    /// The attribute.
    Value(Value),
    /// A method on the class that is still to be bound to the object.
    Method(Value),
    /// The attribute is what this call returns (property, descriptor, `__getattr__`).
    Call(Value, Vec<Value>),
    /// As `Call`; if it raises `AttributeError` and a `__getattr__` is given, that is called instead.
    Hook(Value, Vec<Value>, Option<Value>),
    /// There is none.
    Missing,
}

/// How a class attribute reaches an instance.
enum Bound {
    Found(Found),
    NoDescriptor,
}

impl Vm {
    /// Looks an attribute up without running Python.
    pub fn find_attr(&self, object: &Value, name: &Value) -> PyResult<Found> {
        let class = object.class();
        match object.payload() {
            Some(Payload::Class(_)) => return self.find_class_attr(object, name),
            Some(Payload::Super(data)) => {
                if name.as_str() != Some("__class__")
                    && let Some(value) = find_after(&data.start, &data.class, name)
                {
                    // A class as receiver means a class method or `__new__`: functions stay unbound.
                    let receiver_is_class =
                        data.receiver.as_class().is_some() && data.receiver.object().is_some_and(|receiver| receiver.is(&data.start));
                    let instance = if receiver_is_class { None } else { Some(&data.receiver) };
                    return Ok(match self.bind(&value, instance, &data.start, name)? {
                        Bound::Found(Found::Method(function)) => Found::Value(bound(function, data.receiver.clone())),
                        Bound::Found(found) => found,
                        Bound::NoDescriptor => Found::Value(value),
                    });
                }
                return self.find_generic(object, class, name);
            }
            _ => {}
        }
        let flags = class.class_flags();
        if flags.contains(ClassFlags::GETATTRIBUTE)
            && let Some(hook) = class.find_in_class(&names().getattribute)
        {
            let fallback = flags.contains(ClassFlags::GETATTR).then(|| class.find_in_class(&names().getattr)).flatten();
            return Ok(Found::Hook(hook, vec![object.clone(), name.clone()], fallback));
        }
        let found = self.find_generic(object, class, name);
        if !flags.contains(ClassFlags::GETATTR) {
            return found;
        }
        let fallback = || class.find_in_class(&names().getattr).unwrap_or_default();
        Ok(match found {
            Ok(Found::Missing) => Found::Call(fallback(), vec![object.clone(), name.clone()]),
            Ok(Found::Call(function, args)) => Found::Hook(function, args, Some(fallback())),
            Err(error) if error.is(&types().attribute_error) => Found::Call(fallback(), vec![object.clone(), name.clone()]),
            other => return other,
        })
    }

    /// `object.__getattribute__`.
    pub fn find_generic(&self, object: &Value, class: &Ref, name: &Value) -> PyResult<Found> {
        let on_class = class.find_in_class(name);
        if let Some(attribute) = &on_class
            && is_data_descriptor(attribute)
            && let Bound::Found(found) = self.bind(attribute, Some(object), class, name)?
        {
            return Ok(found);
        }
        if let Some(own) = own_attribute(object, name) {
            return Ok(Found::Value(own));
        }
        match on_class {
            Some(attribute) => Ok(match self.bind(&attribute, Some(object), class, name)? {
                Bound::Found(found) => found,
                Bound::NoDescriptor => Found::Value(attribute),
            }),
            None => Ok(Found::Missing),
        }
    }

    fn find_class_attr(&self, object: &Value, name: &Value) -> PyResult<Found> {
        let Some(class) = object.object() else { return Ok(Found::Missing) };
        let meta = object.class();
        let on_meta = meta.find_in_class(name);
        if let Some(attribute) = &on_meta
            && is_data_descriptor(attribute)
            && let Bound::Found(found) = self.bind(attribute, Some(object), meta, name)?
        {
            return Ok(found);
        }
        if let Some(attribute) = class.find_in_class(name) {
            return Ok(match self.bind(&attribute, None, class, name)? {
                Bound::Found(Found::Method(function)) => Found::Value(function),
                Bound::Found(found) => found,
                Bound::NoDescriptor => Found::Value(attribute),
            });
        }
        match on_meta {
            Some(attribute) => Ok(match self.bind(&attribute, Some(object), meta, name)? {
                Bound::Found(found) => found,
                Bound::NoDescriptor => Found::Value(attribute),
            }),
            None if meta.class_flags().contains(ClassFlags::GETATTR) => Ok(meta
                .find_in_class(&names().getattr)
                .map_or(Found::Missing, |hook| Found::Call(hook, vec![object.clone(), name.clone()]))),
            None => Ok(Found::Missing),
        }
    }

    /// Applies the descriptor protocol to a class attribute; `instance` is `None` for access through the class.
    fn bind(&self, attribute: &Value, instance: Option<&Value>, class: &Ref, name: &Value) -> PyResult<Bound> {
        let Value::Object(object) = attribute else { return Ok(Bound::NoDescriptor) };
        Ok(Bound::Found(match object.payload() {
            Payload::Function(_) => match instance {
                Some(_) => Found::Method(attribute.clone()),
                None => Found::Value(attribute.clone()),
            },
            Payload::Native(function) if function.is_method => match instance {
                Some(_) => Found::Method(attribute.clone()),
                None => Found::Value(attribute.clone()),
            },
            Payload::StaticMethod(inner) => Found::Value(inner.clone()),
            Payload::ClassMethod(inner) => Found::Value(bound(inner.clone(), class.clone().into())),
            Payload::Property(property) => match instance {
                Some(instance) if property.get.is_none() => {
                    return Err(attribute_error(format!(
                        "property '{}' of '{}' object has no getter",
                        name.as_str().unwrap_or("?"),
                        instance.class_name()
                    )));
                }
                Some(instance) => Found::Call(property.get.clone(), vec![instance.clone()]),
                None => Found::Value(attribute.clone()),
            },
            Payload::Getter(getter) => match instance {
                Some(instance) => Found::Value((getter.get)(self, instance)?),
                None => Found::Value(attribute.clone()),
            },
            _ => match object.own_class().and_then(|own| own.find_in_class(&names().get)) {
                Some(get) => Found::Call(get, vec![attribute.clone(), instance.cloned().unwrap_or(Value::None), class.clone().into()]),
                None => return Ok(Bound::NoDescriptor),
            },
        }))
    }

    /// Reads an attribute.
    pub async fn attr(&self, object: &Value, name: &Value) -> PyResult<Value> {
        match self.try_attr(object, name).await? {
            Some(value) => Ok(value),
            None => Err(missing_attribute(object, name)),
        }
    }

    /// Reads an attribute; `None` where there is none.
    pub async fn try_attr(&self, object: &Value, name: &Value) -> PyResult<Option<Value>> {
        let missing_is_none = |error: Unwind| if error.is(&types().attribute_error) { Ok(None) } else { Err(error) };
        let found = match self.find_attr(object, name) {
            Err(error) => return missing_is_none(error),
            Ok(found) => found,
        };
        match found {
            Found::Value(value) => Ok(Some(value)),
            Found::Method(function) => Ok(Some(bound(function, object.clone()))),
            Found::Call(function, args) => self.call(&function, args).await.map(Some).or_else(missing_is_none),
            Found::Hook(hook, args, fallback) => match self.call(&hook, args).await {
                Err(error) if error.is(&types().attribute_error) => match fallback {
                    Some(fallback) => self.call(&fallback, vec![object.clone(), name.clone()]).await.map(Some).or_else(missing_is_none),
                    None => Ok(None),
                },
                other => other.map(Some),
            },
            Found::Missing => Ok(None),
        }
    }

    /// As [`Vm::attr`], but an `AttributeError` of a property or `__getattr__` keeps its own message.
    pub async fn attr_or_raise(&self, object: &Value, name: &Value) -> PyResult<Value> {
        match self.find_attr(object, name)? {
            Found::Value(value) => Ok(value),
            Found::Method(function) => Ok(bound(function, object.clone())),
            Found::Call(function, args) => self.call(&function, args).await,
            Found::Hook(hook, args, fallback) => match self.call(&hook, args).await {
                Err(error) if error.is(&types().attribute_error) && fallback.is_some() => {
                    self.call(&fallback.unwrap_or_default(), vec![object.clone(), name.clone()]).await
                }
                other => other,
            },
            Found::Missing => Err(missing_attribute(object, name)),
        }
    }

    /// A method of the value's class (never of the instance), as `len(x)` finds `__len__`: the function and whether it takes the
    /// value as its first argument.
    pub fn special(&self, object: &Value, name: &Value) -> Option<Value> {
        object.class().find_in_class(name)
    }

    /// Calls a special method, bound as the class says; `None` where the class has none.
    pub async fn call_special(&self, object: &Value, name: &Value, mut args: Vec<Value>) -> PyResult<Option<Value>> {
        let Some(method) = self.special(object, name) else { return Ok(None) };
        match method.payload() {
            Some(Payload::Function(_)) => {}
            Some(Payload::Native(function)) if function.is_method => {}
            _ => {
                return match self.bind(&method, Some(object), object.class(), name)? {
                    Bound::Found(Found::Value(callable)) => self.call(&callable, args).await.map(Some),
                    Bound::Found(Found::Method(callable)) => self.call(&bound(callable, object.clone()), args).await.map(Some),
                    Bound::Found(Found::Call(getter, getter_args)) => {
                        let callable = self.call(&getter, getter_args).await?;
                        self.call(&callable, args).await.map(Some)
                    }
                    _ => self.call(&method, args).await.map(Some),
                };
            }
        }
        args.insert(0, object.clone());
        self.call(&method, args).await.map(Some)
    }

    /// Calls a method by name.
    pub async fn call_method(&self, object: &Value, name: &Value, mut args: Vec<Value>) -> PyResult<Value> {
        match self.find_attr(object, name)? {
            Found::Method(function) => {
                args.insert(0, object.clone());
                self.call(&function, args).await
            }
            Found::Value(function) => self.call(&function, args).await,
            _ => {
                let function = self.attr_or_raise(object, name).await?;
                self.call(&function, args).await
            }
        }
    }

    /// Writes an attribute; `value` unbound deletes it.
    pub async fn set_attr(&self, object: &Value, name: &Value, value: Value) -> PyResult<()> {
        let class = object.class();
        if class.class_flags().contains(ClassFlags::SETATTR) {
            let (hook, args) =
                if value.is_unbound() { (&names().delattr, vec![name.clone()]) } else { (&names().setattr, vec![name.clone(), value]) };
            self.call_special(object, hook, args).await?;
            return Ok(());
        }
        if let Some((function, args)) = self.set_attr_now(object, name, value)? {
            self.call(&function, args).await?;
        }
        Ok(())
    }

    /// `object.__setattr__` (or `__delattr__` where `value` is unbound), as far as that needs no Python; returns the call that is left to do.
    pub fn set_attr_now(&self, object: &Value, name: &Value, value: Value) -> PyResult<Option<(Value, Vec<Value>)>> {
        let class = object.class();
        if let Some(attribute) = class.find_in_class(name) {
            match attribute.payload() {
                Some(Payload::Property(property)) => {
                    let (function, verb) = if value.is_unbound() { (&property.delete, "deleter") } else { (&property.set, "setter") };
                    if function.is_none() {
                        return Err(attribute_error(format!(
                            "property '{}' of '{}' object has no {verb}",
                            name.as_str().unwrap_or("?"),
                            class.class_text()
                        )));
                    }
                    let mut args = vec![object.clone()];
                    if !value.is_unbound() {
                        args.push(value);
                    }
                    return Ok(Some((function.clone(), args)));
                }
                Some(Payload::Getter(getter)) => {
                    return match getter.set {
                        Some(set) => set(self, object, value).map(|()| None),
                        None => Err(attribute_error(format!(
                            "attribute '{}' of '{}' objects is not writable",
                            name.as_str().unwrap_or("?"),
                            class.class_text()
                        ))),
                    };
                }
                _ => {}
            }
            if let Some(own) = attribute.object().and_then(|object| object.own_class()) {
                let (hook, mut args) = if value.is_unbound() { (&names().delete, vec![]) } else { (&names().set, vec![value.clone()]) };
                if let Some(function) = own.find_in_class(hook) {
                    args.insert(0, object.clone());
                    args.insert(0, attribute.clone());
                    return Ok(Some((function, args)));
                }
            }
        }
        let Value::Object(target) = object else { return Err(no_attribute_to_set(object, name)) };
        match target.payload() {
            Payload::Class(data) => {
                if !data.flags().contains(ClassFlags::HEAP) {
                    return Err(type_error(format!(
                        "cannot set '{}' attribute of immutable type '{}'",
                        name.as_str().unwrap_or("?"),
                        data.name_text()
                    )));
                }
                let Payload::Dict(table) = data.names.payload() else { return Ok(None) };
                let old = if value.is_unbound() {
                    let Some(old) = table.with(|table| table.remove_plain(name)) else { return Err(missing_attribute(object, name)) };
                    Some(old)
                } else {
                    table.with(|table| table.set_plain(name, value))
                };
                drop(old);
                if name.as_str().is_some_and(|name| name.starts_with("__")) {
                    super::refresh_flags(target);
                }
                Ok(None)
            }
            payload => {
                let has_dict = matches!(payload, Payload::Module(_) | Payload::Function(_))
                    || target.own_class().is_some_and(|class| {
                        class.class_flags().contains(ClassFlags::HEAP) && !class.class_flags().contains(ClassFlags::NO_DICT)
                    })
                    || matches!(payload, Payload::Exception(_));
                if !has_dict && !is_slot(class, name) {
                    return Err(no_attribute_to_set(object, name));
                }
                let attributes = attribute_dict(target);
                let Payload::Dict(table) = attributes.payload() else { return Ok(None) };
                if table.is_frozen() {
                    return Err(type_error("the names of module 'builtins' cannot be changed in Hotpot"));
                }
                let old = if value.is_unbound() {
                    let Some(old) = table.with(|table| table.remove_plain(name)) else { return Err(missing_attribute(object, name)) };
                    Some(old)
                } else {
                    table.with(|table| table.set_plain(name, value))
                };
                drop(old);
                Ok(None)
            }
        }
    }
}

/// Whether a class or one that it inherits from names this attribute in `__slots__`.
fn is_slot(class: &Ref, name: &Value) -> bool {
    let names_it = |owner: &Ref| match owner.payload() {
        Payload::Class(data) => data.own(&names().slots).is_some_and(|slots| match slots.payload() {
            Some(Payload::Tuple(slots)) => slots.iter().any(|slot| slot.as_str() == name.as_str()),
            Some(Payload::List(slots)) => slots.read(|slots| slots.iter().any(|slot| slot.as_str() == name.as_str())),
            _ => slots.as_str() == name.as_str(),
        }),
        _ => false,
    };
    let ancestors = match class.payload() {
        Payload::Class(data) => data.ancestors.get(),
        _ => Vec::new(),
    };
    names_it(class) || ancestors.iter().any(names_it)
}

/// The object's attribute dict, made if there is none yet.
pub fn attribute_dict(object: &Ref) -> Ref {
    object.attributes().with(|attributes| {
        attributes.get_or_insert_with(|| Ref::container(Payload::Dict(crate::object::Guarded::new(Table::default())))).clone()
    })
}

/// An attribute of the instance itself.
#[inline]
pub fn own_attribute(object: &Value, name: &Value) -> Option<Value> {
    let Value::Object(object) = object else { return None };
    object.attributes().read(|attributes| match attributes.as_ref()?.payload() {
        Payload::Dict(table) => table.read(|table| table.get_plain(name)),
        _ => None,
    })
}

/// A bound method.
pub fn bound(function: Value, receiver: Value) -> Value {
    Value::Object(Ref::new(Payload::BoundMethod(Box::new(BoundMethod { function, receiver }))))
}

fn is_data_descriptor(attribute: &Value) -> bool {
    match attribute.payload() {
        Some(Payload::Property(_) | Payload::Getter(_)) => true,
        Some(_) => attribute
            .object()
            .and_then(|object| object.own_class())
            .is_some_and(|class| class.find_in_class(&names().set).is_some() || class.find_in_class(&names().delete).is_some()),
        None => false,
    }
}

/// Looks `name` up in the order of `start` after `class`.
fn find_after(start: &Ref, class: &Ref, name: &Value) -> Option<Value> {
    let Payload::Class(data) = start.payload() else { return None };
    let ancestors = data.ancestors.get();
    let from = if start.is(class) { 0 } else { ancestors.iter().position(|ancestor| ancestor.is(class))? + 1 };
    ancestors[from..].iter().find_map(|ancestor| match ancestor.payload() {
        Payload::Class(data) => data.own(name),
        _ => None,
    })
}

/// `AttributeError: 'x' object has no attribute 'y'`.
#[cold]
pub fn missing_attribute(object: &Value, name: &Value) -> Unwind {
    let given = name;
    let name = name.as_str().unwrap_or("?");
    let error = match object.payload() {
        Some(Payload::Class(class)) => attribute_error(format!("type object '{}' has no attribute '{name}'", class.name_text())),
        Some(Payload::Module(module)) => attribute_error(crate::modules::missing_attribute(&module.name, name)),
        Some(Payload::Super(_)) => attribute_error(format!("'super' object has no attribute '{name}'")),
        _ => attribute_error(format!("'{}' object has no attribute '{name}'", object.class_name())),
    };
    error.about(given, object.clone())
}

fn no_attribute_to_set(object: &Value, name: &Value) -> Unwind {
    let text = name.as_str().unwrap_or("?");
    if object.class().find_in_class(name).is_some() {
        return attribute_error(format!("'{}' object attribute '{text}' is read-only", object.class_name()));
    }
    missing_attribute(object, name)
}
