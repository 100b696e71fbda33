//! `os`: what a run knows of its process.

use super::NativeModule;
use crate::builtins::argument::count;
use crate::fault::{check_size, size};
use crate::names::intern;
use crate::native::{Native, sync};
use crate::object::{Table, Value};
use crate::raise::{PyResult, not_implemented_error, value_error};
use crate::types::types;
use crate::vm::Vm;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "os", functions: FUNCTIONS, fill };

/// The process id of a run's first process, the same in every run.
pub const PID: i64 = 4242;

const FUNCTIONS: &[Native] = &[
    sync("getpid", "", |_, _| Ok(Value::Int(PID))),
    sync("getppid", "", |_, _| Ok(Value::Int(PID - 1))),
    sync("cpu_count", "", |vm, _| Ok(Value::Int(i64::from(vm.run().options.cores.max(1))))),
    sync("getenv", "key, default=", |_, args| Ok(if args[1].is_unbound() { Value::None } else { args[1].clone() })),
    sync("getcwd", "", |_, _| Ok(Value::str("/"))),
    sync("fork", "", |_, _| Err(not_implemented_error("os.fork() is not supported: use multiprocessing.Process"))),
    sync("urandom", "size, /", |vm, args| {
        let count = count(&args[0], 0)?;
        if count < 0 {
            return Err(value_error("negative argument not allowed"));
        }
        let size = check_size(size(count), 1)?;
        let mut bytes = Vec::with_capacity(size + 8);
        while bytes.len() < size {
            bytes.extend(vm.platform().entropy().to_le_bytes());
        }
        bytes.truncate(size);
        Ok(Value::bytes(bytes))
    }),
];

fn fill(_: &Vm, names: &mut Table) -> PyResult<()> {
    names.set_plain(&intern("name"), intern("posix"));
    names.set_plain(&intern("sep"), intern("/"));
    names.set_plain(&intern("linesep"), intern("\n"));
    names.set_plain(&intern("environ"), Value::dict(Table::default()));
    names.set_plain(&intern("error"), types().os_error.clone().into());
    Ok(())
}
