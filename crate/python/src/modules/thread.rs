//! `_thread`: locks, and starting threads. `lib/threading.py` builds `threading` on it.

use core::any::Any;
use std::sync::{Arc, OnceLock};

use hotpot_sync::{Finish, Lock, NotHeld, Platform, RLock, SpawnError, ThreadInfo};
use hotpot_trace::{ObjectKind, ThreadId, WaitReason};

use super::NativeModule;
use super::foreign::{TIMEOUT_MAX, acquire_timeout, content, instance, timeout};
use crate::names::intern;
use crate::native::{Args, Native, asynchronous, sync};
use crate::object::{Foreign, Layout, Payload, Ref, Table, Value};
use crate::raise::{PyResult, Unwind, runtime_error, type_error};
use crate::types::{library_class, types};
use crate::vm::{PythonFiber, RunState, Vm, format_exception, one_line};
use crate::wait;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_thread", functions: FUNCTIONS, fill };

const FUNCTIONS: &[Native] = &[
    sync("allocate_lock", "", |vm, _| new_lock(vm)),
    sync("allocate", "", |vm, _| new_lock(vm)),
    sync("get_ident", "", |vm, _| Ok(Value::Int(ident(vm.platform().current())))),
    sync("get_native_id", "", |vm, _| Ok(Value::Int(native_id(vm.platform().current())))),
    asynchronous("start_new_thread", "function, args, kwargs=, /", wait!(start_new_thread)),
    asynchronous("start_new", "function, args, kwargs=, /", wait!(start_new_thread)),
    sync("exit", "", |_, _| Err(Unwind::with_args(&types().system_exit, vec![]))),
    sync("exit_thread", "", |_, _| Err(Unwind::with_args(&types().system_exit, vec![]))),
    sync("stack_size", "size=, /", |_, _| Ok(Value::Int(0))),
    sync("_count", "", |vm, _| {
        Ok(Value::Int(vm.run().threads.read(|threads| threads.iter().filter(|thread| !thread.finish.is_ended()).count()) as i64))
    }),
    asynchronous("_spawn", "function, name, daemon, /", wait!(spawn_handle)),
    sync("_join_main", "timeout, /", |_, _| {
        Err(crate::raise::not_implemented_error("joining the main thread from another is not supported: signal its end with an Event"))
    }),
    asynchronous("_report", "name, exception, /", wait!(report)),
    sync("_deprecated", "message, /", |vm, args| vm.warn_deprecated(args[0].as_str().unwrap_or("")).map(|()| Value::None)),
];

fn fill(_: &Vm, names: &mut Table) -> PyResult<()> {
    names.set_plain(&intern("LockType"), lock_class().clone().into());
    names.set_plain(&intern("lock"), lock_class().clone().into());
    names.set_plain(&intern("RLock"), rlock_class().clone().into());
    names.set_plain(&intern("error"), types().runtime_error.clone().into());
    names.set_plain(&intern("TIMEOUT_MAX"), Value::float(TIMEOUT_MAX));
    Ok(())
}

/// A thread that the run started, as joining and the end of the program need it.
#[derive(Clone, Debug)]
pub struct ThreadRecord {
    /// Its end.
    pub finish: Arc<Finish>,
    /// Whether the end of the program does not wait for it.
    pub daemon: bool,
}

/// What the main thread does when the program has ended: waits for every thread that is no daemon.
pub async fn shutdown(vm: &Vm) -> PyResult<()> {
    loop {
        let next = vm.run().threads.with(|threads| {
            threads.retain(|thread| !thread.finish.is_ended());
            threads.iter().find(|thread| !thread.daemon).cloned()
        });
        let Some(thread) = next else { return Ok(()) };
        vm.visible().await;
        thread.finish.join(&**vm.platform(), None, WaitReason::Exit).await?;
    }
}

/// `threading.get_ident()` of a thread: a number as Linux would show it, the same in every run.
pub fn ident(thread: ThreadId) -> i64 {
    0x7f5a_0000_0000 - i64::from(thread.0) * 0x80_1000
}

fn native_id(thread: ThreadId) -> i64 {
    super::os::PID + i64::from(thread.0)
}

async fn spawn(vm: &Vm, function: Value, args: Vec<Value>, name: String, daemon: bool) -> PyResult<Arc<Finish>> {
    vm.visible().await;
    let platform = vm.platform();
    let object = platform.create_object(ObjectKind::Thread);
    platform.name_object(object, &name);
    let finish = Arc::new(Finish::new(object));
    let run: Arc<RunState> = vm.run().clone();
    let fiber = PythonFiber::thread(run, function, args);
    platform.charge(hotpot_sync::Cost::ThreadStart);
    match platform.spawn(ThreadInfo { name, process: 0, daemon, finish: finish.clone() }, Box::new(fiber)) {
        Ok(_) => {
            vm.run().threads.with(|threads| {
                threads.retain(|thread| !thread.finish.is_ended());
                threads.push(ThreadRecord { finish: finish.clone(), daemon });
            });
            Ok(finish)
        }
        Err(SpawnError::TooMany { limit }) => {
            Err(Unwind::Limit(format!("The program started more than {limit} threads, the limit of a run.").into()))
        }
        Err(SpawnError::TooManyAtOnce { limit }) => {
            Err(Unwind::Limit(format!("The program has more than {limit} threads at once, the limit of a run.").into()))
        }
        Err(SpawnError::Stopped) => Err(Unwind::Stopped),
    }
}

