//! Functions, methods, code objects, modules and the other things that a program mostly reads attributes of.

use crate::native::{Args, Getter, Native, asynchronous, getter, sync};
use crate::object::{BoundMethod, CodeRef, Function, FunctionState, Payload, Ref, Value};
use crate::raise::{PyResult, type_error};
use crate::types::{Types, add_getters, add_methods};
use crate::vm::Vm;
use crate::wait;

/// Adds the attributes of functions, methods, code objects, cells and modules.
pub fn install(types: &Types) {
    add_methods(&types.function, &[REPR, sync("__get__", "self, instance, owner=, /", |_, args| Ok(bind(&args[0], &args[1])))]);
    add_getters(&types.function, FUNCTION);
    for class in [&types.builtin_function, &types.method_descriptor, &types.method] {
        add_methods(class, &[ASYNC_REPR]);
        add_getters(class, METHOD);
    }
    add_methods(&types.code, &[REPR]);
    add_getters(&types.code, CODE);
    add_getters(
        &types.cell,
        &[getter("cell_contents", |_, value| match value.payload() {
            Some(Payload::Cell(content)) if !content.get().is_unbound() => Ok(content.get()),
            _ => Err(crate::raise::value_error("Cell is empty")),
        })],
    );
    add_methods(&types.module, &[REPR]);
    for class in [&types.super_, &types.getset, &types.static_method, &types.class_method] {
        add_methods(class, &[ASYNC_REPR]);
    }
    add_methods(&types.mapping_proxy, &[ASYNC_REPR]);
}

const REPR: Native = sync("__repr__", "self, /", |_, args| Ok(Value::str(repr_of(&args[0]))));
const ASYNC_REPR: Native = asynchronous("__repr__", "self, /", wait!(repr));

fn bind(function: &Value, instance: &Value) -> Value {
    match instance {
        Value::None => function.clone(),
        instance => Ref::new(Payload::BoundMethod(Box::new(BoundMethod { function: function.clone(), receiver: instance.clone() }))).into(),
    }
}

fn address(value: &Value) -> u64 {
    value.object().map_or(0, Ref::identity)
}

fn repr_of(value: &Value) -> String {
    match value.payload() {
        Some(Payload::Function(function)) => {
            let qualname = function.state.read(|state| state.qualname.clone());
            format!("<function {} at {:#x}>", qualname.as_str().unwrap_or("?"), address(value))
        }
        Some(Payload::Code(code)) => {
            format!("<code object {} at {:#x}, file \"{}\", line {}>", code.code.name, address(value), code.code.file, code.code.first_line)
        }
        Some(Payload::Module(module)) => format!("<module '{}' (built-in)>", module.name),
        _ => super::object::default_repr(value),
    }
}

async fn repr(vm: Vm, args: Args) -> PyResult<Value> {
    let value = &args[0];
    let text = match value.payload() {
        Some(Payload::Native(function)) if function.is_method => {
            let qualname = function.qualname.as_str().unwrap_or("?").to_owned();
            let (owner, name) = qualname.split_once('.').unwrap_or(("?", &qualname));
            format!("<{} '{name}' of '{owner}' objects>", if name.starts_with("__") { "slot wrapper" } else { "method" })
        }
        Some(Payload::Native(function)) => format!("<built-in function {}>", function.name.as_str().unwrap_or("?")),
        Some(Payload::BoundMethod(method)) => match method.function.payload() {
            Some(Payload::Native(function)) => {
                format!(
                    "<built-in method {} of {} object at {:#x}>",
                    function.name.as_str().unwrap_or("?"),
                    method.receiver.class_name(),
                    address(&method.receiver)
                )
            }
            Some(Payload::Function(function)) => {
                let qualname = function.state.read(|state| state.qualname.clone());
                format!("<bound method {} of {}>", qualname.as_str().unwrap_or("?"), vm.repr(&method.receiver).await?)
            }
            _ => format!("<bound method ? of {}>", vm.repr(&method.receiver).await?),
        },
        Some(Payload::Super(data)) => format!("<super: <class '{}'>, <{} object>>", data.class.class_text(), data.receiver.class_name()),
        Some(Payload::StaticMethod(inner)) => format!("<staticmethod({})>", vm.repr(inner).await?),
        Some(Payload::ClassMethod(inner)) => format!("<classmethod({})>", vm.repr(inner).await?),
        Some(Payload::MappingProxy(dict)) => format!("mappingproxy({})", vm.repr(&Value::Object(dict.clone())).await?),
        Some(Payload::Getter(getter)) => format!("<attribute '{}'>", getter.name),
        _ => super::object::default_repr(value),
    };
    Ok(Value::str(text))
}

fn function(value: &Value) -> PyResult<&Function> {
    match value.payload() {
        Some(Payload::Function(function)) => Ok(function),
        _ => Err(type_error(format!("descriptor requires a 'function' object but received a '{}'", value.class_name()))),
    }
}

fn change(value: &Value, change: impl FnOnce(&mut FunctionState)) -> PyResult<()> {
    let state = &function(value)?.state;
    let mut changed = state.get();
    change(&mut changed);
    drop(state.replace(changed));
    Ok(())
}

fn or_none(value: Value) -> Value {
    if value.is_unbound() { Value::None } else { value }
}

fn text(value: Value, name: &str) -> PyResult<Value> {
    if value.as_str().is_some() { Ok(value) } else { Err(type_error(format!("{name} must be set to a string object"))) }
}

