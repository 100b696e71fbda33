//! `list[int]`: classes with arguments, for annotations. They make instances of the class, and stand for it as a base.

use core::any::Any;
use std::sync::OnceLock;

use crate::native::{Args, asynchronous, getter, sync};
use crate::object::{Foreign, Layout, Ref, Value};
use crate::raise::{PyResult, type_error};
use crate::types::{library_class_with, types};
use crate::vm::Vm;
use crate::wait;

/// A class, its arguments as a tuple, and how both are shown.
struct Alias {
    origin: Value,
    arguments: Value,
    text: String,
}

impl Foreign for Alias {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class_with(
            "types",
            "GenericAlias",
            Layout::Final,
            &types().object,
            &[
                asynchronous("__call__", "self, /, *args, **kwargs", wait!(call)),
                asynchronous("__eq__", "self, value, /", wait!(equal)),
                asynchronous("__hash__", "self, /", wait!(hash)),
                sync("__or__", "self, value, /", |_, args| Ok(super::union::of(&args[0], &args[1]))),
                sync("__ror__", "self, value, /", |_, args| Ok(super::union::of(&args[1], &args[0]))),
                sync("__repr__", "self, /", |_, args| Ok(Value::str(text(&args[0]).unwrap_or("?")))),
            ],
            &[
                getter("__origin__", |_, value| Ok(origin(value).unwrap_or_default())),
                getter("__args__", |_, value| Ok(alias(value)?.arguments.clone())),
            ],
            crate::types::has_own_hash,
        )
    })
}

/// `origin[key]`
pub async fn of(vm: &Vm, origin: &Value, key: &Value) -> PyResult<Value> {
    let arguments = key.as_tuple().map_or_else(|| vec![key.clone()], <[Value]>::to_vec);
    let mut shown = Vec::with_capacity(arguments.len());
    for argument in &arguments {
        shown.push(match argument {
            Value::Ellipsis => String::from("..."),
            class if class.as_class().is_some() => class_text(class),
            other => vm.repr(other).await?,
        });
    }
    let text = format!("{}[{}]", class_text(origin), shown.join(", "));
    crate::modules::foreign::instance(&class().clone().into(), Alias { origin: origin.clone(), arguments: Value::tuple(arguments), text })
}

fn alias(value: &Value) -> PyResult<&Alias> {
    crate::modules::foreign::content(value)
}

/// The class that an alias stands for; nothing for any other value.
pub fn origin(value: &Value) -> Option<Value> {
    value.foreign::<Alias>().map(|alias| alias.origin.clone())
}

/// How an alias is shown; nothing for any other value.
pub fn text(value: &Value) -> Option<&str> {
    value.foreign::<Alias>().map(|alias| alias.text.as_str())
}

fn class_text(class: &Value) -> String {
    let Some(data) = class.as_class() else { return String::from("?") };
    let (module, qualname) = (data.module.get(), data.qualname.get());
    let qualname = qualname.as_str().unwrap_or("?");
    match module.as_str() {
        None | Some("builtins") => qualname.to_owned(),
        Some(module) => format!("{module}.{qualname}"),
    }
}

async fn call(vm: Vm, args: Args) -> PyResult<Value> {
    let origin = alias(&args[0])?.origin.clone();
    let keywords = args[2].object().map(Vm::dict_items).unwrap_or_default();
    vm.call_with(&origin, args[1].as_tuple().unwrap_or(&[]).to_vec(), keywords).await
}

async fn equal(vm: Vm, args: Args) -> PyResult<Value> {
    let (Some(a), Some(b)) = (args[0].foreign::<Alias>(), args[1].foreign::<Alias>()) else { return Ok(Value::NotImplemented) };
    Ok(Value::bool(a.origin.is(&b.origin) && vm.equal(&a.arguments, &b.arguments).await?))
}

async fn hash(vm: Vm, args: Args) -> PyResult<Value> {
    let one = alias(&args[0])?;
    let (class, arguments) = (vm.hash(&one.origin).await?, vm.hash(&one.arguments).await?);
    Ok(Value::Int(class ^ arguments))
}

/// The complaint of `isinstance` and `issubclass`.
pub fn refuse(value: &Value, function: &str) -> PyResult<()> {
    match text(value) {
        Some(_) => Err(type_error(format!("{function}() argument 2 cannot be a parameterized generic"))),
        None => Ok(()),
    }
}
