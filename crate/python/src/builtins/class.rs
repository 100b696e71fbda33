//! `type`, `super`, and making classes.

use crate::names::{intern, names};
use crate::native::{Args, Getter, Native, asynchronous, getter, sync};
use crate::object::{Class, ClassFlags, Obj, Payload, Ref, Super, Table, Value};
use crate::raise::{PyResult, type_error};
use crate::types::{Types, add_getters, add_methods, types};
use crate::vm::{Vm, new_class};
use crate::wait;

const METHODS: &[Native] = &[
    asynchronous("__new__", "cls, /, *args, **kwargs", wait!(new)).fixed(),
    sync("__init__", "self, /, *args, **kwargs", |_, _| Ok(Value::None)),
    asynchronous("__call__", "self, /, *args, **kwargs", wait!(call)),
    sync("__repr__", "self, /", |_, args| Ok(Value::str(repr(&args[0])))),
    sync("__or__", "self, value, /", |_, args| Ok(super::union::of(&args[0], &args[1]))),
    sync("__ror__", "self, value, /", |_, args| Ok(super::union::of(&args[1], &args[0]))),
    sync("mro", "self, /", |_, args| Ok(Value::list(order(&args[0])))),
    sync("__subclasses__", "self, /", |vm, args| {
        data(&args[0])?;
        let is_base = |object: &Obj| match object.payload() {
            Payload::Class(data) => data.bases.read(|bases| bases.iter().any(|base| args[0].object().is_some_and(|class| class.is(base)))),
            _ => false,
        };
        let mut found = vm.run().heap.find(is_base);
        found.sort_by_key(Ref::identity);
        Ok(Value::list(found.into_iter().map(Value::Object).collect()))
    }),
    sync("__prepare__", "cls, /, *args, **kwargs", |_, _| Ok(Value::dict(Table::default()))).of_class(),
];

const GETTERS: &[Getter] = &[
    Getter {
        name: "__name__",
        get: |_, value| Ok(data(value)?.name.get()),
        set: Some(|_, target, value| {
            changeable(target, "__name__")?;
            if value.as_str().is_none() {
                return Err(type_error(format!(
                    "can only assign string to {}.__name__, not '{}'",
                    data(target)?.name_text(),
                    value.class_name()
                )));
            }
            drop(changeable(target, "__name__")?.name.replace(value));
            Ok(())
        }),
    },
    Getter {
        name: "__qualname__",
        get: |_, value| Ok(data(value)?.qualname.get()),
        set: Some(|_, target, value| {
            drop(changeable(target, "__qualname__")?.qualname.replace(value));
            Ok(())
        }),
    },
    Getter {
        name: "__module__",
        get: |_, value| Ok(data(value)?.module.get()),
        set: Some(|_, target, value| {
            drop(changeable(target, "__module__")?.module.replace(value));
            Ok(())
        }),
    },
    getter("__bases__", |_, value| Ok(Value::tuple(data(value)?.bases.get().into_iter().map(Value::Object).collect::<Vec<_>>()))),
    getter("__base__", |_, value| Ok(data(value)?.bases.get().into_iter().next().map_or(Value::None, Value::Object))),
    getter("__mro__", |_, value| {
        data(value)?;
        Ok(Value::tuple(order(value)))
    }),
    getter("__dict__", |_, value| Ok(Ref::new(Payload::MappingProxy(data(value)?.names.clone())).into())),
    getter("__doc__", |_, value| Ok(data(value)?.own(&names().doc).unwrap_or(Value::None))),
];

/// Adds `type`'s methods.
pub fn install(types: &Types) {
    add_methods(&types.type_, METHODS);
    add_getters(&types.type_, GETTERS);
    add_methods(
        &types.super_,
        &[sync("__new__", "cls, type=, obj=, /", |_, args| match &args[1] {
            Value::Unbound => Err(crate::raise::runtime_error("super(): no arguments")),
            class => make_super(class, &args[2]),
        })
        .fixed()],
    );
}

fn data(value: &Value) -> PyResult<&Class> {
    value.as_class().ok_or_else(|| type_error(format!("descriptor requires a 'type' object but received a '{}'", value.class_name())))
}

/// A class whose own data a program may change.
fn changeable<'a>(value: &'a Value, name: &str) -> PyResult<&'a Class> {
    let data = data(value)?;
    if data.name.is_frozen() {
        return Err(type_error(format!("cannot set '{name}' attribute of immutable type '{}'", data.name_text())));
    }
    Ok(data)
}

