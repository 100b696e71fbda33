//! A compiled program, ready to be run any number of times.

use std::sync::Arc;

use crate::code::{Code, CompileError, Constant};
use crate::names::intern;
use crate::object::{Linked, Payload, Ref, SetTable, Table, Value};
use crate::vm::{PythonFiber, RunOptions, RunState};

/// A compiled program. Cheap to clone; starting a run of it costs microseconds.
#[derive(Clone, Debug)]
pub struct Program(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    source: String,
    file: String,
    code: &'static Linked,
}

impl Program {
    /// Compiles a program; `file` is the name that tracebacks show. Modules that do not exist are refused here, unless the program
    /// stands ready for that.
    pub fn compile(source: &str, file: &str) -> Result<Self, CompileError> {
        let code = crate::compile::compile(source, file)?;
        crate::modules::refuse_unknown_modules(&code)?;
        Ok(Self(Arc::new(Inner { source: source.to_owned(), file: file.to_owned(), code: link(code, true) })))
    }

    /// The text, for tracebacks.
    pub fn source(&self) -> &str {
        &self.0.source
    }

    /// The file name.
    pub fn file(&self) -> &str {
        &self.0.file
    }

    /// The top level.
    pub fn code(&self) -> &'static Linked {
        self.0.code
    }

    /// A fiber for the program's main thread, and the state that its threads will share.
    pub fn start(&self, options: RunOptions) -> (Box<dyn hotpot_sync::Fiber + Send>, Arc<RunState>) {
        let run = RunState::new(self.clone(), options);
        (Box::new(PythonFiber::main(run.clone())), run)
    }
}

/// Links compiled code: interns its names, makes objects of its constants. Linked code lives for the rest of the process.
pub fn link(code: Code, is_program: bool) -> &'static Linked {
    let nested = code
        .constants
        .iter()
        .map(|constant| match constant {
            Constant::Code(inner) => Some(link(Arc::unwrap_or_clone(inner.clone()), is_program)),
            _ => None,
        })
        .collect();
    Box::leak(Box::new(Linked {
        ops: code.ops.clone().into(),
        classes: code.ops.iter().map(|op| crate::cost::class_of(*op) as u8).collect(),
        handlers: code.handlers.clone().into(),
        constants: code.constants.iter().map(constant).collect(),
        nested,
        names: code.names.iter().map(|name| intern(name)).collect(),
        name: intern(&code.name),
        qualname: intern(&code.qualname),
        parameters: code.parameters,
        locals: code.locals.iter().map(|name| intern(name)).collect(),
        local_count: code.locals.len(),
        cell_count: code.cells.len() + code.free.len(),
        is_program,
        code,
    }))
}

fn constant(constant: &Constant) -> Value {
    let payload = match constant {
        Constant::None | Constant::Code(_) => return Value::None,
        Constant::Bool(value) => return Value::Bool(*value),
        Constant::Ellipsis => return Value::Ellipsis,
        Constant::Int(value) => return Value::Int(*value),
        Constant::Float(value) => return Value::Float(*value),
        Constant::Str(text) if text.len() <= 64 => return intern(text),
        Constant::Str(text) => Payload::Str((&**text).into()),
        Constant::BigInt(value) => Payload::BigInt(value.clone()),
        Constant::Bytes(bytes) => Payload::Bytes((&**bytes).into()),
        Constant::Tuple(items) => Payload::Tuple(items.iter().map(self::constant).collect()),
        Constant::FrozenSet(items) => {
            let mut table = SetTable::default();
            for item in items {
                table.add_plain(&self::constant(item));
            }
            Payload::FrozenSet(Box::new(table))
        }
    };
    Ref::immortal(None, payload).into()
}

/// A fresh namespace for a module.
pub fn module_names(name: &str) -> Table {
    let mut table = Table::default();
    for (key, value) in [
        ("__name__", intern(name)),
        ("__doc__", Value::None),
        ("__package__", Value::None),
        ("__loader__", Value::None),
        ("__spec__", Value::None),
    ] {
        table.set_plain(&intern(key), value);
    }
    table
}
