//! `_queue`: the queues of `queue`. `lib/queue.py` wraps them in classes.

use core::any::Any;
use core::time::Duration;
use std::sync::{Arc, OnceLock};

use hotpot_sync::{GetError, Platform, PutError, Queue, SimpleQueue, Storage};

use super::NativeModule;
use super::collections;
use super::foreign::{content, instance, timeout};
use crate::code::CompareOp;
use crate::fault::size;
use crate::names::intern;
use crate::native::{Args, asynchronous, sync};
use crate::object::{Foreign, Guarded, Layout, Payload, Ref, Table, Value, plain_equal};
use crate::raise::{PyResult, Unwind, value_error};
use crate::types::{library_class, types};
use crate::vm::Vm;
use crate::wait;

/// The module.
pub static MODULE: NativeModule = NativeModule { name: "_queue", functions: &[], fill };

fn fill(_: &Vm, names: &mut Table) -> PyResult<()> {
    names.set_plain(&intern("Queue"), queue_class().clone().into());
    names.set_plain(&intern("SimpleQueue"), simple_class().clone().into());
    names.set_plain(&intern("Empty"), empty_class().clone().into());
    Ok(())
}

/// The items, in the object that the program knows as `queue.queue`; the variant tells the order in which they leave.
#[derive(Debug)]
enum Items {
    /// A deque.
    Fifo(Value),
    /// A list.
    Lifo(Value),
    /// A list.
    Priority(Value, Known),
    /// The run is over.
    Gone,
}

/// Pairs `a < b` that Python was asked about, for the operation that comes back with the answer.
type Known = Vec<(Value, Value, bool)>;

/// Two items whose order only Python can tell.
#[derive(Debug)]
struct Unordered(Value, Value);

impl Storage<Value> for Items {
    type Error = Unordered;

    fn push(&mut self, item: Value) -> Result<(), Unordered> {
        match self {
            Self::Fifo(deque) => collections::push(deque, item),
            Self::Lifo(list) => drop(with_list(list, |items| items.push(item))),
            Self::Priority(list, known) => {
                let result = with_list(list, |items| {
                    items.push(item);
                    Heap { items, known }
                        .attempt(|heap, swaps| heap.sift_down(heap.items.len() - 1, swaps))
                        .inspect_err(|_| drop(items.pop()))
                });
                return answer(known, result.unwrap_or(Ok(())));
            }
            Self::Gone => {}
        }
        Ok(())
    }

    fn pop(&mut self) -> Result<Option<Value>, Unordered> {
        match self {
            Self::Fifo(deque) => Ok(collections::pop_first(deque)),
            Self::Lifo(list) => Ok(with_list(list, Vec::pop).flatten()),
            Self::Priority(list, known) => {
                let result = with_list(list, |items| {
                    let Some(last) = items.pop() else { return Ok(None) };
                    if items.is_empty() {
                        return Ok(Some(last));
                    }
                    let first = core::mem::replace(&mut items[0], last);
                    if let Err(unordered) = (Heap { items, known }).attempt(Heap::sift_up) {
                        let last = core::mem::replace(&mut items[0], first);
                        items.push(last);
                        return Err(unordered);
                    }
                    Ok(Some(first))
                });
                answer(known, result.unwrap_or(Ok(None)))
            }
            Self::Gone => Ok(None),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Fifo(deque) => collections::length(deque),
            Self::Lifo(list) | Self::Priority(list, _) => match list.payload() {
                Some(Payload::List(items)) => items.read(Vec::len),
                _ => 0,
            },
            Self::Gone => 0,
        }
    }
}

/// Changes the items of a list, under its guard; nothing where the value is none. `change` looks into no list: one of the items may be
/// this very list, or a list that another thread is changing in the same way.
fn with_list<R>(list: &Value, change: impl FnOnce(&mut Vec<Value>) -> R) -> Option<R> {
    let Some(Payload::List(content)) = list.payload() else { return None };
    Some(content.with(change))
}

