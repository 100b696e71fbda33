//! `object`: what every value can do.

use core::future::Future;
use core::pin::Pin;

use crate::names::names;
use crate::native::{Args, Getter, Native, asynchronous, sync};
use crate::object::{BoundMethod, ClassFlags, Hashed, Layout, Payload, Ref, Value, plain_hash};
use crate::raise::{PyResult, attribute_error, type_error};
use crate::types::{Types, add_getters, add_methods, types};
use crate::vm::{Found, Vm, attribute_dict, missing_attribute};
use crate::wait;

const METHODS: &[Native] = &[
    sync("__new__", "cls, /, *args, **kwargs", |_, args| new(&args[0], has_more(&args[1], &args[2]))).fixed(),
    sync("__init__", "self, /, *args, **kwargs", |_, args| init(&args[0], has_more(&args[1], &args[2]))),
    sync("__repr__", "self, /", |_, args| Ok(Value::str(default_repr(&args[0])))),
    asynchronous("__str__", "self, /", wait!(text)),
    asynchronous("__format__", "self, format_spec, /", wait!(format)),
    sync("__eq__", "self, value, /", |_, args| Ok(if args[0].is(&args[1]) { Value::bool(true) } else { Value::NotImplemented })),
    asynchronous("__ne__", "self, value, /", wait!(not_equal)),
    sync("__lt__", "self, value, /", |_, _| Ok(Value::NotImplemented)),
    sync("__le__", "self, value, /", |_, _| Ok(Value::NotImplemented)),
    sync("__gt__", "self, value, /", |_, _| Ok(Value::NotImplemented)),
    sync("__ge__", "self, value, /", |_, _| Ok(Value::NotImplemented)),
    sync("__hash__", "self, /", |_, args| hash(&args[0])),
    asynchronous("__getattribute__", "self, name, /", wait!(get_attribute)),
    asynchronous("__setattr__", "self, name, value, /", wait!(set_attribute)),
    asynchronous("__delattr__", "self, name, /", wait!(delete_attribute)),
    sync("__dir__", "self, /", |_, args| Ok(Value::list(attribute_names(&args[0]).into_iter().map(Value::str).collect()))),
    sync("__init_subclass__", "cls, /, **kwargs", |_, args| match args[1].object().map(Vm::dict_items) {
        Some(items) if !items.is_empty() => {
            Err(type_error(format!("{}.__init_subclass__() takes no keyword arguments", class_text(&args[0]))))
        }
        _ => Ok(Value::None),
    })
    .of_class(),
];

const GETTERS: &[Getter] = &[
    Getter {
        name: "__class__",
        get: |_, value| Ok(value.class().clone().into()),
        set: Some(|_, _, _| Err(type_error("__class__ assignment only supported for mutable types or ModuleType subclasses"))),
    },
    Getter { name: "__dict__", get: |_, value| attributes_of(value), set: None },
];

/// Adds `object`'s methods.
pub fn install(types: &Types) {
    add_methods(&types.object, METHODS);
    add_getters(&types.object, GETTERS);
}

fn class_text(class: &Value) -> String {
    class.object().map(Ref::class_text).unwrap_or_default()
}

fn has_more(args: &Value, keywords: &Value) -> bool {
    args.as_tuple().is_some_and(|args| !args.is_empty()) || keywords.object().is_some_and(|keywords| !Vm::dict_items(keywords).is_empty())
}

/// Whether the class takes this special method from `object`.
fn inherits(class: &Ref, name: &Value) -> bool {
    match (class.find_in_class(name), types().object.find_in_class(name)) {
        (Some(found), Some(own)) => found.is(&own),
        (found, _) => found.is_none(),
    }
}

/// `object.__new__` (`Objects/typeobject.c`: `object_new`).
fn new(class: &Value, has_more: bool) -> PyResult<Value> {
    let Some(class) = class.object().filter(|_| class.as_class().is_some()) else {
        return Err(type_error(format!("object.__new__(X): X is not a type object ({})", class.class_name())));
    };
    if has_more && !inherits(class, &names().new) {
        return Err(type_error("object.__new__() takes exactly one argument (the type to instantiate)"));
    }
    if has_more && inherits(class, &names().init) {
        return Err(type_error(format!("{}() takes no arguments", class.class_text())));
    }
    let Payload::Class(data) = class.payload() else { return Err(type_error("object.__new__(X): X is not a type object")) };
    if data.layout != Layout::Instance {
        return Err(type_error(format!("object.__new__({0}) is not safe, use {0}.__new__()", data.builtin)));
    }
    let own = if class.is(&types().object) { None } else { Some(class.clone()) };
    Ok(match own {
        Some(class) => Ref::with_class(class, Payload::Instance),
        None => Ref::new(Payload::Instance),
    }
    .into())
}

/// `object.__init__` (`object_init`).
fn init(value: &Value, has_more: bool) -> PyResult<Value> {
    if has_more {
        let class = value.class();
        if !inherits(class, &names().init) {
            return Err(type_error("object.__init__() takes exactly one argument (the instance to initialize)"));
        }
        if inherits(class, &names().new) {
            return Err(type_error(format!("{}() takes no arguments", class.class_text())));
        }
    }
    Ok(Value::None)
}

async fn text(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::str(vm.repr(&args[0]).await?))
}

