//! A fiber: frames and value stack, and what happens between instructions: native frames, results, unwinding, generators.
#![expect(unsafe_code, reason = "one Send implementation, justified where it stands")]

use core::cell::RefCell;
use core::task::{Context, Poll};
use std::rc::Rc;
use std::sync::Arc;

use hotpot_sync::{Budget, Fiber, Pause, ThreadEnd};

use super::{Inner, Input, Request, RunState, SharedPlatform, Vm};
use crate::native::Wait;
use crate::object::{CodeRef, Generator, GeneratorState, Guarded, Payload, Ref, SuspendedFrame, TraceEntry, Value, enter};
use crate::raise::{PyResult, Unwind, runtime_error, stop_iteration, type_error};
use crate::types::types;

/// What becomes of a frame's result in the frame below.
#[derive(Debug)]
pub(super) enum Then {
    /// It is the value of the operation.
    Push,
    /// It is thrown away.
    Discard,
    /// It was `__init__`: the value is this instance.
    Instance(Value),
    /// It is the next item of a `for` loop; at the end (an unbound value, or a generator's return) jump there.
    ForIter(u32),
    /// It is a callable: an empty `self` slot follows it.
    Method,
    /// It is a tuple to be spread over the stack, first item on top.
    Unpack,
    /// It is the truth of the value on top: if it equals `when`, keep the value and jump, else pop it.
    KeepOrPop { target: u32, when: bool },
    /// It is what a `yield from` receiver yielded; when it returned, jump there.
    Send(u32),
}

pub(super) struct PythonFrame {
    pub code: CodeRef,
    pub globals: Ref,
    /// Namespace of a class body.
    pub namespace: Option<Ref>,
    pub pc: u32,
    /// Line of the statement being run.
    pub line: u32,
    /// Stack index of the first local.
    pub base: u32,
    /// What the stack is cut to when the frame ends.
    pub floor: u32,
    /// The generator that this is the frame of.
    pub generator: Option<Ref>,
    /// For a generator: the exception its resumer was handling.
    pub outer_handled: Value,
}

pub(super) enum FrameKind {
    Python(PythonFrame),
    Native(Wait),
}

pub(super) struct Frame {
    pub kind: FrameKind,
    pub then: Then,
}

/// What the interpreter loop wants.
pub(super) enum Flow {
    /// Look at the top frame again.
    Continue,
    /// Leave the fiber.
    Pause(Pause),
}

/// A fiber's frames and stack.
pub(super) struct Machine {
    pub vm: Vm,
    pub frames: Vec<Frame>,
    pub stack: Vec<Value>,
    /// The line that the platform was last told.
    pub told_line: u32,
    /// How many of the frames the recursion limit does not count.
    pub uncounted: usize,
    finished: Option<PyResult<Value>>,
}

enum Start {
    Main,
    Thread { function: Value, args: Vec<Value> },
}

/// A Python thread as the platform runs it.
pub struct PythonFiber {
    start: Option<Start>,
    machine: Option<Machine>,
    run: Arc<RunState>,
}

// SAFETY: until its first `run` a fiber holds only values that may cross threads; from then on the platform polls and drops it on the
// thread that ran it first (`Fiber` says so).
unsafe impl Send for PythonFiber {}

impl PythonFiber {
    /// The fiber of a program's main thread.
    pub fn main(run: Arc<RunState>) -> Self {
        Self { start: Some(Start::Main), machine: None, run }
    }

    /// The fiber of a thread that calls `function`.
    pub fn thread(run: Arc<RunState>, function: Value, args: Vec<Value>) -> Self {
        Self { start: Some(Start::Thread { function, args }), machine: None, run }
    }
}

impl Drop for PythonFiber {
    fn drop(&mut self) {
        let heap = self.run.heap.clone();
        let _entered = enter(&heap);
        self.start = None;
        self.machine = None;
        crate::object::discard_finalizers();
    }
}