const FUNCTION: &[Getter] = &[
    Getter {
        name: "__name__",
        get: |_, value| Ok(function(value)?.state.get().name),
        set: Some(|_, target, value| {
            let value = text(value, "__name__")?;
            change(target, |state| state.name = value)
        }),
    },
    Getter {
        name: "__qualname__",
        get: |_, value| Ok(function(value)?.state.get().qualname),
        set: Some(|_, target, value| {
            let value = text(value, "__qualname__")?;
            change(target, |state| state.qualname = value)
        }),
    },
    Getter {
        name: "__doc__",
        get: |_, value| Ok(or_none(function(value)?.state.get().doc)),
        set: Some(|_, target, value| change(target, |state| state.doc = value)),
    },
    Getter {
        name: "__module__",
        get: |_, value| Ok(or_none(function(value)?.state.get().module)),
        set: Some(|_, target, value| change(target, |state| state.module = value)),
    },
    Getter {
        name: "__defaults__",
        get: |_, value| Ok(or_none(function(value)?.state.get().defaults)),
        set: Some(|_, target, value| change(target, |state| state.defaults = value)),
    },
    Getter {
        name: "__kwdefaults__",
        get: |_, value| Ok(or_none(function(value)?.state.get().keyword_defaults)),
        set: Some(|_, target, value| change(target, |state| state.keyword_defaults = value)),
    },
    Getter {
        name: "__annotations__",
        get: |_, value| {
            let known = function(value)?.state.get().annotations;
            if matches!(known.payload(), Some(Payload::Dict(_))) {
                return Ok(known);
            }
            let made = Vm::dict_of([]);
            change(value, |state| state.annotations = made.clone())?;
            Ok(made)
        },
        set: Some(|_, target, value| change(target, |state| state.annotations = value)),
    },
    getter("__code__", |_, value| Ok(Ref::new(Payload::Code(function(value)?.code)).into())),
    getter("__globals__", |_, value| Ok(function(value)?.globals.clone().into())),
    getter("__closure__", |_, value| {
        let cells = &function(value)?.closure;
        Ok(if cells.is_empty() { Value::None } else { Value::tuple(cells.to_vec()) })
    }),
];

/// Reads an attribute of what a method is bound to, or of a native function.
fn of_method(value: &Value, pick: fn(&Value) -> Option<Value>) -> PyResult<Value> {
    let inner = match value.payload() {
        Some(Payload::BoundMethod(method)) => &method.function,
        _ => value,
    };
    Ok(pick(inner).unwrap_or(Value::None))
}

const METHOD: &[Getter] = &[
    getter("__name__", |_, value| {
        of_method(value, |inner| match inner.payload()? {
            Payload::Function(function) => Some(function.state.get().name),
            Payload::Native(native) => Some(native.name.clone()),
            _ => None,
        })
    }),
    getter("__qualname__", |_, value| {
        of_method(value, |inner| match inner.payload()? {
            Payload::Function(function) => Some(function.state.get().qualname),
            Payload::Native(native) => Some(native.qualname.clone()),
            _ => None,
        })
    }),
    getter("__doc__", |_, value| {
        of_method(value, |inner| match inner.payload()? {
            Payload::Function(function) => Some(or_none(function.state.get().doc)),
            _ => None,
        })
    }),
    getter("__module__", |_, value| {
        of_method(value, |inner| match inner.payload()? {
            Payload::Function(function) => Some(or_none(function.state.get().module)),
            Payload::Native(native) => Some(native.module.clone()),
            _ => None,
        })
    }),
    getter("__self__", |_, value| match value.payload() {
        Some(Payload::BoundMethod(method)) => Ok(method.receiver.clone()),
        _ => Ok(Value::None),
    }),
    getter("__func__", |_, value| match value.payload() {
        Some(Payload::BoundMethod(method)) => Ok(method.function.clone()),
        _ => Err(crate::raise::attribute_error(format!("'{}' object has no attribute '__func__'", value.class_name()))),
    }),
];

fn code(value: &Value) -> PyResult<&CodeRef> {
    match value.payload() {
        Some(Payload::Code(code)) => Ok(code),
        _ => Err(type_error(format!("descriptor requires a 'code' object but received a '{}'", value.class_name()))),
    }
}

fn name_tuple(names: &[Value]) -> Value {
    Value::tuple(names.to_vec())
}

const CODE: &[Getter] = &[
    getter("co_name", |_, value| Ok(code(value)?.name.clone())),
    getter("co_qualname", |_, value| Ok(code(value)?.qualname.clone())),
    getter("co_filename", |_, value| Ok(code(value)?.file.clone())),
    getter("co_firstlineno", |_, value| Ok(Value::Int(i64::from(code(value)?.code.first_line)))),
    getter("co_argcount", |_, value| Ok(Value::Int(i64::from(code(value)?.parameters.positional)))),
    getter("co_varnames", |_, value| Ok(name_tuple(&code(value)?.locals))),
    getter("co_freevars", |_, value| code(value).map(|code| name_tuple(&code.cells[code.code.cells.len()..]))),
    getter("co_cellvars", |_, value| code(value).map(|code| name_tuple(&code.cells[..code.code.cells.len()]))),
    getter("co_names", |_, value| Ok(name_tuple(&code(value)?.names))),
];