/// Forgets what was known once it has served.
fn answer<T>(known: &mut Known, result: Result<T, Unordered>) -> Result<T, Unordered> {
    if result.is_ok() {
        known.clear();
    }
    result
}

/// A binary heap, smallest first, by `heapq`'s algorithm.
struct Heap<'a> {
    items: &'a mut Vec<Value>,
    known: &'a Known,
}

type Swaps = Vec<(usize, usize)>;

impl Heap<'_> {
    /// Sifts, or leaves everything as it was and says which two items stood in the way.
    fn attempt(&mut self, sift: impl FnOnce(&mut Self, &mut Swaps) -> Result<(), Unordered>) -> Result<(), Unordered> {
        let mut swaps = Swaps::new();
        let result = sift(self, &mut swaps);
        if result.is_err() {
            for (a, b) in swaps.into_iter().rev() {
                self.items.swap(a, b);
            }
        }
        result
    }

    /// `heapq._siftdown`
    fn sift_down(&mut self, mut position: usize, swaps: &mut Swaps) -> Result<(), Unordered> {
        while position > 0 {
            let parent = (position - 1) / 2;
            if !self.less(position, parent)? {
                break;
            }
            self.swap(position, parent, swaps);
            position = parent;
        }
        Ok(())
    }

    /// `heapq._siftup` from the root.
    fn sift_up(&mut self, swaps: &mut Swaps) -> Result<(), Unordered> {
        let end = self.items.len();
        let mut position = 0;
        let mut child = 1;
        while child < end {
            let right = child + 1;
            if right < end && !self.less(child, right)? {
                child = right;
            }
            self.swap(position, child, swaps);
            position = child;
            child = 2 * position + 1;
        }
        self.sift_down(position, swaps)
    }

    fn swap(&mut self, a: usize, b: usize, swaps: &mut Swaps) {
        self.items.swap(a, b);
        swaps.push((a, b));
    }

    fn less(&self, a: usize, b: usize) -> Result<bool, Unordered> {
        let (a, b) = (&self.items[a], &self.items[b]);
        let known = || self.known.iter().find(|(x, y, _)| x.is(a) && y.is(b)).map(|(.., less)| *less);
        plain_less(a, b).or_else(known).ok_or_else(|| Unordered(a.clone(), b.clone()))
    }
}

/// `a < b` for numbers, strings and tuples of them. Lists are left to Python: see [`with_list`].
fn plain_less(a: &Value, b: &Value) -> Option<bool> {
    if let Some(result) = crate::vm::compare_now(CompareOp::Less, a, b) {
        return Some(result);
    }
    let items = |value: &Value| match value.payload() {
        Some(Payload::Tuple(items)) if value.is_plain() => Some(items.to_vec()),
        _ => None,
    };
    let (left, right) = (items(a)?, items(b)?);
    for (x, y) in left.iter().zip(&right) {
        match plain_equal(x, y) {
            Some(true) => {}
            Some(false) => return plain_less(x, y),
            None => return None,
        }
    }
    Some(left.len() < right.len())
}

struct PyQueue {
    queue: Arc<Queue<Value, Items>>,
    /// What goes on in its place once the program takes the queue's lock itself.
    successor: Guarded<Option<Value>>,
}

impl Foreign for PyQueue {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn clear(&self) {
        drop(self.successor.replace(None));
        let items = self.queue.with_items(|items| core::mem::replace(items, Items::Gone));
        drop(items);
    }

    fn name(&self, platform: &dyn Platform, name: &str) {
        platform.name_object(self.queue.object(), name);
    }
}