/// A class and its ancestors.
fn order(class: &Value) -> Vec<Value> {
    let ancestors = class.as_class().map(|data| data.ancestors.get()).unwrap_or_default();
    core::iter::once(class.clone()).chain(ancestors.into_iter().map(Value::Object)).collect()
}

/// `<class 'module.Name'>`
fn repr(class: &Value) -> String {
    let Some(data) = class.as_class() else { return String::from("?") };
    let (module, qualname) = (data.module.get(), data.qualname.get());
    let qualname = qualname.as_str().unwrap_or("?");
    match module.as_str() {
        None | Some("builtins") => format!("<class '{qualname}'>"),
        Some(module) => format!("<class '{module}.{qualname}'>"),
    }
}

/// `type(name, bases, namespace)`
async fn new(vm: Vm, args: Args) -> PyResult<Value> {
    let Some(meta) = args[0].object() else { return Err(type_error("type.__new__(X): X is not a type object")) };
    let given = args[1].as_tuple().unwrap_or(&[]);
    let [name, bases, namespace] = given else {
        return Err(type_error(if given.len() == 1 {
            "type.__new__() takes exactly 3 arguments (1 given)"
        } else {
            "type() takes 1 or 3 arguments"
        }));
    };
    if name.as_str().is_none() {
        return Err(type_error(format!("type.__new__() argument 1 must be str, not {}", name.class_name())));
    }
    let Some(bases) = bases.as_tuple() else {
        return Err(type_error(format!("type.__new__() argument 2 must be tuple, not {}", bases.class_name())));
    };
    let keywords = args[2].object().map(Vm::dict_items).unwrap_or_default();
    if let Some(Payload::Dict(table)) = namespace.payload()
        && table.read(|table| table.get_plain(&names().module)).is_none()
    {
        drop(table.with(|table| table.set_plain(&names().module, intern("__main__"))));
    }
    make(&vm, meta, name, bases, namespace, keywords).await
}

/// `type.__call__`
async fn call(vm: Vm, args: Args) -> PyResult<Value> {
    let Some(class) = args[0].object().filter(|_| args[0].as_class().is_some()) else {
        return Err(type_error(format!("descriptor '__call__' requires a 'type' object but received a '{}'", args[0].class_name())));
    };
    let keywords = args[2].object().map(Vm::dict_items).unwrap_or_default();
    vm.create_plainly(class, args[1].as_tuple().unwrap_or(&[]).to_vec(), keywords).await
}

/// Whether `class[...]` means something, as in the annotation `list[int]`.
pub fn is_generic(class: &Value) -> bool {
    order(class).iter().filter_map(Value::as_class).any(|class| {
        ["list", "dict", "tuple", "set", "frozenset", "type", "deque", "defaultdict", "SimpleQueue"].contains(&class.builtin)
            || class.module.get().as_str() == Some("queue")
    })
}

/// `super(class, receiver)`
pub fn make_super(class: &Value, receiver: &Value) -> PyResult<Value> {
    let Some(class_ref) = class.object().filter(|_| class.as_class().is_some()) else {
        return Err(type_error(format!("super() argument 1 must be a type, not {}", class.class_name())));
    };
    if receiver.is_unbound() {
        return Err(crate::raise::runtime_error("super(): arg[0] deleted"));
    }
    let start = match receiver.object() {
        Some(object) if receiver.as_class().is_some() && object.is_subclass(class_ref) => object.clone(),
        _ if receiver.class().is_subclass(class_ref) => receiver.class().clone(),
        _ => return Err(type_error("super(type, obj): obj must be an instance or subtype of type")),
    };
    Ok(Ref::new(Payload::Super(Box::new(Super { class: class_ref.clone(), receiver: receiver.clone(), start }))).into())
}

const METACLASS_CONFLICT: &str =
    "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases";

/// The class of a base is its metaclass: what is no class has one that cannot be called with a name, bases and a namespace.
fn not_a_base(base: &Value) -> String {
    let class = base.class_name();
    match class.as_str() {
        "int" => String::from("int() takes at most 2 arguments (3 given)"),
        "str" => String::from("str() argument 'encoding' must be str, not tuple"),
        "bytes" => String::from("bytes() argument 'encoding' must be str, not tuple"),
        "float" | "list" | "tuple" | "set" | "frozenset" | "bool" => format!("{class} expected at most 1 argument, got 3"),
        "dict" => String::from("dict expected at most 1 argument, got 3"),
        "function" => String::from("function() argument 'code' must be code, not str"),
        "module" => String::from("module() takes at most 2 arguments (3 given)"),
        "NoneType" => String::from("NoneType takes no arguments"),
        _ if base.class().class_flags().contains(ClassFlags::HEAP) => format!("{class}() takes no arguments"),
        _ => format!("cannot create '{class}' instances"),
    }
}