impl Fiber for PythonFiber {
    fn run(&mut self, platform: &SharedPlatform, budget: &mut Budget, cx: &mut Context<'_>) -> Pause {
        let _entered = enter(&self.run.heap);
        if let Some(start) = self.start.take() {
            let vm = Vm(Rc::new(Inner {
                platform: platform.clone(),
                run: self.run.clone(),
                request: None.into(),
                response: None.into(),
                handled: Value::None.into(),
                charged: 0.into(),
                steps: 0.into(),
                fuel: 0.into(),
                depth: 0.into(),
                line: 0.into(),
                visiting: RefCell::default(),
            }));
            // A thread's bottom frame stands for one that CPython's `threading` has more than ours.
            let uncounted = usize::from(matches!(start, Start::Main));
            let body: Wait = match start {
                Start::Main => Box::pin(crate::modules::main::run_main(vm.clone())),
                Start::Thread { function, args } => Box::pin(crate::modules::main::run_thread(vm.clone(), function, args)),
            };
            self.machine = Some(Machine {
                vm,
                frames: vec![Frame { kind: FrameKind::Native(body), then: Then::Push }],
                stack: Vec::with_capacity(256),
                told_line: 0,
                uncounted,
                finished: None,
            });
        }
        let Some(machine) = &mut self.machine else { return Pause::Finished(ThreadEnd::CutOff) };
        if let Some(pause) = machine.run(budget, cx) {
            pause
        } else {
            let end = match machine.finished.take() {
                Some(Ok(value)) => match value.as_str() {
                    // The bodies above return the one-line text of an exception that nobody caught.
                    Some(text) => ThreadEnd::Failed(text.to_owned()),
                    None => ThreadEnd::Done,
                },
                Some(Err(Unwind::Limit(sentence))) => ThreadEnd::Limit(sentence.into()),
                Some(Err(Unwind::Raise(exception))) => ThreadEnd::Failed(super::one_line(&exception)),
                Some(Err(Unwind::Stopped)) | None => ThreadEnd::CutOff,
            };
            self.machine = None;
            Pause::Finished(end)
        }
    }
}

impl Machine {
    /// Runs until the fiber pauses; `None` when it has finished.
    fn run(&mut self, budget: &mut Budget, cx: &mut Context<'_>) -> Option<Pause> {
        loop {
            let frame = self.frames.last_mut()?;
            let flow = match &mut frame.kind {
                FrameKind::Python(_) => self.interpret(budget),
                FrameKind::Native(future) => {
                    self.vm.0.fuel.set(budget.fuel);
                    let polled = future.as_mut().poll(cx);
                    self.settle(budget);
                    match polled {
                        Poll::Ready(result) => {
                            if let Some(frame) = self.frames.pop() {
                                drop(frame.kind);
                                self.deliver(frame.then, result);
                            }
                            self.safepoint();
                            Flow::Continue
                        }
                        Poll::Pending => match self.vm.0.request.take() {
                            None => Flow::Pause(Pause::Waiting),
                            Some(Request::Fuel) => {
                                let outcome = self.vm.check_limits(1);
                                self.vm.0.response.replace(Some(outcome.map(|()| Value::None)));
                                if budget.fuel > 0 { Flow::Continue } else { Flow::Pause(Pause::OutOfFuel) }
                            }
                            Some(Request::Call { function, args, keywords }) => {
                                if let Err(error) = self.call_value(function, args, keywords, Then::Push) {
                                    self.unwind(error, false);
                                }
                                Flow::Continue
                            }
                            Some(Request::Resume { generator, input }) => {
                                self.resume(&generator, input, Then::Push);
                                Flow::Continue
                            }
                            Some(Request::Names { local }) => {
                                let names = self.names(local);
                                self.vm.0.response.replace(Some(Ok(names)));
                                Flow::Continue
                            }
                            Some(Request::Body { function, namespace }) => {
                                self.enter_body(&function, namespace);
                                Flow::Continue
                            }
                        },
                    }
                }
            };
            if let Flow::Pause(pause) = flow {
                return Some(pause);
            }
            if budget.fuel <= 0 && !self.frames.is_empty() {
                return Some(Pause::OutOfFuel);
            }
        }
    }

    /// The names that the innermost Python frame sees.
    fn names(&self, local: bool) -> Value {
        let innermost = self.frames.iter().rev().find_map(|frame| match &frame.kind {
            FrameKind::Python(frame) => Some(frame),
            FrameKind::Native(_) => None,
        });
        let Some(frame) = innermost else { return Vm::dict_of([]) };
        if let Some(namespace) = frame.namespace.as_ref().filter(|_| local) {
            return namespace.clone().into();
        }
        if !local || frame.code.code.kind == crate::code::CodeKind::Module {
            return frame.globals.clone().into();
        }
        let code = frame.code;
        let slots = &self.stack[frame.base as usize..];
        let content = |slot: &Value| match slot.payload() {
            Some(Payload::Cell(content)) => content.get(),
            _ => Value::Unbound,
        };
        let locals = code.locals.iter().cloned().zip(slots.iter().cloned());
        let cells = code.cells.iter().cloned().zip(slots.iter().skip(code.local_count).map(content));
        Vm::dict_of(locals.chain(cells).filter(|(_, value)| !value.is_unbound()))
    }

