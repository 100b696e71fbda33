//! `_queue`: the queues of `queue`. `lib/queue.py` wraps them in classes.

use core::any::Any;
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::{Arc, OnceLock};

use hotpot_sync::{GetError, Platform, PutError, Queue, SimpleQueue, Storage};

use super::NativeModule;
use super::foreign::{content, instance, timeout};
use crate::code::CompareOp;
use crate::names::intern;
use crate::native::{Args, asynchronous, sync};
use crate::object::{Foreign, Layout, Payload, Ref, Table, Value, plain_equal};
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

/// The order in which items leave.
#[derive(Debug)]
enum Items {
    Fifo(VecDeque<Value>),
    Lifo(Vec<Value>),
    Priority(Heap),
}

/// A binary heap, smallest first, by `heapq`'s algorithm.
#[derive(Debug, Default)]
struct Heap {
    items: Vec<Value>,
    /// Pairs `a < b` that Python was asked about, for the operation that comes back with the answer.
    known: Vec<(Value, Value, bool)>,
}

/// Two items whose order only Python can tell.
#[derive(Debug)]
struct Unordered(Value, Value);

impl Storage<Value> for Items {
    type Error = Unordered;

    fn push(&mut self, item: Value) -> Result<(), Unordered> {
        match self {
            Self::Fifo(items) => items.push_back(item),
            Self::Lifo(items) => items.push(item),
            Self::Priority(heap) => {
                heap.items.push(item);
                let last = heap.items.len() - 1;
                if let Err(unordered) = heap.attempt(|heap, swaps| heap.sift_down(last, swaps)) {
                    heap.items.pop();
                    return Err(unordered);
                }
            }
        }
        Ok(())
    }

    fn pop(&mut self) -> Result<Option<Value>, Unordered> {
        match self {
            Self::Fifo(items) => Ok(items.pop_front()),
            Self::Lifo(items) => Ok(items.pop()),
            Self::Priority(heap) => {
                let Some(last) = heap.items.pop() else { return Ok(None) };
                if heap.items.is_empty() {
                    return Ok(Some(last));
                }
                let first = core::mem::replace(&mut heap.items[0], last);
                if let Err(unordered) = heap.attempt(Heap::sift_up) {
                    let last = core::mem::replace(&mut heap.items[0], first);
                    heap.items.push(last);
                    return Err(unordered);
                }
                Ok(Some(first))
            }
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Fifo(items) => items.len(),
            Self::Lifo(items) => items.len(),
            Self::Priority(heap) => heap.items.len(),
        }
    }
}

type Swaps = Vec<(usize, usize)>;

impl Heap {
    /// Sifts, or leaves everything as it was and says which two items stood in the way.
    fn attempt(&mut self, sift: impl FnOnce(&mut Self, &mut Swaps) -> Result<(), Unordered>) -> Result<(), Unordered> {
        let mut swaps = Swaps::new();
        let result = sift(self, &mut swaps);
        if result.is_ok() {
            self.known.clear();
        } else {
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

/// `a < b` for numbers, strings and sequences of them.
fn plain_less(a: &Value, b: &Value) -> Option<bool> {
    if let Some(result) = crate::vm::compare_now(CompareOp::Less, a, b) {
        return Some(result);
    }
    let items = |value: &Value| match value.payload() {
        Some(Payload::Tuple(items)) if value.is_plain() => Some((0, items.to_vec())),
        Some(Payload::List(items)) if value.is_plain() => Some((1, items.get())),
        _ => None,
    };
    let ((kind_a, left), (kind_b, right)) = (items(a)?, items(b)?);
    if kind_a != kind_b {
        return None;
    }
    for (x, y) in left.iter().zip(&right) {
        match plain_equal(x, y) {
            Some(true) => {}
            Some(false) => return plain_less(x, y),
            None => return None,
        }
    }
    Some(left.len() < right.len())
}

struct PyQueue(Arc<Queue<Value, Items>>);

impl Foreign for PyQueue {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn clear(&self) {
        let items = self.0.with_items(|items| core::mem::replace(items, Items::Fifo(VecDeque::new())));
        drop(items);
    }

    fn name(&self, platform: &dyn Platform, name: &str) {
        platform.name_object(self.0.object(), name);
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
                sync("__new__", "cls, maxsize, order, /", |vm, args| {
                    let items = match args[2].as_str() {
                        Some("lifo") => Items::Lifo(Vec::new()),
                        Some("priority") => Items::Priority(Heap::default()),
                        _ => Items::Fifo(VecDeque::new()),
                    };
                    let size = usize::try_from(args[1].as_i64().unwrap_or(0)).unwrap_or(0);
                    instance(&args[0], PyQueue(Arc::new(Queue::new(&**vm.platform(), size, items))))
                })
                .fixed(),
                asynchronous("put", "self, item, timeout, /", wait!(put)),
                asynchronous("get", "self, timeout, /", wait!(get)),
                asynchronous("task_done", "self, /", wait!(task_done)),
                asynchronous("join", "self, /", wait!(join)),
                asynchronous("qsize", "self, /", wait!(qsize)),
                sync("unfinished", "self, /", |_, args| Ok(content::<PyQueue>(&args[0])?.0.unfinished().into())),
            ],
            &[],
        )
    })
}

