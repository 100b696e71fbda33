//! `_sync`: the waiting parts of `threading`'s conditions, semaphores and events. `lib/threading.py` wraps them in classes.

use core::any::Any;
use std::sync::{Arc, OnceLock};

use hotpot_sync::{BoundedSemaphore, Cell, ConditionQueue, Event, Platform, Semaphore};

use super::NativeModule;
use super::foreign::{content, instance, timeout};
use crate::builtins::argument;
use crate::names::intern;
use crate::native::{Args, asynchronous, sync};
use crate::object::{Foreign, Int, Layout, Ref, Table, Value};
use crate::raise::{PyResult, Unwind, overflow_error, value_error};
use crate::types::{library_class, types};
use crate::vm::Vm;
use crate::wait;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_sync", functions: &[], fill };

fn fill(_: &Vm, names: &mut Table) -> PyResult<()> {
    names.set_plain(&intern("ConditionQueue"), condition_class().clone().into());
    names.set_plain(&intern("Semaphore"), semaphore_class().clone().into());
    names.set_plain(&intern("BoundedSemaphore"), bounded_class().clone().into());
    names.set_plain(&intern("Event"), event_class().clone().into());
    Ok(())
}

struct Waiters(Arc<ConditionQueue>);

impl Foreign for Waiters {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn name(&self, platform: &dyn Platform, name: &str) {
        platform.name_object(self.0.object(), name);
    }
}

struct Waiter(Arc<Cell>);

impl Foreign for Waiter {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn condition_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "_sync",
            "ConditionQueue",
            Layout::Final,
            &types().object,
            &[
                sync("__new__", "cls, /", |vm, args| instance(&args[0], Waiters(Arc::new(ConditionQueue::new(&**vm.platform()))))).fixed(),
                asynchronous("enter", "self, /", wait!(condition_enter)),
                sync("leave", "self, cell, /", |_, args| {
                    content::<Waiters>(&args[0])?.0.leave(&content::<Waiter>(&args[1])?.0);
                    Ok(Value::None)
                }),
                asynchronous("wait", "self, cell, timeout=, /", wait!(condition_wait)),
                asynchronous("notify", "self, n, /", wait!(condition_notify)),
                sync("__len__", "self, /", |_, args| Ok(content::<Waiters>(&args[0])?.0.len().into())),
            ],
            &[],
        )
    })
}

fn waiter_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| library_class("_sync", "Waiter", Layout::Final, &types().object, &[], &[]))
}

async fn condition_enter(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<Waiters>(&args[0])?.0.clone();
    vm.visible().await;
    instance(&waiter_class().clone().into(), Waiter(queue.enter(&**vm.platform())))
}

async fn condition_wait(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<Waiters>(&args[0])?.0.clone();
    let cell = content::<Waiter>(&args[1])?.0.clone();
    Ok(Value::bool(queue.wait(&**vm.platform(), &cell, timeout(&args[2])?).await?))
}

async fn condition_notify(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<Waiters>(&args[0])?.0.clone();
    let count = vm.index(&args[1]).await?;
    vm.visible().await;
    Ok(queue.notify(&**vm.platform(), crate::fault::size(count)).into())
}

enum Counter {
    Plain(Arc<Semaphore>),
    Bounded(Arc<BoundedSemaphore>),
}

impl Counter {
    fn semaphore(&self) -> &Semaphore {
        match self {
            Self::Plain(semaphore) => semaphore,
            Self::Bounded(semaphore) => semaphore,
        }
    }
}

impl Foreign for Counter {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn name(&self, platform: &dyn Platform, name: &str) {
        platform.name_object(self.semaphore().object(), name);
    }
}

const COUNTER_METHODS: [crate::native::Native; 3] = [
    asynchronous("acquire", "self, timeout=, /", wait!(semaphore_acquire)),
    asynchronous("release", "self, n, /", wait!(semaphore_release)),
    sync("value", "self, /", |_, args| Ok(Value::Int(i64::from(content::<Counter>(&args[0])?.semaphore().value())))),
];

/// A semaphore's counter, or what is added to it.
fn permits(count: &Int) -> PyResult<u32> {
    count.to_i64().and_then(|count| u32::try_from(count).ok()).ok_or_else(beyond_32_bits)
}