    /// Takes what natives charged off the budget.
    pub(super) fn settle(&mut self, budget: &mut Budget) {
        budget.fuel -= self.vm.0.charged.replace(0);
    }

    /// Runs pending `__del__` methods. Only between instructions of Python frames or before a native is polled.
    fn safepoint(&mut self) {
        for object in crate::object::take_finalizers() {
            self.finalize(object);
        }
    }

    pub(super) fn finalize(&mut self, object: Ref) {
        let vm = self.vm.clone();
        // A native frame below is waiting for its own response: it must not see this call's result.
        let pending = self.vm.0.response.take();
        self.push_native(
            Then::Discard,
            Box::pin(async move {
                crate::modules::main::finalize(&vm, object.into()).await?;
                if let Some(pending) = pending {
                    vm.0.response.replace(Some(pending));
                }
                Ok(Value::None)
            }),
        );
    }

    pub(super) fn push_native(&mut self, then: Then, future: Wait) {
        self.frames.push(Frame { kind: FrameKind::Native(future), then });
    }

    /// Hands a frame's result to the frame below it, which is on top now.
    pub(super) fn deliver(&mut self, then: Then, result: PyResult<Value>) {
        let value = match result {
            Ok(value) => value,
            Err(error) => {
                if let Then::Send(target) = then
                    && error.is(&types().stop_iteration)
                {
                    let value = stop_value(&error);
                    self.returned_to_send(target, value);
                    return;
                }
                return self.unwind(error, false);
            }
        };
        let Some(below) = self.frames.last_mut() else {
            self.finished = Some(Ok(value));
            return;
        };
        match &mut below.kind {
            FrameKind::Native(_) => match then {
                Then::Discard => {}
                Then::Instance(instance) => {
                    let result = check_init(&value).map(|()| instance);
                    self.vm.0.response.replace(Some(result));
                }
                _ => {
                    self.vm.0.response.replace(Some(Ok(value)));
                }
            },
            FrameKind::Python(frame) => match then {
                Then::Push | Then::Send(_) => self.stack.push(value),
                Then::Discard => {}
                Then::Method => {
                    self.stack.push(value);
                    self.stack.push(Value::Unbound);
                }
                Then::Unpack => self.stack.extend(value.as_tuple().unwrap_or(&[]).iter().rev().cloned()),
                Then::KeepOrPop { target, when } => {
                    if value.as_bool() == Some(when) {
                        frame.pc = target;
                    } else {
                        self.stack.pop();
                    }
                }
                Then::Instance(instance) => match check_init(&value) {
                    Ok(()) => self.stack.push(instance),
                    Err(error) => self.unwind(error, false),
                },
                Then::ForIter(target) => {
                    if value.is_unbound() {
                        frame.pc = target;
                        self.stack.pop();
                    } else {
                        self.stack.push(value);
                    }
                }
            },
        }
    }

    fn returned_to_send(&mut self, target: u32, value: Value) {
        if let Some(Frame { kind: FrameKind::Python(frame), .. }) = self.frames.last_mut() {
            frame.pc = target;
            // The receiver lies on top: the result takes its place.
            if let Some(receiver) = self.stack.last_mut() {
                drop(core::mem::replace(receiver, value));
            }
        }
    }

    /// Ends the top frame (a Python one) with a return value.
    pub(super) fn return_value(&mut self, value: Value) {
        let Some(Frame { kind: FrameKind::Python(frame), then }) = self.frames.pop() else { return };
        self.cut(frame.floor as usize);
        let Some(generator) = frame.generator else { return self.deliver(then, Ok(value)) };
        if let Payload::Generator(data) = generator.payload() {
            drop(data.state.replace(GeneratorState::Done));
        }
        drop(self.vm.set_handled(frame.outer_handled));
        match then {
            Then::ForIter(_) => self.deliver(then, Ok(Value::Unbound)),
            Then::Send(target) => self.returned_to_send(target, value),
            _ => self.deliver(then, Err(stop_iteration(value))),
        }
    }

    /// Cuts the stack, dropping values one by one from the top.
    pub(super) fn cut(&mut self, length: usize) {
        while self.stack.len() > length {
            drop(self.stack.pop());
        }
    }

