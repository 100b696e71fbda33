//! The import system: modules in Rust, modules in Python under `lib/`, and nothing else.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::{NativeModule, SUPPORTED};
use crate::names::{intern, names};
use crate::object::{CodeRef, Function, FunctionState, Guarded, Module, Payload, Ref, Table, Value};
use crate::program::{link_library, module_names};
use crate::raise::{PyResult, Unwind, import_error, module_not_found_error, type_error};
use crate::types::types;
use crate::vm::Vm;

/// A module object whose names are `dict`.
pub fn module_object(name: &str, dict: Ref) -> Value {
    let module = Ref::container(Payload::Module(Module { name: name.into() }));
    drop(module.attributes().replace(Some(dict)));
    module.into()
}

/// `import name`, or `from name import names`: the module that the statement binds.
pub async fn import_name(vm: &Vm, name: &Value, fromlist: &Value, level: i64) -> PyResult<Value> {
    let text = name.as_str().unwrap_or("");
    if level > 0 {
        return Err(import_error("attempted relative import with no known parent package"));
    }
    let mut first = None;
    let mut path = String::new();
    let mut parent: Option<Value> = None;
    for part in text.split('.') {
        if !path.is_empty() {
            path.push('.');
        }
        path.push_str(part);
        let module = load(vm, &path, text).await?;
        if let Some(parent) = &parent
            && let Some(object) = parent.object()
        {
            let dict = crate::vm::attribute_dict(object);
            if let Payload::Dict(table) = dict.payload() {
                drop(table.with(|table| table.set_plain(&Value::str(part), module.clone())));
            }
        }
        first.get_or_insert_with(|| module.clone());
        parent = Some(module);
    }
    let wants_last = !fromlist.is_none();
    if wants_last { parent } else { first }.ok_or_else(|| import_error("Empty module name"))
}

async fn load(vm: &Vm, path: &str, whole: &str) -> PyResult<Value> {
    let key = Value::str(path);
    let Payload::Dict(modules) = vm.run().modules.payload() else { return Err(import_error("sys.modules is no dict")) };
    if let Some(known) = modules.read(|modules| modules.get_plain(&key)) {
        return Ok(known);
    }
    if let Some(native) = super::find(path) {
        let module = native_module(vm, native)?;
        drop(modules.with(|modules| modules.set_plain(&key, module.clone())));
        return Ok(module);
    }
    let Some((source, file)) = super::find_source(path) else {
        return Err(not_found(path, whole));
    };
    let code = library_code(path, source, file)?;
    let Value::Object(dict) = Value::dict(module_names(path)) else { return Err(import_error("no namespace")) };
    let module = module_object(path, dict.clone());
    drop(modules.with(|modules| modules.set_plain(&key, module.clone())));
    let body = module_body(code, dict);
    if let Err(error) = vm.call(&body, vec![]).await {
        drop(modules.with(|modules| modules.remove_plain(&key)));
        return Err(error);
    }
    Ok(module)
}

/// A module's top level as a function without arguments.
pub fn module_body(code: CodeRef, globals: Ref) -> Value {
    Ref::container(Payload::Function(Box::new(Function {
        code,
        globals,
        closure: Box::new([]),
        state: Guarded::new(FunctionState::default()),
    })))
    .into()
}

fn native_module(vm: &Vm, native: &'static NativeModule) -> PyResult<Value> {
    let mut table = module_names(native.name);
    for (name, value) in native_functions(native) {
        table.set_plain(&name, value);
    }
    (native.fill)(vm, &mut table)?;
    match Value::dict(table) {
        Value::Object(dict) => Ok(module_object(native.name, dict)),
        _ => Err(import_error("no namespace")),
    }
}

/// A native module's functions as objects: made once per process.
fn native_functions(native: &'static NativeModule) -> Vec<(Value, Value)> {
    static KNOWN: OnceLock<Mutex<HashMap<&'static str, Vec<(Value, Value)>>>> = OnceLock::new();
    let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    known
        .entry(native.name)
        .or_insert_with(|| native.functions.iter().map(|function| (intern(function.name), function.object(native.name, false))).collect())
        .clone()
}