fn beyond_32_bits() -> Unwind {
    overflow_error("semaphore counters beyond 32 bits are not supported")
}

fn semaphore_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        let mut methods = vec![
            sync("__new__", "cls, value, /", |vm, args| {
                let value = permits(&argument::int(&args[1])?)?;
                instance(&args[0], Counter::Plain(Arc::new(Semaphore::new(&**vm.platform(), value))))
            })
            .fixed(),
        ];
        methods.extend(COUNTER_METHODS);
        library_class("_sync", "Semaphore", Layout::Final, &types().object, &methods, &[])
    })
}

fn bounded_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        let mut methods = vec![
            sync("__new__", "cls, value, /", |vm, args| {
                let value = permits(&argument::int(&args[1])?)?;
                instance(&args[0], Counter::Bounded(Arc::new(BoundedSemaphore::new(&**vm.platform(), value))))
            })
            .fixed(),
        ];
        methods.extend(COUNTER_METHODS);
        library_class("_sync", "BoundedSemaphore", Layout::Final, &types().object, &methods, &[])
    })
}

async fn semaphore_acquire(vm: Vm, args: Args) -> PyResult<Value> {
    let counter = content::<Counter>(&args[0])?;
    let timeout = timeout(&args[1])?;
    vm.visible().await;
    let platform = &**vm.platform();
    Ok(Value::bool(match counter {
        Counter::Plain(semaphore) => semaphore.clone().acquire(platform, timeout).await?,
        Counter::Bounded(semaphore) => semaphore.clone().acquire(platform, timeout).await?,
    }))
}

async fn semaphore_release(vm: Vm, args: Args) -> PyResult<Value> {
    let counter = content::<Counter>(&args[0])?;
    let count = permits(&argument::any_int(&vm, &args[1]).await?);
    vm.visible().await;
    let released = count.map(|count| counter.semaphore().release(&**vm.platform(), count));
    match (counter, released) {
        (_, Ok(Ok(()))) => Ok(Value::None),
        (Counter::Bounded(_), _) => Err(value_error("Semaphore released too many times")),
        (Counter::Plain(_), _) => Err(beyond_32_bits()),
    }
}

struct Flag(Arc<Event>);

impl Foreign for Flag {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn name(&self, platform: &dyn Platform, name: &str) {
        platform.name_object(self.0.object(), name);
    }
}

fn event_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "_sync",
            "Event",
            Layout::Final,
            &types().object,
            &[
                sync("__new__", "cls, name=, /", |vm, args| {
                    let event = Event::new(&**vm.platform());
                    if let Some(name) = args[1].as_str() {
                        vm.platform().name_object(event.object(), name);
                    }
                    instance(&args[0], Flag(Arc::new(event)))
                })
                .fixed(),
                asynchronous("is_set", "self, /", wait!(event_is_set)),
                asynchronous("set", "self, /", wait!(event_set)),
                asynchronous("clear", "self, /", wait!(event_clear)),
                asynchronous("wait", "self, timeout=, /", wait!(event_wait)),
            ],
            &[],
        )
    })
}

async fn event_is_set(vm: Vm, args: Args) -> PyResult<Value> {
    let event = content::<Flag>(&args[0])?.0.clone();
    vm.visible().await;
    Ok(Value::bool(event.is_set()))
}

async fn event_set(vm: Vm, args: Args) -> PyResult<Value> {
    let event = content::<Flag>(&args[0])?.0.clone();
    vm.visible().await;
    event.set(&**vm.platform());
    Ok(Value::None)
}

async fn event_clear(vm: Vm, args: Args) -> PyResult<Value> {
    let event = content::<Flag>(&args[0])?.0.clone();
    vm.visible().await;
    event.clear(&**vm.platform());
    Ok(Value::None)
}

async fn event_wait(vm: Vm, args: Args) -> PyResult<Value> {
    let event = content::<Flag>(&args[0])?.0.clone();
    let timeout = timeout(&args[1])?;
    vm.visible().await;
    Ok(Value::bool(event.wait(&**vm.platform(), timeout).await?))
}