/// The class statement: runs the body in a namespace, then makes the class by its metaclass.
pub async fn build(vm: &Vm, body: &Value, name: &Value, mut bases: Vec<Value>, keywords: &Value) -> PyResult<Value> {
    for base in &mut bases {
        if let Some(origin) = super::alias::origin(base) {
            *base = origin;
        }
    }
    let mut keywords = keywords.object().map(Vm::dict_items).unwrap_or_default();
    let given_meta = keywords.iter().position(|(key, _)| key.as_str() == Some("metaclass")).map(|index| keywords.remove(index).1);
    let mut meta: Ref = match &given_meta {
        Some(Value::Object(meta)) if matches!(meta.payload(), Payload::Class(_)) => meta.clone(),
        Some(other) => return Err(type_error(format!("metaclass must be a class, not {}", other.class_name()))),
        None => types().type_.clone(),
    };
    for (index, base) in bases.iter().enumerate() {
        if base.as_class().is_none() {
            return Err(type_error(if index == 0 { not_a_base(base) } else { METACLASS_CONFLICT.to_owned() }));
        }
        let base_meta = base.class();
        if base_meta.is_subclass(&meta) {
            meta = base_meta.clone();
        } else if !meta.is_subclass(base_meta) {
            return Err(type_error(METACLASS_CONFLICT));
        }
    }
    let namespace = match meta.find_in_class(&names().prepare) {
        Some(_) if meta.class_flags().contains(ClassFlags::HEAP) => {
            let prepare = vm.attr(&meta.clone().into(), &names().prepare).await?;
            vm.call_with(&prepare, vec![name.clone(), Value::tuple(bases.clone())], keywords.clone()).await?
        }
        _ => Value::dict(Table::default()),
    };
    let Value::Object(dict) = &namespace else { return Err(type_error("__prepare__() must return a mapping")) };
    vm.run_body(body, dict.clone()).await?;
    let class = if meta.is(&types().type_) {
        make(vm, &meta, name, &bases, &namespace, keywords).await?
    } else {
        vm.call_with(&meta.into(), vec![name.clone(), Value::tuple(bases), namespace.clone()], keywords).await?
    };
    Ok(class)
}

/// `type.__new__(meta, name, bases, namespace, **keywords)`
pub async fn make(vm: &Vm, meta: &Ref, name: &Value, bases: &[Value], namespace: &Value, keywords: Vec<(Value, Value)>) -> PyResult<Value> {
    let mut table = match namespace.payload() {
        Some(Payload::Dict(table)) => super::dict::copied_table(table),
        _ => return Err(type_error(format!("type.__new__() argument 3 must be dict, not {}", namespace.class_name()))),
    };
    let cell = table.remove_plain(&names().classcell);
    if bases.iter().any(|base| base.as_class().is_none()) {
        return Err(type_error(METACLASS_CONFLICT));
    }
    let bases: Vec<Ref> = bases.iter().filter_map(|base| base.object().cloned()).collect();
    let class = new_class(name, &bases, table, Some(meta.clone()))?;
    let value = Value::Object(class.clone());
    if let Some(cell) = cell
        && let Some(Payload::Cell(content)) = cell.payload()
    {
        drop(content.replace(value.clone()));
    }
    let Payload::Class(data) = class.payload() else { return Ok(value) };
    // `__set_name__` of what the body assigned.
    for (attribute_name, attribute) in Vm::dict_items(&data.names) {
        if attribute.object().is_some_and(|object| object.own_class().is_some_and(|own| own.find_in_class(&names().set_name).is_some())) {
            vm.call_special(&attribute, &names().set_name, vec![value.clone(), attribute_name]).await?;
        }
    }
    init_subclass(vm, &class, data, &value, keywords).await?;
    Ok(value)
}

/// `super().__init_subclass__(**keywords)`
async fn init_subclass(vm: &Vm, class: &Ref, data: &Class, value: &Value, keywords: Vec<(Value, Value)>) -> PyResult<()> {
    let hook = data.ancestors.read(|ancestors| {
        ancestors.iter().find_map(|ancestor| match ancestor.payload() {
            Payload::Class(data) => data.own(&names().init_subclass),
            _ => None,
        })
    });
    match hook.as_ref().and_then(Value::payload) {
        Some(Payload::ClassMethod(function)) => {
            vm.call_with(function, vec![value.clone()], keywords).await?;
        }
        _ if !keywords.is_empty() => {
            return Err(type_error(format!("{}.__init_subclass__() takes no keyword arguments", class.class_text())));
        }
        _ => {}
    }
    Ok(())
}
