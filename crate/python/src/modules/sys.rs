//! `sys`.

use core::any::Any;
use core::time::Duration;
use std::sync::OnceLock;

use super::NativeModule;
use super::foreign::{content, instance};
use crate::names::intern;
use crate::native::{Args, Native, asynchronous, sync};
use crate::object::{Foreign, Layout, Payload, Ref, Table, Value};
use crate::raise::{PyResult, Unwind, type_error, value_error};
use crate::types::{library_class, library_class_with, types};
use crate::vm::Vm;
use crate::wait;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "sys", functions: FUNCTIONS, fill };

const FUNCTIONS: &[Native] = &[
    sync("exit", "status=, /", |_, args| {
        let args = if args[0].is_unbound() || args[0].is_none() { vec![] } else { vec![args[0].clone()] };
        Err(Unwind::with_args(&types().system_exit, args))
    }),
    sync("getrecursionlimit", "", |vm, _| Ok(Value::Int(i64::from(vm.run().recursion_limit())))),
    sync("setrecursionlimit", "limit, /", |vm, args| match args[0].as_i64() {
        Some(limit) if limit > 0 => {
            vm.run().set_recursion_limit(u32::try_from(limit).unwrap_or(u32::MAX).min(20_000));
            Ok(Value::None)
        }
        Some(_) => Err(value_error("recursion limit must be greater or equal than 1")),
        None => Err(type_error(format!("'{}' object cannot be interpreted as an integer", args[0].class_name()))),
    }),
    sync("getswitchinterval", "", |vm, _| Ok(Value::float(vm.platform().gil().map_or(0.005, |gil| gil.interval().as_secs_f64())))),
    sync("setswitchinterval", "interval, /", |vm, args| {
        let seconds = args[0].as_float().or_else(|| args[0].as_i64().map(|seconds| seconds as f64)).unwrap_or(0.0);
        if seconds <= 0.0 {
            return Err(value_error("switch interval must be strictly positive"));
        }
        if let Some(gil) = vm.platform().gil() {
            gil.set_interval(Duration::from_secs_f64(seconds.min(1000.0)));
        }
        Ok(Value::None)
    }),
    sync("exc_info", "", |vm, _| {
        let handled = vm.handled();
        if handled.is_none() {
            return Ok(Value::tuple([Value::None, Value::None, Value::None]));
        }
        let traceback = crate::builtins::exception::traceback_of(&handled);
        Ok(Value::tuple([handled.class().clone().into(), handled, traceback]))
    }),
    sync("exception", "", |vm, _| Ok(vm.handled())),
    sync("intern", "string, /", |_, args| Ok(args[0].clone())),
    sync("getsizeof", "object, default=", |_, args| Ok(Value::Int(args[0].payload().map_or(28, |payload| payload.size_units() * 64)))),
    sync("getrefcount", "object, /", |_, _| Ok(Value::Int(2))),
    sync("settrace", "function, /", |_, _| {
        Err(crate::raise::not_implemented_error("sys.settrace is not supported: the timeline shows each line"))
    }),
    sync("_is_gil_enabled", "", |vm, _| Ok(Value::bool(vm.platform().gil().is_some()))),
];

fn fill(vm: &Vm, names: &mut Table) -> PyResult<()> {
    let run = vm.run();
    let mut argv = vec![run.program.code().file.clone()];
    argv.extend(run.options.args.iter().map(|argument| Value::str(argument.as_str())));
    let mut set = |name: &str, value: Value| drop(names.set_plain(&intern(name), value));
    set("argv", Value::list(argv));
    set("modules", run.modules.clone().into());
    set("path", Value::list(vec![]));
    set("version_info", version_info().clone());
    set("float_info", float_info().clone());
    set("maxunicode", Value::Int(0x10_ffff));
    set("version", intern("3.11.2 (Hotpot)"));
    set("platform", intern("linux"));
    set("maxsize", Value::Int(i64::MAX));
    set("byteorder", intern("little"));
    set("executable", intern(""));
    set("stdout", instance(&stream_class().clone().into(), Stream { number: 1 })?);
    set("stderr", instance(&stream_class().clone().into(), Stream { number: 2 })?);
    Ok(())
}

/// A tuple whose items also have names.
fn named_values(class_name: &'static str, methods: &[Native], items: &[(&str, Value)]) -> Value {
    let class = library_class_with("sys", class_name, Layout::Tuple, &types().tuple, methods, &[], |class| {
        for (name, value) in items {
            crate::types::add_name(class, name, value.clone());
        }
    });
    Ref::immortal(Some(class), Payload::Tuple(items.iter().map(|(_, value)| value.clone()).collect())).into()
}

/// `sys.version_info`
fn version_info() -> &'static Value {
    static INFO: OnceLock<Value> = OnceLock::new();
    INFO.get_or_init(|| {
        let numbers = [
            ("major", Value::Int(3)),
            ("minor", Value::Int(11)),
            ("micro", Value::Int(2)),
            ("releaselevel", intern("final")),
            ("serial", Value::Int(0)),
        ];
        let repr =
            sync("__repr__", "self, /", |_, _| Ok(intern("sys.version_info(major=3, minor=11, micro=2, releaselevel='final', serial=0)")));
        named_values("version_info", &[repr], &numbers)
    })
}

/// `sys.float_info`
fn float_info() -> &'static Value {
    static INFO: OnceLock<Value> = OnceLock::new();
    INFO.get_or_init(|| {
        let limits = [
            ("max", Value::float(f64::MAX)),
            ("max_exp", Value::Int(1024)),
            ("min", Value::float(f64::MIN_POSITIVE)),
            ("min_exp", Value::Int(-1021)),
            ("dig", Value::Int(15)),
            ("mant_dig", Value::Int(53)),
            ("epsilon", Value::float(f64::EPSILON)),
            ("radix", Value::Int(2)),
        ];
        named_values("float_info", &[], &limits)
    })
}

/// `sys.stdout`, `sys.stderr`
struct Stream {
    number: u32,
}

impl Foreign for Stream {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn stream_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "_io",
            "TextIOWrapper",
            Layout::Final,
            &types().object,
            &[
                asynchronous("write", "self, text, /", wait!(stream_write)),
                asynchronous("writelines", "self, lines, /", wait!(stream_writelines)),
                sync("flush", "self, /", |_, _| Ok(Value::None)),
                sync("isatty", "self, /", |_, _| Ok(Value::bool(false))),
                sync("fileno", "self, /", |_, args| Ok(Value::Int(i64::from(content::<Stream>(&args[0])?.number)))),
                sync("__repr__", "self, /", |_, args| {
                    let name = if content::<Stream>(&args[0])?.number == 1 { "stdout" } else { "stderr" };
                    Ok(Value::str(format!("<_io.TextIOWrapper name='<{name}>' mode='w' encoding='utf-8'>")))
                }),
            ],
            &[],
        )
    })
}

async fn stream_write(vm: Vm, args: Args) -> PyResult<Value> {
    let number = content::<Stream>(&args[0])?.number;
    let Some(text) = args[1].as_text() else {
        return Err(type_error(format!("write() argument must be str, not {}", args[1].class_name())));
    };
    vm.visible().await;
    vm.write(number, text.as_str())?;
    Ok(text.len().into())
}

async fn stream_writelines(vm: Vm, args: Args) -> PyResult<Value> {
    let number = content::<Stream>(&args[0])?.number;
    for line in vm.collect(&args[1]).await? {
        vm.visible().await;
        vm.write(number, line.as_str().unwrap_or(""))?;
    }
    Ok(Value::None)
}