fn queue_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "_queue",
            "Queue",
            Layout::Final,
            &types().object,
            &[
                sync("__new__", "cls, maxsize, order, items, /", |vm, args| {
                    let items = match args[2].as_str() {
                        Some("lifo") => Items::Lifo(args[3].clone()),
                        Some("priority") => Items::Priority(args[3].clone(), Known::new()),
                        _ => Items::Fifo(args[3].clone()),
                    };
                    // The bound is recorded: it is the same where sizes have 32 bits. No queue holds that many items.
                    let bound = args[1].as_i64().unwrap_or(0).min(i64::from(u32::MAX));
                    let queue = Arc::new(Queue::new(&**vm.platform(), size(bound), items));
                    instance(&args[0], PyQueue { queue, successor: Guarded::new(None) })
                })
                .fixed(),
                asynchronous("put", "self, item, timeout, /", wait!(put)),
                asynchronous("get", "self, timeout, /", wait!(get)),
                asynchronous("task_done", "self, /", wait!(task_done)),
                asynchronous("join", "self, /", wait!(join)),
                asynchronous("qsize", "self, /", wait!(qsize)),
                asynchronous("unfinished", "self, /", wait!(unfinished)),
                sync("retire", "self, successor, /", |vm, args| {
                    let retired: &PyQueue = content(&args[0])?;
                    drop(retired.successor.replace(Some(args[1].clone())));
                    Ok(retired.queue.close(&**vm.platform()).into())
                }),
            ],
            &[],
        )
    })
}

/// Asks Python about two items that an operation stumbled over, outside the queue's lock; the operation is then tried again.
async fn order(vm: &Vm, queue: &Queue<Value, Items>, Unordered(a, b): Unordered) -> PyResult<()> {
    let less = vm.less(&a, &b).await.inspect_err(|_| forget(queue))?;
    queue.with_items(|items| {
        if let Items::Priority(_, known) = items {
            known.push((a, b, less));
        }
    });
    Ok(())
}

/// Lets go of what Python said about items, when the operation that asked is given up: next time it may say something else.
fn forget(queue: &Queue<Value, Items>) {
    let known = queue.with_items(|items| match items {
        Items::Priority(_, known) => core::mem::take(known),
        Items::Fifo(_) | Items::Lifo(_) | Items::Gone => Vec::new(),
    });
    // Outside the queue's lock: it may hold the last references.
    drop(known);
}

/// When an operation that is tried again and again must be done.
struct Deadline(Option<Duration>);

impl Deadline {
    fn after(vm: &Vm, timeout: Option<Duration>) -> Self {
        // Not to wait at all needs no clock.
        Self(timeout.map(|timeout| if timeout.is_zero() { timeout } else { vm.platform().now().saturating_add(timeout) }))
    }

    fn left(&self, vm: &Vm) -> Option<Duration> {
        self.0.map(|deadline| deadline.saturating_sub(vm.platform().now()))
    }

    /// What is left, as the argument of a method in Python.
    fn argument(&self, vm: &Vm) -> Value {
        self.left(vm).map_or(Value::None, |left| left.as_secs_f64().into())
    }
}

/// Calls the method of what took a queue's place, if something did.
async fn forward(vm: &Vm, queue: &Value, method: &str, args: Vec<Value>) -> PyResult<Option<Value>> {
    let Some(successor) = content::<PyQueue>(queue)?.successor.get() else { return Ok(None) };
    let method = vm.attr(&successor, &intern(method)).await?;
    vm.call(&method, args).await.map(Some)
}

/// `put(item, timeout)`: false where there was no room in time.
async fn put(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.queue.clone();
    let mut timeout = timeout(&args[2])?;
    vm.visible().await;
    let deadline = Deadline::after(&vm, timeout);
    loop {
        match queue.put(&**vm.platform(), args[1].clone(), timeout).await? {
            Ok(()) => return Ok(Value::bool(true)),
            Err(PutError::Full(_)) => {
                forget(&queue);
                return Ok(forward(&vm, &args[0], "put", vec![args[1].clone(), deadline.argument(&vm)])
                    .await?
                    .unwrap_or(Value::bool(false)));
            }
            Err(PutError::Storage(unordered)) => order(&vm, &queue, unordered).await?,
        }
        timeout = deadline.left(&vm);
    }
}