    /// `yield`: takes the top frame off the stack and hands `value` to the resumer.
    pub(super) fn suspend(&mut self, value: Value) {
        let Some(Frame { kind: FrameKind::Python(frame), then }) = self.frames.pop() else { return };
        let slots = self.stack.split_off(frame.base as usize);
        self.cut(frame.floor as usize);
        let inner = self.vm.set_handled(frame.outer_handled.clone());
        let handled = if inner.is(&frame.outer_handled) { Value::Unbound } else { inner };
        if let Some(generator) = &frame.generator
            && let Payload::Generator(data) = generator.payload()
        {
            drop(data.state.replace(GeneratorState::Suspended(Box::new(SuspendedFrame {
                pc: frame.pc,
                globals: frame.globals,
                slots,
                handled,
                started: true,
                line: frame.line,
            }))));
        }
        self.deliver(then, Ok(value));
    }

    /// First instruction of a generator function: the frame becomes a generator object.
    pub(super) fn make_generator(&mut self) {
        let Some(Frame { kind: FrameKind::Python(frame), then }) = self.frames.pop() else { return };
        let slots = self.stack.split_off(frame.base as usize);
        self.cut(frame.floor as usize);
        let state =
            SuspendedFrame { pc: frame.pc, globals: frame.globals, slots, handled: Value::Unbound, started: false, line: frame.line };
        let generator = Generator {
            code: frame.code,
            names: Guarded::new((frame.code.name.clone(), frame.code.qualname.clone())),
            state: Guarded::new(GeneratorState::Suspended(Box::new(state))),
        };
        self.deliver(then, Ok(Value::Object(Ref::container(Payload::Generator(Box::new(generator))))));
    }

    /// Puts a generator's frame on the stack and goes on with it.
    pub(super) fn resume(&mut self, generator: &Value, input: Input, then: Then) {
        let Some(Payload::Generator(data)) = generator.payload() else {
            return self.deliver(then, Err(type_error("not a generator")));
        };
        // A just-started generator takes nothing but None, and stays startable.
        if let Input::Send(value) = &input
            && !value.is_none()
            && data.state.read(|state| matches!(state, GeneratorState::Suspended(frame) if !frame.started))
        {
            return self.deliver(then, Err(type_error("can't send non-None value to a just-started generator")));
        }
        if let Err(error) = self.check_depth() {
            return self.deliver(then, Err(error));
        }
        let suspended = match data.state.replace(GeneratorState::Running) {
            GeneratorState::Suspended(frame) => frame,
            GeneratorState::Running => {
                return self.deliver(then, Err(crate::raise::value_error("generator already executing")));
            }
            GeneratorState::Done => {
                data.state.replace(GeneratorState::Done);
                return match (input, then) {
                    (Input::Throw(exception), then) => self.deliver(then, Err(Unwind::Raise(exception))),
                    (_, then @ Then::ForIter(_)) => self.deliver(then, Ok(Value::Unbound)),
                    (_, then) => self.deliver(then, Err(stop_iteration(Value::None))),
                };
            }
        };
        let base = self.stack.len() as u32;
        let started = suspended.started;
        self.stack.extend(suspended.slots);
        let outer_handled = self.vm.handled();
        if !suspended.handled.is_unbound() {
            drop(self.vm.set_handled(suspended.handled));
        }
        self.frames.push(Frame {
            kind: FrameKind::Python(PythonFrame {
                code: data.code,
                globals: suspended.globals,
                namespace: None,
                pc: suspended.pc,
                line: suspended.line,
                base,
                floor: base,
                generator: generator.object().cloned(),
                outer_handled,
            }),
            then,
        });
        match input {
            Input::Send(value) => {
                if started {
                    self.stack.push(value);
                }
            }
            Input::Throw(exception) => self.throw_into(exception, started),
        }
    }

    /// Raises an exception where the generator on top stands; inside `yield from` it goes to the receiver first.
    fn throw_into(&mut self, exception: Ref, started: bool) {
        let delegate = self.yield_from_receiver().filter(|_| started);
        let Some((receiver, target)) = delegate else { return self.unwind(Unwind::Raise(exception), false) };
        // What the receiver yields goes through this frame's own `yield` again.
        if let Some(Frame { kind: FrameKind::Python(frame), .. }) = self.frames.last_mut() {
            frame.pc -= 1;
        }
        let is_exit = exception.own_class().is_some_and(|class| class.is_subclass(&types().generator_exit));
        let vm = self.vm.clone();
        self.push_native(
            Then::Send(target),
            Box::pin(async move {
                if is_exit {
                    crate::builtins::generator::close(&vm, &receiver).await?;
                    return Err(Unwind::Raise(exception));
                }
                if matches!(receiver.payload(), Some(Payload::Generator(_))) {
                    return vm.resume(&receiver, Input::Throw(exception)).await;
                }
                match vm.try_attr(&receiver, &crate::names::names().throw).await? {
                    Some(method) => vm.call(&method, vec![Value::Object(exception)]).await,
                    None => Err(Unwind::Raise(exception)),
                }
            }),
        );
    }