/// Asks Python about two items that an operation stumbled over, outside the queue's lock; the operation is then tried again.
async fn order(vm: &Vm, queue: &Queue<Value, Items>, Unordered(a, b): Unordered) -> PyResult<()> {
    let less = vm.less(&a, &b).await.inspect_err(|_| forget(queue))?;
    queue.with_items(|items| {
        if let Items::Priority(heap) = items {
            heap.known.push((a, b, less));
        }
    });
    Ok(())
}

/// Lets go of what Python said about items, when the operation that asked is given up: next time it may say something else.
fn forget(queue: &Queue<Value, Items>) {
    let known = queue.with_items(|items| match items {
        Items::Priority(heap) => core::mem::take(&mut heap.known),
        Items::Fifo(_) | Items::Lifo(_) => Vec::new(),
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
}

/// `put(item, timeout)`: false where there was no room in time.
async fn put(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.0.clone();
    let mut timeout = timeout(&args[2])?;
    vm.visible().await;
    let deadline = Deadline::after(&vm, timeout);
    loop {
        match queue.put(&**vm.platform(), args[1].clone(), timeout).await? {
            Ok(()) => return Ok(Value::Bool(true)),
            Err(PutError::Full(_)) => {
                forget(&queue);
                return Ok(Value::Bool(false));
            }
            Err(PutError::Storage(unordered)) => order(&vm, &queue, unordered).await?,
        }
        timeout = deadline.left(&vm);
    }
}

/// `get(timeout)`: raises `Empty` where there was no item in time.
async fn get(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.0.clone();
    let mut timeout = timeout(&args[1])?;
    vm.visible().await;
    let deadline = Deadline::after(&vm, timeout);
    loop {
        match queue.get(&**vm.platform(), timeout).await? {
            Ok(item) => return Ok(item),
            Err(GetError::Empty) => {
                forget(&queue);
                return Err(Unwind::with_args(empty_class(), vec![]));
            }
            Err(GetError::Storage(unordered)) => order(&vm, &queue, unordered).await?,
        }
        timeout = deadline.left(&vm);
    }
}

async fn task_done(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.0.clone();
    vm.visible().await;
    queue.task_done(&**vm.platform()).map_err(|_| value_error("task_done() called too many times"))?;
    Ok(Value::None)
}

async fn join(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.0.clone();
    vm.visible().await;
    queue.join(&**vm.platform()).await?;
    Ok(Value::None)
}

async fn qsize(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PyQueue>(&args[0])?.0.clone();
    vm.visible().await;
    Ok(queue.len().into())
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
    simple_get(vm, vec![args[0].clone(), Value::Bool(false), Value::Unbound]).await
}

async fn simple_size(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PySimpleQueue>(&args[0])?.0.clone();
    vm.visible().await;
    Ok(queue.len().into())
}

async fn simple_is_empty(vm: Vm, args: Args) -> PyResult<Value> {
    let queue = content::<PySimpleQueue>(&args[0])?.0.clone();
    vm.visible().await;
    Ok(Value::Bool(queue.is_empty()))
}