/// `get(timeout)`: raises `Empty` where there was no item in time.
async fn get(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.queue.clone();
    let mut timeout = timeout(&args[1])?;
    vm.visible().await;
    let deadline = Deadline::after(&vm, timeout);
    loop {
        match queue.get(&**vm.platform(), timeout).await? {
            Ok(item) => return Ok(item),
            Err(GetError::Empty) => {
                forget(&queue);
                return forward(&vm, &args[0], "get", vec![deadline.argument(&vm)])
                    .await?
                    .ok_or_else(|| Unwind::with_args(empty_class(), vec![]));
            }
            Err(GetError::Storage(unordered)) => order(&vm, &queue, unordered).await?,
        }
        timeout = deadline.left(&vm);
    }
}

async fn task_done(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.queue.clone();
    vm.visible().await;
    match queue.task_done(&**vm.platform()) {
        Ok(_) => Ok(Value::None),
        Err(_) => forward(&vm, &args[0], "task_done", vec![]).await?.ok_or_else(|| value_error("task_done() called too many times")),
    }
}

async fn join(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.queue.clone();
    vm.visible().await;
    queue.join(&**vm.platform()).await?;
    Ok(forward(&vm, &args[0], "join", vec![]).await?.unwrap_or(Value::None))
}

async fn qsize(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.queue.clone();
    vm.visible().await;
    Ok(queue.len().into())
}

async fn unfinished(vm: Vm, args: Args) -> PyResult<Value> {
    let count = content::<PyQueue>(&args[0])?.queue.unfinished();
    Ok(forward(&vm, &args[0], "unfinished", vec![]).await?.unwrap_or_else(|| count.into()))
}

struct PySimpleQueue(Arc<SimpleQueue<Value>>);

impl Foreign for PySimpleQueue {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn name(&self, platform: &dyn Platform, name: &str) {
        platform.name_object(self.0.object(), name);
    }
}

/// `_queue.Empty`, which `queue.Empty` is.
fn empty_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| library_class("_queue", "Empty", Layout::Exception, &types().exception, &[], &[]))
}

fn simple_class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class(
            "_queue",
            "SimpleQueue",
            Layout::Foreign,
            &types().object,
            &[
                sync("__new__", "cls, /", |vm, args| instance(&args[0], PySimpleQueue(Arc::new(SimpleQueue::new(&**vm.platform())))))
                    .fixed(),
                asynchronous("put", "self, item, block=, timeout=", wait!(simple_put)),
                asynchronous("put_nowait", "self, item", wait!(simple_put)),
                asynchronous("get", "self, block=, timeout=", wait!(simple_get)),
                asynchronous("get_nowait", "self", wait!(simple_get_nowait)),
                asynchronous("qsize", "self, /", wait!(simple_size)),
                asynchronous("empty", "self, /", wait!(simple_is_empty)),
            ],
            &[],
        )
    })
}

async fn simple_put(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PySimpleQueue>(&args[0])?.0.clone();
    vm.visible().await;
    queue.put(&**vm.platform(), args[1].clone());
    Ok(Value::None)
}

async fn simple_get(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PySimpleQueue>(&args[0])?.0.clone();
    let blocks = args[1].is_unbound() || vm.truth(&args[1]).await?;
    if args[2].as_float().or_else(|| args[2].as_i64().map(|seconds| seconds as f64)).is_some_and(|seconds| seconds < 0.0) && blocks {
        return Err(value_error("'timeout' must be a non-negative number"));
    }
    let wait = if blocks { timeout(&args[2])? } else { Some(Duration::ZERO) };
    vm.visible().await;
    match queue.get(&**vm.platform(), wait).await? {
        Some(item) => Ok(item),
        None => Err(Unwind::with_args(empty_class(), vec![])),
    }
}

async fn simple_get_nowait(vm: Vm, args: Args) -> PyResult<Value> {
    simple_get(vm, vec![args[0].clone(), Value::bool(false), Value::Unbound]).await
}

async fn simple_size(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PySimpleQueue>(&args[0])?.0.clone();
    vm.visible().await;
    Ok(queue.len().into())
}

async fn simple_is_empty(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PySimpleQueue>(&args[0])?.0.clone();
    vm.visible().await;
    Ok(Value::bool(queue.is_empty()))
}