/// The linked code of a library module: compiled once per process.
fn library_code(path: &str, source: &str, file: &str) -> PyResult<CodeRef> {
    static KNOWN: OnceLock<Mutex<HashMap<String, CodeRef>>> = OnceLock::new();
    let mut known = KNOWN.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(code) = known.get(path) {
        return Ok(*code);
    }
    let code =
        crate::compile::compile(source, file).map_err(|error| import_error(format!("{file}, line {}: {}", error.line, error.message)))?;
    let code = link_library(code);
    known.insert(path.to_owned(), code);
    Ok(code)
}

fn not_found(path: &str, whole: &str) -> Unwind {
    let nearest =
        crate::suggest::closest(path, SUPPORTED.iter().copied()).map(|name| format!(" Did you mean '{name}'?")).unwrap_or_default();
    let message = if path == whole || !whole.starts_with(path) {
        format!("No module named '{path}'")
    } else {
        format!("No module named '{whole}'; '{path}' is not a package")
    };
    let error = module_not_found_error(if nearest.is_empty() {
        format!("{message} (Hotpot has {})", SUPPORTED.join(", "))
    } else {
        format!("{message}.{nearest}")
    });
    if let Unwind::Raise(exception) = &error
        && let Payload::Dict(table) = crate::vm::attribute_dict(exception).payload()
    {
        drop(table.with(|table| table.set_plain(&names().plain_name, Value::str(path))));
    }
    error
}

/// `from module import name`
pub async fn import_from(vm: &Vm, module: &Value, name: &Value) -> PyResult<Value> {
    if let Some(value) = vm.try_attr(module, name).await? {
        return Ok(value);
    }
    let module_name = match module.payload() {
        Some(Payload::Module(module)) => module.name.to_string(),
        _ => String::from("<unknown module name>"),
    };
    let path = format!("{module_name}.{}", name.as_str().unwrap_or("?"));
    if super::find(&path).is_some() || super::find_source(&path).is_some() {
        return load(vm, &path, &path).await;
    }
    Err(import_error(format!("cannot import name '{}' from '{module_name}' (unknown location)", name.as_str().unwrap_or("?"))))
}

/// `from module import *`
pub async fn import_star(vm: &Vm, module: &Value, globals: &Ref) -> PyResult<()> {
    let Some(dict) = module.object().map(crate::vm::attribute_dict) else { return Err(type_error("not a module")) };
    let all = vm.try_attr(module, &names().all).await?;
    let Payload::Dict(target) = globals.payload() else { return Ok(()) };
    let listed = match all {
        Some(list) => Some(vm.collect(&list).await?),
        None => None,
    };
    for (name, value) in Vm::dict_items(&dict) {
        let wanted = match &listed {
            Some(list) => list.iter().any(|listed| listed.as_str() == name.as_str()),
            None => !name.as_str().is_some_and(|name| name.starts_with('_')),
        };
        if wanted {
            drop(target.with(|target| target.set_plain(&name, value)));
        }
    }
    Ok(())
}

/// Whether a class is one of the builtin exceptions named `SystemExit`.
pub fn is_system_exit(error: &Unwind) -> bool {
    error.is(&types().system_exit)
}

/// The `__main__` module: its names and the program's top level as a function.
pub fn main_module(vm: &Vm) -> PyResult<Value> {
    let mut table: Table = module_names("__main__");
    let code = vm.run().program.code();
    table.set_plain(&names().file, code.file.clone());
    table.set_plain(&names().builtins, module_object("builtins", super::builtins().clone()));
    table.set_plain(&names().doc, code.doc.clone());
    let Value::Object(dict) = Value::dict(table) else { return Err(import_error("no namespace")) };
    let module = module_object("__main__", dict.clone());
    if let Payload::Dict(modules) = vm.run().modules.payload() {
        drop(modules.with(|modules| modules.set_plain(&names().main, module)));
    }
    Ok(module_body(code, dict))
}