    /// If the frame on top stands at the `yield` of a `yield from`: the receiver, and where its return goes.
    fn yield_from_receiver(&self) -> Option<(Value, u32)> {
        let Some(Frame { kind: FrameKind::Python(frame), .. }) = self.frames.last() else { return None };
        // `Send(target), Yield, JumpBackward(send)`: the frame stands after the `Yield`.
        let at = (frame.pc as usize).checked_sub(2)?;
        match frame.code.ops.get(at)? {
            (crate::code::Op::Send(target), _) => Some((self.stack.last()?.clone(), *target)),
            _ => None,
        }
    }

    /// Passes an exception to the nearest handler. `again`: a re-raise, whose traceback has this frame already.
    pub(super) fn unwind(&mut self, error: Unwind, again: bool) {
        let Unwind::Raise(mut exception) = error else {
            self.frames.clear();
            self.stack.clear();
            self.finished = Some(Err(error));
            return;
        };
        if !again {
            self.chain_context(&exception);
        }
        let mut again = again;
        loop {
            let Some(top) = self.frames.last_mut() else {
                self.finished = Some(Err(Unwind::Raise(exception)));
                return;
            };
            let frame = match &mut top.kind {
                FrameKind::Native(_) => {
                    self.vm.0.response.replace(Some(Err(Unwind::Raise(exception))));
                    return;
                }
                FrameKind::Python(frame) => frame,
            };
            let at = frame.pc.saturating_sub(1);
            if !again && let Payload::Exception(data) = exception.payload() {
                let entry = TraceEntry { code: frame.code, pc: at };
                data.state.with(|state| state.traceback.push(entry));
            }
            again = false;
            if let Some(handler) = frame.code.handlers.iter().find(|handler| handler.start <= at && at < handler.end) {
                frame.pc = handler.target;
                let floor = frame.base as usize + frame.code.local_count + frame.code.cell_count + handler.depth as usize;
                self.cut(floor);
                self.stack.push(Value::Object(exception));
                return;
            }
            let Some(Frame { kind: FrameKind::Python(frame), then }) = self.frames.pop() else { return };
            self.cut(frame.floor as usize);
            if let Some(generator) = frame.generator {
                if let Payload::Generator(data) = generator.payload() {
                    drop(data.state.replace(GeneratorState::Done));
                }
                drop(self.vm.set_handled(frame.outer_handled));
                if Unwind::Raise(exception.clone()).is(&types().stop_iteration) {
                    let inner = exception;
                    let Unwind::Raise(outer) = runtime_error("generator raised StopIteration") else { return };
                    if let Payload::Exception(data) = outer.payload() {
                        data.state.with(|state| {
                            state.cause = Some(inner.clone());
                            state.context = Some(inner);
                            state.suppress_context = true;
                            state.traceback.push(TraceEntry { code: frame.code, pc: at });
                        });
                    }
                    exception = outer;
                }
            }
            if let Then::Send(target) = then
                && Unwind::Raise(exception.clone()).is(&types().stop_iteration)
            {
                let value = stop_value(&Unwind::Raise(exception));
                return self.returned_to_send(target, value);
            }
        }
    }

    /// Sets `__context__` of a new exception to the one being handled.
    fn chain_context(&self, exception: &Ref) {
        let Value::Object(handled) = self.vm.handled() else { return };
        if handled.is(exception) {
            return;
        }
        // A chain that leads back to the new exception is cut there (`_PyErr_SetObject`).
        let mut link = handled.clone();
        while let Payload::Exception(data) = link.payload() {
            let Some(next) = data.state.read(|state| state.context.clone()) else { break };
            if next.is(exception) {
                data.state.with(|state| state.context.take());
                break;
            }
            link = next;
        }
        if let Payload::Exception(data) = exception.payload() {
            let old = data.state.with(|state| if state.context.is_none() { state.context.replace(handled) } else { None });
            drop(old);
        }
    }
}

fn check_init(value: &Value) -> PyResult<()> {
    if value.is_none() {
        return Ok(());
    }
    Err(type_error(format!("__init__() should return None, not '{}'", value.class_name())))
}

/// The value of a `StopIteration`.
pub(super) fn stop_value(error: &Unwind) -> Value {
    match error {
        Unwind::Raise(exception) => match exception.payload() {
            Payload::Exception(data) => data.state.read(|state| state.args.first().cloned()).unwrap_or(Value::None),
            _ => Value::None,
        },
        _ => Value::None,
    }
}
