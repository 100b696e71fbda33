//! The stackless virtual machine.
//!
//! [`Machine`] owns a fiber's frames and value stack and runs them (`machine.rs`, `interpret.rs`, `call.rs`). [`Vm`] is the handle that
//! native functions get: through it they look attributes up, and `Async` ones call Python or wait by awaiting its methods
//! (`protocol.rs`, `operators.rs`, `iterate.rs`, `tables.rs`). A native that awaits a call leaves a [`Request`]; the machine runs it in
//! frames above the native's own and polls the native again with the response.

mod attribute;
mod call;
mod create;
mod direct;
mod instruction;
mod interpret;
mod iterate;
mod machine;
mod operators;
mod protocol;
mod run_state;
mod tables;
mod traceback;

use core::cell::{Cell, RefCell};
use core::future::poll_fn;
use core::task::Poll;
use std::rc::Rc;
use std::sync::Arc;

use hotpot_sync::Platform;

use crate::object::{Payload, Value};
use crate::raise::PyResult;

pub use attribute::{Found, attribute_dict, bound, missing_attribute};
pub use create::{new_class, refresh_flags};
pub use machine::PythonFiber;
pub use operators::{binary_now, compare_now, method_names, reflected_compare};
pub use run_state::{Limits, RunOptions, RunState};
pub use traceback::{format_exception, format_plain, one_line};

/// The platform as fibers hold it.
pub type SharedPlatform = Arc<dyn Platform + Send + Sync>;

/// A native function's handle to its fiber. Cheap to clone; never leaves its thread.
#[derive(Clone)]
pub struct Vm(Rc<Inner>);

struct Inner {
    platform: SharedPlatform,
    request: RefCell<Option<Request>>,
    response: RefCell<Option<PyResult<Value>>>,
    /// The exception being handled, or `None`.
    handled: RefCell<Value>,
    /// Fuel that natives used since the machine last looked.
    charged: Cell<i64>,
    /// Fuel left, as the machine last said: natives that loop look at it to know when to pause.
    fuel: Cell<i64>,
    /// Steps of natives not yet taken off the run's limit on instructions.
    steps: Cell<i64>,
    /// Depth of native recursion in `repr`, comparison and the like.
    depth: Cell<u32>,
    /// Source line of the program that the thread stands at.
    line: Cell<u32>,
    /// Addresses of the containers whose text is being made, for `[...]`.
    visiting: RefCell<Vec<usize>>,
    /// The last field: it owns what the values above may refer to.
    run: Arc<RunState>,
}

/// Steps of natives that are counted at once: the run's count is shared by all threads.
const COUNTED_TOGETHER: i64 = 1_000;

/// What a native asks the machine to do before it is polled again.
#[derive(Debug)]
pub enum Request {
    /// Call a function.
    Call {
        /// What to call.
        function: Value,
        /// Positional arguments.
        args: Vec<Value>,
        /// Keyword arguments.
        keywords: Vec<(Value, Value)>,
    },
    /// Go on with a generator; its return comes back as `StopIteration`.
    Resume {
        /// The generator object.
        generator: Value,
        /// What its `yield` gets.
        input: Input,
    },
    /// Run a class body in a namespace.
    Body {
        /// The body, as a function.
        function: Value,
        /// The namespace, a dict object.
        namespace: crate::object::Ref,
    },
    /// The names that the program's innermost function sees, as a dict.
    Names {
        /// Its own, not its module's.
        local: bool,
    },
    /// Pause: the fuel is used up.
    Fuel,
}

/// What a generator is resumed with.
#[derive(Debug)]
pub enum Input {
    /// `send(value)`; `next` sends `None`.
    Send(Value),
    /// `throw(exception)`
    Throw(crate::object::Ref),
}

impl Vm {
    /// The platform that the run stands on.
    pub fn platform(&self) -> &SharedPlatform {
        &self.0.platform
    }

    /// What all threads of the process share.
    pub fn run(&self) -> &Arc<RunState> {
        &self.0.run
    }

    /// Uses fuel for work that a native did, in the price of `steps` simple bytecodes, and counts it as that many.
    pub fn charge(&self, steps: usize) {
        self.0.steps.set(self.0.steps.get().saturating_add(steps as i64));
        let price = self.0.run.step_price();
        self.0.charged.set(self.0.charged.get().saturating_add(price.saturating_mul(steps as i64)));
    }

    /// Uses fuel, and pauses where it is used up. A native that loops calls it every so often.
    pub async fn checkpoint(&self, steps: usize) -> PyResult<()> {
        self.charge(steps);
        if self.0.steps.get() >= COUNTED_TOGETHER {
            self.check_limits(0)?;
        }
        if self.0.charged.get() > self.0.fuel.get() {
            self.request(Request::Fuel).await?;
        }
        Ok(())
    }

    /// Counts `executed` bytecodes and what natives did since the last look, and looks at the memory in use.
    fn check_limits(&self, executed: i64) -> PyResult<()> {
        self.0.run.count_instructions(executed.saturating_add(self.0.steps.take()))?;
        self.0.run.check_memory()
    }

    /// Calls a Python or native function.
    pub async fn call(&self, function: &Value, args: Vec<Value>) -> PyResult<Value> {
        self.call_with(function, args, Vec::new()).await
    }

    /// Calls with keyword arguments, each named by a string value.
    pub async fn call_with(&self, function: &Value, args: Vec<Value>, keywords: Vec<(Value, Value)>) -> PyResult<Value> {
        self.request(Request::Call { function: function.clone(), args, keywords }).await
    }

