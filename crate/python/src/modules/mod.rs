//! Library modules, and what runs a program's threads.
//!
//! A module is written in Rust where it waits or must be fast: one file each, found by name in [`find`]. The others are Python
//! text under `lib/`. `main.rs` is the bottom frame of every thread; `import.rs` the import system.

mod check;
mod collections;
pub mod foreign;
pub mod import;
pub mod main;
mod math;
mod os;
mod queue;
mod random;
mod sync;
pub mod sys;
pub mod thread;
mod time;

use std::sync::OnceLock;

pub use check::refuse_unknown_modules;

use crate::names::intern;
use crate::native::Native;
use crate::object::{Guarded, Payload, Ref, Table, Value, uncharged};
use crate::raise::PyResult;
use crate::types::types;
use crate::vm::Vm;

/// A module written in Rust.
pub struct NativeModule {
    /// Its name.
    pub name: &'static str,
    /// Its functions.
    pub functions: &'static [Native],
    /// Adds its other names (classes, constants, per-run objects) to the fresh namespace of a run.
    pub fill: fn(&Vm, &mut Table) -> PyResult<()>,
}

/// The modules written in Rust.
pub fn find(name: &str) -> Option<&'static NativeModule> {
    static MODULES: &[&NativeModule] = &[
        &collections::MODULE,
        &math::MODULE,
        &os::MODULE,
        &queue::MODULE,
        &random::MODULE,
        &sync::MODULE,
        &sys::MODULE,
        &thread::MODULE,
        &time::MODULE,
    ];
    MODULES.iter().find(|module| module.name == name).copied()
}

/// The text of a library module written in Python, and the file name that tracebacks show.
pub fn find_source(name: &str) -> Option<(&'static str, &'static str)> {
    LIBRARY.iter().find(|(known, ..)| *known == name).map(|(_, text, file)| (*text, *file))
}

macro_rules! library {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../lib/", $name, ".py")), concat!("lib/", $name, ".py")),)*]
    };
}

/// The library modules written in Python: name, text, file name.
const LIBRARY: &[(&str, &str, &str)] = library! { "collections" "functools" "itertools" "queue" "threading" };

/// Names of all modules that can be imported, for messages.
pub const SUPPORTED: &[&str] =
    &["threading", "_thread", "queue", "time", "random", "os", "sys", "collections", "itertools", "functools", "math"];

/// The `builtins` namespace: the same dict object for every run; programs cannot change it.
pub fn builtins() -> &'static Ref {
    static BUILTINS: OnceLock<Ref> = OnceLock::new();
    BUILTINS.get_or_init(|| uncharged(builtins_dict))
}

fn builtins_dict() -> Ref {
    use crate::builtins::{aggregate, arithmetic, functions, int, reflect, str};
    let mut table = Table::default();
    for native in [functions::FUNCTIONS, aggregate::FUNCTIONS, reflect::FUNCTIONS, arithmetic::FUNCTIONS, int::FUNCTIONS, str::FUNCTIONS]
        .into_iter()
        .flatten()
    {
        table.set_plain(&intern(native.name), native.object("builtins", false));
    }
    let types = types();
    for class in crate::builtins::functions::classes(types) {
        table.set_plain(&intern(&class.class_text()), class.clone().into());
    }
    for (name, class) in types.exceptions() {
        table.set_plain(&intern(name), class.clone().into());
    }
    for (name, value) in [
        ("BaseException", types.base_exception.clone().into()),
        ("EnvironmentError", types.os_error.clone().into()),
        ("IOError", types.os_error.clone().into()),
        ("None", Value::None),
        ("True", Value::bool(true)),
        ("False", Value::bool(false)),
        ("NotImplemented", Value::NotImplemented),
        ("Ellipsis", Value::Ellipsis),
        ("__debug__", Value::bool(true)),
        ("__name__", intern("builtins")),
    ] {
        table.set_plain(&intern(name), value);
    }
    Ref::immortal(None, Payload::Dict(Guarded::frozen(table)))
}

/// A builtin by name.
pub fn builtin(name: &Value) -> Option<Value> {
    match builtins().payload() {
        Payload::Dict(table) => table.read(|table| table.get_plain(name)),
        _ => None,
    }
}

/// The message for a name that a module does not have.
pub fn missing_attribute(module: &str, name: &str) -> String {
    format!("module '{module}' has no attribute '{name}'")
}