async fn start_new_thread(vm: Vm, args: Args) -> PyResult<Value> {
    if !crate::builtins::functions::is_callable(&vm, &args[0]) {
        return Err(type_error("first arg must be callable"));
    }
    let Some(positional) = args[1].as_tuple() else { return Err(type_error("2nd arg must be a tuple")) };
    let mut positional = positional.to_vec();
    let mut function = args[0].clone();
    if let Some(keywords) = args[2].object() {
        let Payload::Dict(_) = keywords.payload() else { return Err(type_error("optional 3rd arg must be a dictionary")) };
        // The thread calls `_call(function, args, kwargs)`: a fiber starts with positional arguments only.
        positional = vec![function, Value::tuple(positional), args[2].clone()];
        function = apply().clone();
    }
    let name = format!("thread {}", vm.run().threads.read(Vec::len) + 1);
    let finish = spawn(&vm, function, positional, name, true).await?;
    Ok(Value::Int(finish.thread().map_or(0, ident)))
}

/// `function(*args, **kwargs)`, as a function.
fn apply() -> &'static Value {
    static APPLY: OnceLock<Value> = OnceLock::new();
    APPLY.get_or_init(|| {
        asynchronous("_call", "function, args, kwargs, /", |vm, args| {
            Box::pin(async move {
                let keywords = args[2].object().map(Vm::dict_items).unwrap_or_default();
                vm.call_with(&args[0], args[1].as_tuple().unwrap_or(&[]).to_vec(), keywords).await
            })
        })
        .object("_thread", false)
    })
}

async fn spawn_handle(vm: Vm, args: Args) -> PyResult<Value> {
    let name = args[1].as_str().unwrap_or("thread").to_owned();
    let finish = spawn(&vm, args[0].clone(), Vec::new(), name, vm.truth(&args[2]).await?).await?;
    instance(&handle_class().clone().into(), Handle(finish))
}

/// Prints an uncaught exception as `threading.excepthook` does; returns its one-line text.
async fn report(vm: Vm, args: Args) -> PyResult<Value> {
    let Some(exception) = args[1].object() else { return Ok(Value::None) };
    let text = format_exception(&vm, exception).await;
    vm.write(2, &format!("Exception in thread {}:\n{text}", args[0].as_str().unwrap_or("?")))?;
    Ok(Value::str(one_line(exception)))
}

/// A started thread.
struct Handle(Arc<Finish>);

impl Foreign for Handle {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn handle_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "_thread",
            "_ThreadHandle",
            Layout::Final,
            &types().object,
            &[
                asynchronous("join", "self, timeout=, /", wait!(handle_join)),
                sync("is_done", "self, /", |_, args| Ok(Value::bool(content::<Handle>(&args[0])?.0.is_ended()))),
                sync("ident", "self, /", |_, args| {
                    Ok(content::<Handle>(&args[0])?.0.thread().map_or(Value::None, |thread| Value::Int(ident(thread))))
                }),
                sync("native_id", "self, /", |_, args| {
                    Ok(content::<Handle>(&args[0])?.0.thread().map_or(Value::None, |thread| Value::Int(native_id(thread))))
                }),
            ],
            &[],
        )
    })
}

async fn handle_join(vm: Vm, args: Args) -> PyResult<Value> {
    let finish = content::<Handle>(&args[0])?.0.clone();
    let timeout = timeout(&args[1])?;
    vm.visible().await;
    Ok(Value::bool(finish.join(&**vm.platform(), timeout, WaitReason::JoinThread).await?))
}

/// `threading.Lock`
pub struct PyLock(pub Arc<Lock>);

impl Foreign for PyLock {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn name(&self, platform: &dyn Platform, name: &str) {
        platform.name_object(self.0.object(), name);
    }
}

fn new_lock(vm: &Vm) -> PyResult<Value> {
    instance(&lock_class().clone().into(), PyLock(Arc::new(Lock::new(&**vm.platform()))))
}

/// The class of `threading.Lock()`'s results.
pub fn lock_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "_thread",
            "lock",
            Layout::Final,
            &types().object,
            &[
                asynchronous("acquire", "self, blocking=, timeout=", wait!(lock_acquire)),
                asynchronous("acquire_lock", "self, blocking=, timeout=", wait!(lock_acquire)),
                asynchronous("__enter__", "self, /", wait!(lock_enter)),
                asynchronous("release", "self, /", wait!(lock_release)),
                asynchronous("release_lock", "self, /", wait!(lock_release)),
                asynchronous("__exit__", "self, *args", wait!(lock_release)),
                sync("locked", "self, /", |_, args| Ok(Value::bool(content::<PyLock>(&args[0])?.0.is_locked()))),
                sync("locked_lock", "self, /", |_, args| Ok(Value::bool(content::<PyLock>(&args[0])?.0.is_locked()))),
                sync("__repr__", "self, /", |_, args| {
                    let locked = if content::<PyLock>(&args[0])?.0.is_locked() { "locked" } else { "unlocked" };
                    Ok(Value::str(format!("<{locked} _thread.lock object at {:#x}>", args[0].object().map_or(0, Ref::identity))))
                }),
            ],
            &[],
        )
    })
}