async fn format(vm: Vm, args: Args) -> PyResult<Value> {
    match args[1].as_str() {
        Some("") => Ok(Value::str(vm.str(&args[0]).await?)),
        Some(_) => Err(type_error(format!("unsupported format string passed to {}.__format__", args[0].class_name()))),
        None => Err(type_error(format!("__format__() argument must be str, not {}", args[1].class_name()))),
    }
}

async fn not_equal(vm: Vm, args: Args) -> PyResult<Value> {
    match vm.call_special(&args[0], &names().eq, vec![args[1].clone()]).await? {
        Some(Value::NotImplemented) | None => Ok(Value::NotImplemented),
        Some(result) => Ok(Value::bool(!vm.truth(&result).await?)),
    }
}

fn hash(value: &Value) -> PyResult<Value> {
    match (plain_hash(value), value.object()) {
        (Hashed::Hash(hash), _) => Ok(Value::Int(hash)),
        // A class with its own `__hash__` that asks for this one.
        (_, Some(object)) if matches!(object.payload(), Payload::Instance | Payload::Foreign(_) | Payload::Exception(_)) => {
            Ok(Value::Int((object.identity() >> 4) as i64))
        }
        _ => Err(type_error(format!("unhashable type: '{}'", value.class_name()))),
    }
}

async fn get_attribute(vm: Vm, args: Args) -> PyResult<Value> {
    let (object, name) = (&args[0], &args[1]);
    check_name(name)?;
    let found = if object.as_class().is_some() { vm.find_attr(object, name)? } else { vm.find_generic(object, object.class(), name)? };
    match found {
        Found::Value(value) => Ok(value),
        Found::Method(function) => Ok(Ref::new(Payload::BoundMethod(Box::new(BoundMethod { function, receiver: object.clone() }))).into()),
        Found::Call(function, args) => vm.call(&function, args).await,
        Found::Hook(hook, args, _) => vm.call(&hook, args).await,
        Found::Missing => Err(missing_attribute(object, name)),
    }
}

fn check_name(name: &Value) -> PyResult<()> {
    match name.as_str() {
        Some(_) => Ok(()),
        None => Err(type_error(format!("attribute name must be string, not '{}'", name.class_name()))),
    }
}

async fn set_attribute(vm: Vm, args: Args) -> PyResult<Value> {
    assign(vm, &args[0], &args[1], args[2].clone()).await
}

async fn delete_attribute(vm: Vm, args: Args) -> PyResult<Value> {
    assign(vm, &args[0], &args[1], Value::Unbound).await
}

fn assign<'a>(vm: Vm, object: &'a Value, name: &'a Value, value: Value) -> Pin<Box<dyn Future<Output = PyResult<Value>> + 'a>> {
    Box::pin(async move {
        check_name(name)?;
        if let Some((function, args)) = vm.set_attr_now(object, name, value)? {
            vm.call(&function, args).await?;
        }
        Ok(Value::None)
    })
}

/// `value.__dict__`
fn attributes_of(value: &Value) -> PyResult<Value> {
    let missing = || attribute_error(format!("'{}' object has no attribute '__dict__'", value.class_name()));
    let Some(object) = value.object() else { return Err(missing()) };
    let has_dict = match object.payload() {
        Payload::Module(_) | Payload::Function(_) | Payload::Exception(_) => true,
        _ => object
            .own_class()
            .is_some_and(|class| class.class_flags().contains(ClassFlags::HEAP) && !class.class_flags().contains(ClassFlags::NO_DICT)),
    };
    if !has_dict {
        return Err(missing());
    }
    let dict = attribute_dict(object);
    Ok(match dict.payload() {
        // That of `builtins`, which all runs share.
        Payload::Dict(table) if table.is_frozen() => Ref::new(Payload::MappingProxy(dict)).into(),
        _ => Value::Object(dict),
    })
}

/// The names of an object's attributes, its class's and those of its ancestors, sorted: what `dir()` tells.
pub fn attribute_names(value: &Value) -> Vec<String> {
    let mut found = std::collections::BTreeSet::new();
    let mut add = |dict: &Ref| found.extend(Vm::dict_items(dict).into_iter().filter_map(|(name, _)| name.as_str().map(str::to_owned)));
    let class = match value.object() {
        Some(class) if value.as_class().is_some() => class,
        object => {
            if let Some(own) = object.and_then(|object| object.attributes().get()) {
                add(&own);
            }
            if matches!(value.payload(), Some(Payload::Module(_))) {
                return found.into_iter().collect();
            }
            value.class()
        }
    };
    if let Payload::Class(data) = class.payload() {
        add(&data.names);
        for ancestor in data.ancestors.get() {
            if let Payload::Class(data) = ancestor.payload() {
                add(&data.names);
            }
        }
    }
    found.into_iter().collect()
}

/// `<module.Class object at 0x...>`.
pub fn default_repr(value: &Value) -> String {
    let class = value.class();
    let module = class.find_in_class(&crate::names::names().module).and_then(|module| module.as_str().map(str::to_owned));
    let qualname = match class.payload() {
        crate::object::Payload::Class(data) => data.qualname.get().as_str().unwrap_or("?").to_owned(),
        _ => String::from("?"),
    };
    let address = value.object().map_or(0, crate::object::Ref::identity);
    match module.as_deref() {
        None | Some("builtins") => format!("<{qualname} object at {address:#x}>"),
        Some(module) => format!("<{module}.{qualname} object at {address:#x}>"),
    }
}
