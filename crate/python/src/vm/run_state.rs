//! What all threads of one process of a run share.

use core::sync::atomic::{AtomicI32, AtomicI64, AtomicU32, AtomicU64, Ordering};
use std::sync::Arc;

use crate::modules::thread::ThreadRecord;
use crate::object::{Guarded, Heap, Ref, Table, Value};
use crate::program::Program;
use crate::raise::{PyResult, Unwind};

/// Limits of a run; each ends it with a sentence that names the limit.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytecodes and native steps of all threads together; `i64::MAX` for none.
    pub instructions: i64,
    /// Memory in units of about 64 bytes.
    pub memory_units: i64,
    /// Bytes printed.
    pub output_bytes: u64,
    /// `sys.getrecursionlimit()` at the start.
    pub recursion: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { instructions: 100_000_000, memory_units: 4 << 20, output_bytes: 4 << 20, recursion: 1000 }
    }
}

/// How to start a program.
#[derive(Clone, Debug, Default)]
pub struct RunOptions {
    /// Limits.
    pub limits: Limits,
    /// `sys.argv[1:]`
    pub args: Vec<String>,
    /// Price of one simple step of native work, in the budget's fuel (0 counts as 1).
    pub step_price: i64,
    /// Whether threads run Python at the same time (GIL off, live).
    pub free_threaded: bool,
    /// `os.cpu_count()`
    pub cores: u32,
}

/// State that the threads of a process share.
#[derive(Debug)]
pub struct RunState {
    /// The containers of the run.
    pub heap: Arc<Heap>,
    /// How it was started.
    pub options: RunOptions,
    /// `sys.modules`: a dict object.
    pub modules: Ref,
    /// Objects that library modules keep per run, by their own key (`"threading.main_thread"` ...).
    pub registry: Guarded<Table>,
    /// The threads that the process started.
    pub threads: Guarded<Vec<ThreadRecord>>,
    exit_code: AtomicI32,
    output_bytes: AtomicU64,
    instructions: AtomicI64,
    recursion_limit: AtomicU32,
    _free_threading: Option<crate::object::FreeThreading>,
    /// The program. The last field: it owns the code and the constants that all else may refer to.
    pub program: Program,
}

impl RunState {
    /// A process about to run `program`.
    pub fn new(program: Program, options: RunOptions) -> Arc<Self> {
        let heap = Heap::new();
        let modules = {
            let _entered = crate::object::enter(&heap);
            match Value::dict(Table::default()) {
                Value::Object(modules) => modules,
                _ => unreachable!("a dict is an object"),
            }
        };
        let free_threading = options.free_threaded.then(crate::object::free_threading);
        Arc::new(Self {
            heap,
            program,
            modules,
            registry: Guarded::default(),
            threads: Guarded::default(),
            exit_code: AtomicI32::new(0),
            output_bytes: AtomicU64::new(0),
            instructions: AtomicI64::new(options.limits.instructions),
            recursion_limit: AtomicU32::new(options.limits.recursion),
            options,
            _free_threading: free_threading,
        })
    }

    /// The process's exit status, once its main thread has ended.
    pub fn exit_code(&self) -> i32 {
        self.exit_code.load(Ordering::Relaxed)
    }

    /// Sets the exit status.
    pub fn set_exit_code(&self, code: i32) {
        self.exit_code.store(code, Ordering::Relaxed);
    }

    /// `sys.getrecursionlimit()`
    pub fn recursion_limit(&self) -> u32 {
        self.recursion_limit.load(Ordering::Relaxed)
    }

    /// `sys.setrecursionlimit()`
    pub fn set_recursion_limit(&self, limit: u32) {
        self.recursion_limit.store(limit, Ordering::Relaxed);
    }

    /// Price of one simple native step in fuel.
    pub fn step_price(&self) -> i64 {
        self.options.step_price.max(1)
    }

    pub(super) fn count_output(&self, bytes: usize) -> PyResult<()> {
        let total = self.output_bytes.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        if total > self.options.limits.output_bytes {
            return Err(Unwind::Limit(
                format!("The program printed more than {} bytes, the limit of a run.", self.options.limits.output_bytes).into(),
            ));
        }
        Ok(())
    }

    /// Takes executed instructions off the run's limit.
    pub(super) fn count_instructions(&self, count: i64) -> PyResult<()> {
        if self.instructions.fetch_sub(count, Ordering::Relaxed) < count {
            return Err(Unwind::Limit(
                format!("The program executed more than {} instructions, the limit of a run.", self.options.limits.instructions).into(),
            ));
        }
        Ok(())
    }

    /// Compares the memory in use with the limit. Call with the heap entered.
    pub fn check_memory(&self) -> PyResult<()> {
        if crate::object::flush_units() > self.options.limits.memory_units {
            return Err(self.out_of_memory());
        }
        Ok(())
    }

    fn out_of_memory(&self) -> Unwind {
        Unwind::Limit(
            format!("The program uses more than {} MB of memory, the limit of a run.", self.options.limits.memory_units >> 14).into(),
        )
    }

    /// Refuses an allocation of `bytes` that could not succeed, before it is tried.
    pub fn reserve(&self, bytes: usize) -> PyResult<()> {
        let units = i64::try_from(bytes / 64).unwrap_or(i64::MAX);
        if units > self.options.limits.memory_units {
            return Err(crate::raise::Unwind::with_args(&crate::types::types().memory_error, Vec::new()));
        }
        if units.saturating_add(self.heap.units()) > self.options.limits.memory_units {
            return Err(self.out_of_memory());
        }
        Ok(())
    }
}

impl Drop for RunState {
    fn drop(&mut self) {
        let _entered = crate::object::enter(&self.heap);
        drop(self.threads.replace(Vec::new()));
        drop(self.registry.replace(Table::default()));
        self.heap.clear();
    }
}