async fn lock_acquire(vm: Vm, args: Args) -> PyResult<Value> {
    let lock = content::<PyLock>(&args[0])?.0.clone();
    let timeout = acquire_timeout(&vm, &args[1], &args[2])?;
    vm.visible().await;
    Ok(Value::bool(lock.acquire(&**vm.platform(), timeout).await?))
}

async fn lock_enter(vm: Vm, args: Args) -> PyResult<Value> {
    let lock = content::<PyLock>(&args[0])?.0.clone();
    vm.visible().await;
    Ok(Value::bool(lock.acquire(&**vm.platform(), None).await?))
}

async fn lock_release(vm: Vm, args: Args) -> PyResult<Value> {
    let lock = content::<PyLock>(&args[0])?.0.clone();
    vm.visible().await;
    lock.release(&**vm.platform()).map_err(|NotHeld| runtime_error("release unlocked lock"))?;
    Ok(Value::None)
}

/// `threading.RLock`
pub struct PyRLock(pub Arc<RLock>);

impl Foreign for PyRLock {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn name(&self, platform: &dyn Platform, name: &str) {
        platform.name_object(self.0.object(), name);
    }
}

/// The class of `threading.RLock()`'s results.
pub fn rlock_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "_thread",
            "RLock",
            Layout::Foreign,
            &types().object,
            &[
                sync("__new__", "cls, *args, **kwargs", |vm, args| instance(&args[0], PyRLock(Arc::new(RLock::new(&**vm.platform())))))
                    .fixed(),
                asynchronous("acquire", "self, blocking=, timeout=", wait!(rlock_acquire)),
                asynchronous("__enter__", "self, /", wait!(rlock_enter)),
                asynchronous("release", "self, /", wait!(rlock_release)),
                asynchronous("__exit__", "self, *args", wait!(rlock_release)),
                sync("_is_owned", "self, /", |vm, args| Ok(Value::bool(content::<PyRLock>(&args[0])?.0.is_owned(&**vm.platform())))),
                asynchronous("_release_save", "self, /", wait!(rlock_release_save)),
                asynchronous("_acquire_restore", "self, state, /", wait!(rlock_acquire_restore)),
                sync("__repr__", "self, /", |_, args| {
                    let lock = &content::<PyRLock>(&args[0])?.0;
                    let holder = lock.holder();
                    Ok(Value::str(format!(
                        "<{} _thread.RLock object owner={} count={} at {:#x}>",
                        if holder.is_some() { "locked" } else { "unlocked" },
                        holder.map_or(0, ident),
                        if holder.is_some() { lock.depth() } else { 0 },
                        args[0].object().map_or(0, Ref::identity)
                    )))
                }),
            ],
            &[],
        )
    })
}

async fn rlock_acquire(vm: Vm, args: Args) -> PyResult<Value> {
    let lock = content::<PyRLock>(&args[0])?.0.clone();
    let timeout = acquire_timeout(&vm, &args[1], &args[2])?;
    vm.visible().await;
    Ok(Value::bool(lock.acquire(&**vm.platform(), timeout).await?))
}

async fn rlock_enter(vm: Vm, args: Args) -> PyResult<Value> {
    let lock = content::<PyRLock>(&args[0])?.0.clone();
    vm.visible().await;
    Ok(Value::bool(lock.acquire(&**vm.platform(), None).await?))
}

fn not_acquired(_: NotHeld) -> Unwind {
    runtime_error("cannot release un-acquired lock")
}

async fn rlock_release(vm: Vm, args: Args) -> PyResult<Value> {
    let lock = content::<PyRLock>(&args[0])?.0.clone();
    vm.visible().await;
    lock.release(&**vm.platform()).map_err(not_acquired)?;
    Ok(Value::None)
}

async fn rlock_release_save(vm: Vm, args: Args) -> PyResult<Value> {
    let lock = content::<PyRLock>(&args[0])?.0.clone();
    vm.visible().await;
    let depth = lock.release_save(&**vm.platform()).map_err(not_acquired)?;
    Ok(Value::tuple([Value::Int(i64::from(depth)), Value::Int(ident(vm.platform().current()))]))
}

async fn rlock_acquire_restore(vm: Vm, args: Args) -> PyResult<Value> {
    let lock = content::<PyRLock>(&args[0])?.0.clone();
    let depth = args[1].as_tuple().and_then(|state| state.first()).and_then(Value::as_i64).unwrap_or(1);
    lock.acquire_restore(&**vm.platform(), depth as u32).await?;
    Ok(Value::None)
}