    /// Goes on with a generator.
    pub async fn resume(&self, generator: &Value, input: Input) -> PyResult<Value> {
        self.request(Request::Resume { generator: generator.clone(), input }).await
    }

    /// Marks a container whose text is being made; `None` where it is already.
    pub fn visit(&self, object: &Value) -> Option<Visit> {
        let address = object.object().map_or(0, crate::object::Ref::address);
        let mut visiting = self.0.visiting.borrow_mut();
        if visiting.contains(&address) {
            return None;
        }
        visiting.push(address);
        Some(Visit(self.clone(), address))
    }

    /// Runs a class body.
    pub async fn run_body(&self, function: &Value, namespace: crate::object::Ref) -> PyResult<Value> {
        self.request(Request::Body { function: function.clone(), namespace }).await
    }

    /// What `locals()` or `globals()` tells, as a dict.
    pub async fn names(&self, local: bool) -> PyResult<Value> {
        self.request(Request::Names { local }).await
    }

    async fn request(&self, request: Request) -> PyResult<Value> {
        let mut request = Some(request);
        poll_fn(|_| {
            if let Some(request) = request.take() {
                self.0.request.replace(Some(request));
                return Poll::Pending;
            }
            match self.0.response.take() {
                Some(response) => Poll::Ready(response),
                None => Poll::Pending,
            }
        })
        .await
    }

    /// Waits for the simulator's go-ahead before an operation on something that threads share.
    pub async fn visible(&self) {
        poll_fn(|cx| self.0.platform.poll_visible(cx)).await;
    }

    /// Writes to the console: `stream` 1 is standard output, 2 standard error.
    pub fn write(&self, stream: u32, text: &str) -> PyResult<()> {
        self.0.run.count_output(text.len())?;
        let index = self.0.platform.intern(text);
        self.0.platform.record(hotpot_trace::Kind::Output, hotpot_trace::ObjectId(stream), i64::from(index));
        self.0.platform.charge(hotpot_sync::Cost::Print);
        Ok(())
    }

    /// The exception being handled, or `None`.
    pub fn handled(&self) -> Value {
        self.0.handled.borrow().clone()
    }

    fn set_handled(&self, exception: Value) -> Value {
        self.0.handled.replace(exception)
    }

    /// Shows a `DeprecationWarning` for the program line that the thread stands at, once a line and message, as CPython does for code
    /// in `__main__`.
    pub fn warn_deprecated(&self, message: &str) -> PyResult<()> {
        let line = self.0.line.get();
        let key = Value::str(format!("warning {line} {message}"));
        if self.run().registry.with(|table| table.set_plain(&key, Value::None)).is_some() {
            return Ok(());
        }
        self.warn("DeprecationWarning", line, message)
    }

    /// Shows a warning as CPython does.
    pub fn warn(&self, category: &str, line: u32, message: &str) -> PyResult<()> {
        let program = &self.run().program;
        let source = program.source().lines().nth((line as usize).wrapping_sub(1)).unwrap_or("").trim();
        let source = if source.is_empty() { String::new() } else { format!("  {source}\n") };
        self.write(2, &format!("{}:{line}: {category}: {message}\n{source}", program.file()))
    }

    /// Enters one more level of native recursion (`repr` of a list in a list ...).
    pub fn deeper(&self, doing: &str) -> PyResult<Depth> {
        if self.0.depth.get() >= self.0.run.recursion_limit() / 4 {
            return Err(crate::raise::recursion_error(format!("maximum recursion depth exceeded{doing}")));
        }
        self.0.depth.set(self.0.depth.get() + 1);
        Ok(Depth(self.clone()))
    }

    /// Names a synchronization object after a variable, or each of those in a list or tuple.
    pub fn name_object(&self, value: &Value, name: &str) {
        match value.payload() {
            Some(Payload::List(items)) => {
                let items = items.read(|items| items.iter().take(64).cloned().collect::<Vec<_>>());
                self.name_items(&items, name);
            }
            Some(Payload::Tuple(items)) => self.name_items(items, name),
            _ => self.name_one(value, name),
        }
    }

    fn name_items(&self, items: &[Value], name: &str) {
        for (index, item) in items.iter().enumerate() {
            self.name_one(item, &format!("{name}[{index}]"));
        }
    }

    /// Names an object's own primitive, or those that a library object (`Condition`, `Queue` ...) is made of.
    fn name_one(&self, value: &Value, name: &str) {
        let Value::Object(object) = value else { return };
        match object.payload() {
            Payload::Foreign(content) => content.name(&*self.0.platform, name),
            Payload::Instance => {
                let attributes = object.attributes().read(Clone::clone);
                for (_, part) in attributes.as_ref().map(Self::dict_items).unwrap_or_default() {
                    if let Some(Payload::Foreign(content)) = part.payload() {
                        content.name(&*self.0.platform, name);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A container whose text is being made, until dropped.
pub struct Visit(Vm, usize);

impl Drop for Visit {
    fn drop(&mut self) {
        self.0.0.visiting.borrow_mut().retain(|address| *address != self.1);
    }
}

/// One level of native recursion, left when dropped.
pub struct Depth(Vm);

impl Drop for Depth {
    fn drop(&mut self) {
        let depth = &self.0.0.depth;
        depth.set(depth.get() - 1);
    }
}
