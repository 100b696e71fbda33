//! A compiled program, ready to be run any number of times.

use std::sync::Arc;

use crate::code::{Code, CompileError, Constant};
use crate::names::intern;
use crate::object::{CodeRef, Linked, Owned, OwnedCode, Payload, Place, Ref, SetTable, Table, Value, uncharged};
use crate::vm::{PythonFiber, RunOptions, RunState};

/// A compiled program. Cheap to clone; starting a run of it costs microseconds. Its code and constants are freed with the last clone,
/// and a run holds one until all else of the run is gone.
#[derive(Clone, Debug)]
pub struct Program(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    source: String,
    file: String,
    code: CodeRef,
    _owned: Linker,
}

impl Program {
    /// Compiles a program; `file` is the name that tracebacks show. Modules that do not exist are refused here, unless the program
    /// stands ready for that.
    pub fn compile(source: &str, file: &str) -> Result<Self, CompileError> {
        let code = crate::compile::compile(source, file)?;
        crate::modules::refuse_unknown_modules(&code)?;
        let mut owned = Linker::default();
        owned.is_program = true;
        let code = uncharged(|| owned.link(code));
        Ok(Self(Arc::new(Inner { source: source.to_owned(), file: file.to_owned(), code, _owned: owned })))
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
    pub fn code(&self) -> CodeRef {
        self.0.code
    }

    /// A fiber for the program's main thread, and the state that its threads will share.
    pub fn start(&self, options: RunOptions) -> (Box<dyn hotpot_sync::Fiber + Send>, Arc<RunState>) {
        let run = RunState::new(self.clone(), options);
        (Box::new(PythonFiber::main(run.clone())), run)
    }
}

/// Links the code of a library module, which lives for the rest of the process.
pub fn link_library(code: Code) -> CodeRef {
    uncharged(|| Linker::default().link(code))
}

/// Links compiled code: interns its names, makes objects of its constants. A program's linker owns what it made.
#[derive(Debug, Default)]
struct Linker {
    /// Whether it is a program's, not the library's: only the former is ever freed.
    is_program: bool,
    codes: Vec<OwnedCode>,
    /// Those that hold others come after them.
    constants: Vec<Owned>,
    names: Vec<Arc<str>>,
}

impl Drop for Linker {
    fn drop(&mut self) {
        uncharged(|| {
            // Code refers to constants and names, constants to constants made before them and to names.
            self.codes.clear();
            while self.constants.pop().is_some() {}
            crate::names::give_up(&self.names);
        });
    }
}

impl Linker {
    fn link(&mut self, code: Code) -> CodeRef {
        let nested = code
            .constants
            .iter()
            .map(|constant| match constant {
                Constant::Code(inner) => Some(self.link(Arc::unwrap_or_clone(inner.clone()))),
                _ => None,
            })
            .collect();
        let linked = Linked {
            ops: code.ops.iter().map(|op| (*op, crate::cost::class_of(*op))).collect(),
            handlers: code.handlers.clone().into(),
            constants: code.constants.iter().map(|constant| self.constant(constant)).collect(),
            nested,
            names: code.names.iter().map(|name| self.name(name)).collect(),
            places: code.names.iter().map(|_| Place::default()).collect(),
            name: self.name(&code.name),
            qualname: self.name(&code.qualname),
            doc: code.doc.as_ref().map_or(Value::None, |doc| self.name(doc)),
            file: self.name(&code.file),
            parameters: code.parameters,
            locals: code.locals.iter().map(|name| self.name(name)).collect(),
            cells: code.cells.iter().map(|(name, _)| name).chain(&code.free).map(|name| self.name(name)).collect(),
            local_count: code.locals.len(),
            cell_count: code.cells.len() + code.free.len(),
            is_program: self.is_program,
            code,
        };
        if !self.is_program {
            return CodeRef::for_ever(linked);
        }
        let owned = OwnedCode::new(linked);
        let code = owned.get();
        self.codes.push(owned);
        code
    }

    fn name(&mut self, text: &Arc<str>) -> Value {
        if !self.is_program {
            return intern(text);
        }
        self.names.push(text.clone());
        crate::names::hold(text)
    }

    fn constant(&mut self, constant: &Constant) -> Value {
        let payload = match constant {
            Constant::None | Constant::Code(_) => return Value::None,
            Constant::Bool(value) => return Value::bool(*value),
            Constant::Ellipsis => return Value::Ellipsis,
            Constant::Int(value) => return Value::Int(*value),
            Constant::Float(value) => return Value::float(*value),
            Constant::Str(text) if text.len() <= 64 => return self.name(text),
            Constant::Str(text) => Payload::Str((&**text).into()),
            Constant::BigInt(value) => Payload::BigInt(value.clone()),
            Constant::Bytes(bytes) => Payload::Bytes((&**bytes).into()),
            Constant::Tuple(items) => Payload::Tuple(items.iter().map(|item| self.constant(item)).collect()),
            Constant::FrozenSet(items) => {
                let mut table = SetTable::default();
                for item in items {
                    table.add_plain(&self.constant(item));
                }
                Payload::FrozenSet(Box::new(table))
            }
        };
        if !self.is_program {
            return Ref::immortal(None, payload).into();
        }
        let owned = Owned::new(payload);
        let value = owned.get().into();
        self.constants.push(owned);
        value
    }
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
