//! The interpreter loop: runs the Python frame on top until something else is on top or the fiber pauses.
//!
//! Fast paths for unboxed and builtin operands are inline. Everything else becomes a native frame that awaits what it needs; its
//! result lands on the stack as if the instruction had produced it.

use core::sync::atomic::Ordering;

use hotpot_sync::{Budget, Pause};

use super::attribute::bound;
use super::call::{fits_exactly, not_callable};
use super::iterate::Step;
use super::machine::{Flow, Frame, FrameKind, Machine, Then};
use super::operators::{binary_now, compare_now, holds, int_now};
use super::{Found, Input, Vm, method_names, reflected_compare};
use crate::code::{BinaryOp, CompareOp, Conversion, Op, UnaryOp, function_flags};
use crate::names::names;
use crate::native::Run;
use crate::object::{CodeRef, Function, FunctionState, Guarded, Linked, Payload, Ref, SetTable, Table, Value};
use crate::raise::{PyResult, Unwind, name_error, type_error, unbound_local_error};
use crate::types::types;

/// What an instruction did.
enum Go {
    /// On to the next.
    Next,
    /// On to this one.
    Jump(u32),
    /// The top frame changed: load it.
    Reload,
    /// At a switch point, going on at this instruction.
    SwitchPoint(u32),
    /// A function was entered: a switch point in the new frame.
    Entered,
}

/// What became of an instruction that was tried at once.
enum Quick {
    /// Done; on to this one.
    Next(u32),
    /// A function was entered.
    Entered,
    /// A function was left.
    Left,
    /// Nothing was changed.
    No,
}

/// Instructions after which limits are looked at even if the fuel lasts.
const CHECK_EVERY: i64 = 1 << 14;

impl Machine {
    /// Runs the Python frame on top.
    pub(super) fn interpret(&mut self, budget: &mut Budget) -> Flow {
        let costs = *budget.costs;
        let mut executed: i64 = 0;
        let flow = 'frame: loop {
            if executed > CHECK_EVERY {
                if let Err(error) = self.vm.check_limits(executed) {
                    self.unwind(error, false);
                    break Flow::Continue;
                }
                executed = 0;
            }
            let Some(Frame { kind: FrameKind::Python(frame), .. }) = self.frames.last() else { break Flow::Continue };
            let code = frame.code;
            let base = frame.base as usize;
            let mut pc = frame.pc;
            // Back from a call: the thread stands at the caller's line again.
            if frame.line != self.told_line && frame.line != 0 {
                self.told_line = frame.line;
                self.vm.0.line.set(self.told_line);
                self.vm.0.platform.set_line(self.told_line, budget);
            }
            if budget.fuel <= 0 {
                break Flow::Pause(Pause::OutOfFuel);
            }
            loop {
                let Some((op, class)) = code.ops.get(pc as usize).copied() else { break 'frame Flow::Continue };
                if budget.switch_anywhere {
                    if budget.switch_points == 0 {
                        self.set_pc(pc);
                        break 'frame Flow::Pause(Pause::Switch);
                    }
                    if budget.switch_points != u32::MAX {
                        budget.switch_points -= 1;
                    }
                }
                budget.fuel -= i64::from(costs[class as usize]);
                executed += 1;
                pc += 1;
                match self.at_once(op, code, base, pc, budget) {
                    Quick::Next(next) => {
                        pc = next;
                        if budget.fuel <= 0 {
                            self.set_pc(pc);
                            break 'frame Flow::Pause(Pause::OutOfFuel);
                        }
                        continue;
                    }
                    Quick::Entered => {
                        if Self::must_switch(budget) {
                            break 'frame Flow::Pause(Pause::Switch);
                        }
                        continue 'frame;
                    }
                    Quick::Left => continue 'frame,
                    Quick::No => {}
                }
                match self.execute(op, code, base, pc) {
                    Ok(Go::Next) => {}
                    Ok(Go::Jump(target)) => pc = target,
                    Ok(Go::Reload) => {
                        self.settle(budget);
                        continue 'frame;
                    }
                    Ok(Go::Entered) => {
                        if Self::must_switch(budget) {
                            break 'frame Flow::Pause(Pause::Switch);
                        }
                        continue 'frame;
                    }
                    Ok(Go::SwitchPoint(target)) => {
                        pc = target;
                        self.settle(budget);
                        if Self::must_switch(budget) {
                            self.set_pc(pc);
                            break 'frame Flow::Pause(Pause::Switch);
                        }
                        if executed > CHECK_EVERY {
                            self.set_pc(pc);
                            continue 'frame;
                        }
                    }
                    Err(error) => {
                        self.set_pc(pc);
                        self.settle(budget);
                        self.unwind(error, matches!(op, Op::Reraise | Op::Raise(0)));
                        continue 'frame;
                    }
                }
                if budget.fuel <= 0 {
                    self.set_pc(pc);
                    break 'frame Flow::Pause(Pause::OutOfFuel);
                }
            }
        };
        if executed > 0
            && let Err(error) = self.vm.check_limits(executed)
        {
            self.unwind(error, false);
            return Flow::Continue;
        }
        flow
    }

    /// At one of CPython 3.11's switch points: whether to pause there.
    #[inline]
    fn must_switch(budget: &mut Budget) -> bool {
        if budget.breaker.load(Ordering::Relaxed) {
            return true;
        }
        if budget.switch_anywhere || budget.switch_points == u32::MAX {
            return false;
        }
        if budget.switch_points == 0 {
            return true;
        }
        budget.switch_points -= 1;
        false
    }

    #[inline]
    fn set_pc(&mut self, pc: u32) {
        if let Some(Frame { kind: FrameKind::Python(frame), .. }) = self.frames.last_mut() {
            frame.pc = pc;
        }
    }

    #[inline]
    fn frame(&self) -> &super::machine::PythonFrame {
        match self.frames.last() {
            Some(Frame { kind: FrameKind::Python(frame), .. }) => frame,
            _ => unreachable!("instructions run in Python frames"),
        }
    }

    #[inline]
    fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    #[inline]
    fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }

    #[inline]
    fn top(&self) -> &Value {
        static UNBOUND: Value = Value::Unbound;
        self.stack.last().unwrap_or(&UNBOUND)
    }

    /// The value `n` deep; 1 is the top.
    #[inline]
    fn peek(&self, n: usize) -> &Value {
        &self.stack[self.stack.len() - n]
    }

    fn take(&mut self, n: usize) -> Vec<Value> {
        self.stack.split_off(self.stack.len() - n)
    }

    /// Leaves the rest of an instruction to a native frame.
    fn defer<F>(&mut self, pc: u32, then: Then, work: impl FnOnce(Vm) -> F) -> PyResult<Go>
    where
        F: Future<Output = PyResult<Value>> + 'static,
    {
        self.set_pc(pc);
        self.check_depth()?;
        let future = work(self.vm.clone());
        self.push_native(then, Box::pin(future));
        Ok(Go::Reload)
    }

    /// Runs an instruction that needs no more than a look at its operands, as most do. All others are left to [`Machine::execute`].
    #[expect(clippy::inline_always, reason = "what it decides steers the loop")]
    #[inline(always)]
    fn at_once(&mut self, op: Op, code: CodeRef, base: usize, pc: u32, budget: &Budget) -> Quick {
        match op {
            Op::Line(line) => {
                if crate::object::has_finalizers() {
                    return Quick::No;
                }
                if code.is_program {
                    if let Some(Frame { kind: FrameKind::Python(frame), .. }) = self.frames.last_mut() {
                        frame.line = line;
                    }
                    self.told_line = line;
                    self.vm.0.line.set(line);
                    self.vm.0.platform.set_line(line, budget);
                }
            }
            Op::LoadFast(slot) => {
                let value = self.stack[base + slot as usize].clone();
                if value.is_unbound() {
                    return Quick::No;
                }
                self.push(value);
            }
            Op::StoreFast(slot) => {
                let value = self.pop();
                self.stack[base + slot as usize] = value;
            }
            Op::Const(index) => {
                let value = code.constants[index as usize].clone();
                self.push(value);
            }
            Op::PushNull => self.push(Value::Unbound),
            Op::Pop => drop(self.pop()),
            Op::Binary(op) | Op::Inplace(op) => {
                let [.., Value::Int(a), Value::Int(b)] = self.stack.as_slice() else { return Quick::No };
                let Some(number) = int_now(op, *a, *b) else { return Quick::No };
                drop(self.pop());
                drop(self.pop());
                self.push(Value::Int(number));
            }
            Op::Compare(op) => {
                let [.., Value::Int(a), Value::Int(b)] = self.stack.as_slice() else { return Quick::No };
                let result = holds(op, a.cmp(b));
                drop(self.pop());
                drop(self.pop());
                self.push(Value::bool(result));
            }
            Op::JumpIfTrue(target) | Op::JumpIfFalse(target) => {
                let Some(truth) = self.top().as_bool() else { return Quick::No };
                drop(self.pop());
                return Quick::Next(if truth == matches!(op, Op::JumpIfTrue(_)) { target } else { pc });
            }
            Op::LoadGlobal(name) => {
                let Payload::Dict(globals) = self.frame().globals.payload() else { return Quick::No };
                let name = name as usize;
                match globals.read(|globals| globals.get_at(&code.places[name], &code.names[name])) {
                    Some(value) => self.push(value),
                    None => return Quick::No,
                }
            }
            Op::Call(count) => return if self.enter_at_once(pc, count as usize) { Quick::Entered } else { Quick::No },
            Op::Return => return if self.leave_at_once() { Quick::Left } else { Quick::No },
            _ => return Quick::No,
        }
        Quick::Next(pc)
    }

    /// Enters a Python function that takes just the arguments that are on the stack.
    #[inline]
    fn enter_at_once(&mut self, pc: u32, count: usize) -> bool {
        let at = self.stack.len() - count - 2;
        let has_receiver = !self.stack[at + 1].is_unbound();
        let Value::Object(object) = &self.stack[at] else { return false };
        let Payload::Function(function) = object.payload() else { return false };
        let parameters = function.code.parameters;
        if parameters.positional as usize != count + usize::from(has_receiver)
            || parameters.keyword_only != 0
            || parameters.varargs
            || parameters.varkeywords
            || self.check_depth().is_err()
        {
            return false;
        }
        let object = object.clone();
        let Payload::Function(function) = object.payload() else { return false };
        self.set_pc(pc);
        let base = if has_receiver { at + 1 } else { at + 2 };
        self.finish_entry(function, base, at, Then::Push, None);
        true
    }

    /// Ends a plain call. Its frame is dropped where it lies: to be moved it would have to reach the cache first.
    #[inline]
    fn leave_at_once(&mut self) -> bool {
        let [.., below, Frame { kind: FrameKind::Python(frame), then: Then::Push }] = self.frames.as_slice() else { return false };
        let (FrameKind::Python(_), None) = (&below.kind, &frame.generator) else { return false };
        let floor = frame.floor as usize;
        let value = self.pop();
        self.cut(floor);
        self.frames.truncate(self.frames.len() - 1);
        self.push(value);
        true
    }

    /// Runs one instruction that was not done at once; `pc` is that of the next.
    #[inline(never)]
    fn execute(&mut self, op: Op, code: CodeRef, base: usize, pc: u32) -> PyResult<Go> {
        match op {
            Op::Line(_) => {
                self.set_pc(pc - 1);
                for object in crate::object::take_finalizers() {
                    self.finalize(object);
                }
                return Ok(Go::Reload);
            }
            Op::Const(_) | Op::StoreFast(_) | Op::PushNull | Op::Pop => unreachable!("done at once"),
            Op::LoadNone => self.push(Value::None),
            Op::Dup => {
                let value = self.top().clone();
                self.push(value);
            }
            Op::Copy(depth) => {
                let value = self.peek(depth as usize).clone();
                self.push(value);
            }
            Op::Swap(depth) => {
                let top = self.stack.len() - 1;
                self.stack.swap(top, top + 1 - depth as usize);
            }
            Op::LoadFast(slot) => return Err(unbound_local(&code, slot)),
            Op::DeleteFast(slot) => {
                let old = core::mem::take(&mut self.stack[base + slot as usize]);
                if old.is_unbound() {
                    return Err(unbound_local(&code, slot));
                }
            }
            Op::LoadDeref(cell) => {
                let value = self.cell(&code, base, cell).get();
                if value.is_unbound() {
                    return Err(unbound_cell(&code, cell));
                }
                self.push(value);
            }
            Op::StoreDeref(cell) => {
                let value = self.pop();
                drop(self.cell(&code, base, cell).replace(value));
            }
            Op::DeleteDeref(cell) => {
                if self.cell(&code, base, cell).replace(Value::Unbound).is_unbound() {
                    return Err(unbound_cell(&code, cell));
                }
            }
            Op::LoadClosure(cell) => {
                let value = self.stack[base + code.local_count + cell as usize].clone();
                self.push(value);
            }
            Op::LoadClassDeref { cell } => {
                let name = cell_name(&code, cell);
                let own = self.frame().namespace.as_ref().and_then(|namespace| lookup(namespace, &name));
                let value = own.unwrap_or_else(|| self.cell(&code, base, cell).get());
                if value.is_unbound() {
                    return Err(unbound_cell(&code, cell));
                }
                self.push(value);
            }
            Op::LoadName(name) => {
                let name = &code.names[name as usize];
                let frame = self.frame();
                let found = frame
                    .namespace
                    .as_ref()
                    .and_then(|namespace| lookup(namespace, name))
                    .or_else(|| lookup(&frame.globals, name))
                    .or_else(|| crate::modules::builtin(name));
                match found {
                    Some(value) => self.push(value),
                    None => return Err(undefined(name)),
                }
            }
            Op::StoreName(name) => {
                let value = self.pop();
                let frame = self.frame();
                store(frame.namespace.as_ref().unwrap_or(&frame.globals), &code.names[name as usize], value);
            }
            Op::DeleteName(name) => {
                let frame = self.frame();
                if !remove(frame.namespace.as_ref().unwrap_or(&frame.globals), &code.names[name as usize]) {
                    return Err(undefined(&code.names[name as usize]));
                }
            }
            Op::LoadGlobal(name) => {
                let name = &code.names[name as usize];
                match crate::modules::builtin(name) {
                    Some(value) => self.push(value),
                    None => return Err(undefined(name)),
                }
            }
            Op::StoreGlobal(name) => {
                let value = self.pop();
                store(&self.frame().globals, &code.names[name as usize], value);
            }
            Op::DeleteGlobal(name) => {
                if !remove(&self.frame().globals, &code.names[name as usize]) {
                    return Err(undefined(&code.names[name as usize]));
                }
            }
            Op::LoadAttr(name) => {
                let name = &code.names[name as usize];
                let object = self.pop();
                match self.vm.find_attr(&object, name)? {
                    Found::Value(value) => self.push(value),
                    Found::Method(function) => self.push(bound(function, object)),
                    Found::Call(function, args) => {
                        self.set_pc(pc);
                        self.call_value(function, args, Vec::new(), Then::Push)?;
                        return Ok(Go::Reload);
                    }
                    _ => {
                        let name = name.clone();
                        return self.defer(pc, Then::Push, |vm| async move { vm.attr_or_raise(&object, &name).await });
                    }
                }
            }
            Op::LoadMethod(name) => {
                let name = &code.names[name as usize];
                let object = self.pop();
                match self.vm.find_attr(&object, name)? {
                    Found::Method(function) => {
                        self.push(function);
                        self.push(object);
                    }
                    Found::Value(value) => {
                        self.push(value);
                        self.push(Value::Unbound);
                    }
                    _ => {
                        // The function comes first, then the empty slot: push the slot when the value is there.
                        let name = name.clone();
                        return self.defer(pc, Then::Method, |vm| async move { vm.attr_or_raise(&object, &name).await });
                    }
                }
            }
            Op::StoreAttr(name) => {
                let name = &code.names[name as usize];
                let object = self.pop();
                let value = self.pop();
                return self.store_attr(pc, object, name, value);
            }
            Op::DeleteAttr(name) => {
                let name = &code.names[name as usize];
                let object = self.pop();
                return self.store_attr(pc, object, name, Value::Unbound);
            }
            Op::LoadSuper => {
                let class = self.super_class(&code, base)?;
                let receiver = self.first_local(&code, base);
                let made = crate::builtins::class::make_super(&class, &receiver)?;
                self.push(made);
            }
            Op::Call(count) => return self.call_op(pc, count as usize),
            Op::CallKw { count, names: list } => {
                let names = code.constants[list as usize].as_tuple().unwrap_or(&[]);
                let mut args = self.take(count as usize);
                let values = args.split_off(args.len() - names.len());
                let receiver = self.pop();
                let function = self.pop();
                if !receiver.is_unbound() {
                    args.insert(0, receiver);
                }
                self.set_pc(pc);
                self.call_value(function, args, names.iter().cloned().zip(values).collect(), Then::Push)?;
                return Ok(Go::Entered);
            }
            Op::CallEx { keywords } => {
                let keywords = if keywords { self.pop() } else { Value::Unbound };
                let args = self.pop();
                let receiver = self.pop();
                let function = self.pop();
                let mut all = match args.payload() {
                    Some(Payload::List(items)) => items.get(),
                    Some(Payload::Tuple(items)) => items.to_vec(),
                    _ => Vec::new(),
                };
                if !receiver.is_unbound() {
                    all.insert(0, receiver);
                }
                let keywords = keywords.object().map(Vm::dict_items).unwrap_or_default();
                self.set_pc(pc);
                self.call_value(function, all, keywords, Then::Push)?;
                return Ok(Go::Entered);
            }
            Op::LoadSubscript => {
                let key = self.pop();
                let object = self.pop();
                if let Some(value) = subscript_now(&object, &key) {
                    self.push(value);
                } else if let Some(result) = self.special_sync(&object, &names().getitem, &key) {
                    self.push(result?);
                } else {
                    return self.defer(pc, Then::Push, |vm| async move { vm.get_item(&object, &key).await });
                }
            }
            Op::StoreSubscript => {
                let key = self.pop();
                let object = self.pop();
                let value = self.pop();
                if !store_subscript_now(&object, &key, &value) {
                    return self.defer(
                        pc,
                        Then::Discard,
                        |vm| async move { vm.set_item(&object, &key, value).await.map(|()| Value::None) },
                    );
                }
            }
            Op::DeleteSubscript => {
                let key = self.pop();
                let object = self.pop();
                return self.defer(pc, Then::Discard, |vm| async move { vm.delete_item(&object, &key).await.map(|()| Value::None) });
            }
            Op::BuildSlice(parts) => {
                let step = if parts == 3 { self.pop() } else { Value::None };
                let stop = self.pop();
                let start = self.pop();
                self.push(Ref::new(Payload::Slice(Box::new([start, stop, step]))).into());
            }
            Op::Unary(op) => {
                let value = self.pop();
                match (op, &value) {
                    (UnaryOp::Negative, Value::Int(number)) if *number != i64::MIN => self.push(Value::Int(-number)),
                    (UnaryOp::Negative, Value::Float(number)) => self.push(Value::float(-number.get())),
                    (UnaryOp::Not, _) if self.vm.truth_now(&value).is_some() => {
                        let truth = self.vm.truth_now(&value) == Some(true);
                        self.push(Value::bool(!truth));
                    }
                    _ => return self.defer(pc, Then::Push, |vm| async move { vm.unary(op, &value).await }),
                }
            }
            Op::Binary(op) | Op::Inplace(op) => {
                let b = self.pop();
                let a = self.pop();
                if let Some(value) = binary_now(op, &a, &b) {
                    self.push(value);
                    return Ok(Go::Next);
                }
                return self.binary_op(pc, op, a, b, matches!(code.ops[pc as usize - 1], (Op::Inplace(_), _)));
            }
            Op::Compare(op) => {
                let b = self.pop();
                let a = self.pop();
                if let Some(result) = compare_now(op, &a, &b) {
                    self.push(Value::bool(result));
                    return Ok(Go::Next);
                }
                return self.compare_op(pc, op, a, b);
            }
            Op::Is { invert } => {
                let b = self.pop();
                let a = self.pop();
                self.push(Value::bool(a.is(&b) != invert));
            }
            Op::Contains { invert } => {
                let container = self.pop();
                let item = self.pop();
                if let Some(found) = contains_now(&container, &item) {
                    self.push(Value::bool(found != invert));
                } else {
                    return self.defer(pc, Then::Push, move |vm| async move {
                        vm.contains(&container, &item).await.map(|found| Value::bool(found != invert))
                    });
                }
            }
            Op::BuildTuple(count) => {
                let items = self.take(count as usize);
                self.push(Value::tuple(items));
            }
            Op::BuildList(count) => {
                let items = self.take(count as usize);
                self.push(Value::list(items));
            }
            Op::BuildSet(count) => {
                let items = self.take(count as usize);
                let mut table = SetTable::default();
                if items.iter().all(|item| matches!(crate::object::plain_hash(item), crate::object::Hashed::Hash(_)))
                    && items.iter().all(Value::is_plain)
                {
                    for item in &items {
                        table.add_plain(item);
                    }
                    self.push(Value::set(table));
                } else {
                    return self.defer(pc, Then::Push, |vm| async move {
                        let set = Value::set(SetTable::default());
                        if let Some(Payload::Set(table)) = set.payload() {
                            for item in items {
                                vm.set_add(table, item).await?;
                            }
                        }
                        Ok(set)
                    });
                }
            }
            Op::BuildMap(count) => {
                let items = self.take(count as usize * 2);
                let mut table = Table::with_capacity(count as usize);
                if items.iter().step_by(2).all(|key| key.as_str().is_some() || matches!(key, Value::Int(_))) {
                    let mut items = items.into_iter();
                    while let (Some(key), Some(value)) = (items.next(), items.next()) {
                        drop(table.set_plain(&key, value));
                    }
                    self.push(Value::dict(table));
                } else {
                    return self.defer(pc, Then::Push, |vm| async move {
                        let dict = Value::dict(table);
                        let mut items = items.into_iter();
                        if let Some(Payload::Dict(table)) = dict.payload() {
                            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                                vm.dict_set(table, key, value).await?;
                            }
                        }
                        Ok(dict)
                    });
                }
            }
            Op::BuildString(count) => {
                let parts = self.take(count as usize);
                let text: String = parts.iter().filter_map(Value::as_str).collect();
                self.push(Value::str(text));
            }
            Op::ListAppend(depth) => {
                let value = self.pop();
                if let Some(Payload::List(items)) = self.peek(depth as usize).payload() {
                    items.with(|items| items.push(value));
                }
            }
            Op::SetAdd(depth) => {
                let value = self.pop();
                let set = self.peek(depth as usize).clone();
                return self.defer(pc, Then::Discard, |vm| async move {
                    if let Some(Payload::Set(table)) = set.payload() {
                        vm.set_add(table, value).await?;
                    }
                    Ok(Value::None)
                });
            }
            Op::MapAdd(depth) => {
                let value = self.pop();
                let key = self.pop();
                let dict = self.peek(depth as usize).clone();
                if !store_subscript_now(&dict, &key, &value) {
                    return self.defer(pc, Then::Discard, |vm| async move {
                        if let Some(Payload::Dict(table)) = dict.payload() {
                            drop(vm.dict_set(table, key, value).await?);
                        }
                        Ok(Value::None)
                    });
                }
            }
            Op::ListExtend(depth) => {
                let iterable = self.pop();
                let list = self.peek(depth as usize).clone();
                return self.defer(pc, Then::Discard, |vm| async move { spread(&vm, &list, &iterable, None).await });
            }
            Op::SpreadArguments => {
                let iterable = self.pop();
                let list = self.top().clone();
                let function = self.peek(3).clone();
                return self.defer(pc, Then::Discard, |vm| async move { spread(&vm, &list, &iterable, Some(&function)).await });
            }
            Op::SetUpdate(depth) => {
                let iterable = self.pop();
                let set = self.peek(depth as usize).clone();
                return self.defer(pc, Then::Discard, |vm| async move {
                    let more = vm.collect(&iterable).await?;
                    if let Some(Payload::Set(table)) = set.payload() {
                        for item in more {
                            vm.set_add(table, item).await?;
                        }
                    }
                    Ok(Value::None)
                });
            }
            Op::DictUpdate(depth) => {
                let mapping = self.pop();
                let dict = self.peek(depth as usize).clone();
                return self.defer(pc, Then::Discard, |vm| async move {
                    crate::builtins::dict::update_from_mapping(&vm, &dict, &mapping).await.map(|()| Value::None)
                });
            }
            Op::DictMerge(depth) => {
                let mapping = self.pop();
                let dict = self.peek(depth as usize).clone();
                let function = self.peek(depth as usize + 3).clone();
                return self.defer(pc, Then::Discard, |vm| async move {
                    crate::builtins::dict::merge_keywords(&vm, &dict, &mapping, &function).await.map(|()| Value::None)
                });
            }
            Op::ListToTuple => {
                let list = self.pop();
                let items = match list.payload() {
                    Some(Payload::List(items)) => items.get(),
                    _ => Vec::new(),
                };
                self.push(Value::tuple(items));
            }
            Op::Format { conversion, spec } => {
                let spec = if spec { self.pop() } else { Value::Unbound };
                let value = self.pop();
                if spec.is_unbound() && conversion == Conversion::None {
                    if value.as_str().is_some() && value.object().is_some_and(|object| object.own_class().is_none()) {
                        self.push(value);
                        return Ok(Go::Next);
                    }
                    if let Value::Int(number) = value {
                        self.push(Value::str(number.to_string()));
                        return Ok(Go::Next);
                    }
                }
                return self.defer(pc, Then::Push, move |vm| async move {
                    let value = match conversion {
                        Conversion::None => value,
                        Conversion::Str => Value::str(vm.str(&value).await?),
                        Conversion::Repr => Value::str(vm.repr(&value).await?),
                        Conversion::Ascii => Value::str(crate::text::quote::escape_non_ascii(&vm.repr(&value).await?)),
                    };
                    vm.format(&value, spec.as_str().unwrap_or("")).await.map(Value::str)
                });
            }
            Op::UnpackSequence(count) => {
                let value = self.pop();
                let items = match value.payload() {
                    Some(Payload::Tuple(items)) if items.len() == count as usize => {
                        self.stack.extend(items.iter().rev().cloned());
                        return Ok(Go::Next);
                    }
                    Some(Payload::List(items)) if value.is_plain() => items.get(),
                    Some(Payload::Tuple(items)) => items.to_vec(),
                    _ => {
                        return self
                            .defer(pc, Then::Unpack, move |vm| async move { unpack(&vm, &value, count as usize).await.map(Value::tuple) });
                    }
                };
                check_unpack(items.len(), count as usize)?;
                self.stack.extend(items.into_iter().rev());
            }
            Op::UnpackEx { before, after } => {
                let value = self.pop();
                return self.defer(pc, Then::Unpack, move |vm| async move {
                    if vm.iter_now(&value).is_none()
                        && vm.special(&value, &names().iter).is_none()
                        && vm.special(&value, &names().getitem).is_none()
                    {
                        return Err(type_error(format!("cannot unpack non-iterable {} object", value.class_name())));
                    }
                    let mut items = vm.collect(&value).await?;
                    let (before, after) = (before as usize, after as usize);
                    if items.len() < before + after {
                        return Err(crate::raise::value_error(format!(
                            "not enough values to unpack (expected at least {}, got {})",
                            before + after,
                            items.len()
                        )));
                    }
                    let tail = items.split_off(items.len() - after);
                    let middle = items.split_off(before);
                    items.push(Value::list(middle));
                    items.extend(tail);
                    Ok(Value::tuple(items))
                });
            }
            Op::Jump(target) => return Ok(Go::Jump(target)),
            Op::JumpBackward(target) => return Ok(Go::SwitchPoint(target)),
            Op::JumpIfTrue(target) => return self.jump_if(pc, target, true, false),
            Op::JumpIfFalse(target) => return self.jump_if(pc, target, false, false),
            Op::JumpIfTrueOrPop(target) => return self.jump_if(pc, target, true, true),
            Op::JumpIfFalseOrPop(target) => return self.jump_if(pc, target, false, true),
            Op::GetIter => {
                let value = self.pop();
                if let Some(iterator) = self.vm.iter_now(&value) {
                    self.push(iterator);
                } else {
                    return self.defer(pc, Then::Push, |vm| async move { vm.iter(&value).await });
                }
            }
            Op::ForIter(target) => {
                match self.vm.next_now(self.top())? {
                    Step::Item(item) => self.push(item),
                    Step::End => {
                        drop(self.pop());
                        return Ok(Go::Jump(target));
                    }
                    Step::AskPython => {
                        let iterator = self.top().clone();
                        self.set_pc(pc);
                        if let Some(Payload::Generator(_)) = iterator.payload() {
                            self.resume(&iterator, Input::Send(Value::None), Then::ForIter(target));
                            return Ok(Go::Reload);
                        }
                        return self
                            .defer(pc, Then::ForIter(target), |vm| async move { Ok(vm.next(&iterator).await?.unwrap_or(Value::Unbound)) });
                    }
                }
            }
            Op::GetYieldFromIter => {
                let value = self.pop();
                if let Some(iterator) = self.vm.iter_now(&value) {
                    self.push(iterator);
                } else {
                    return self.defer(pc, Then::Push, |vm| async move { vm.iter(&value).await });
                }
            }
            Op::Send(target) => {
                let value = self.pop();
                let receiver = self.top().clone();
                self.set_pc(pc);
                if let Some(Payload::Generator(_)) = receiver.payload() {
                    self.resume(&receiver, Input::Send(value), Then::Send(target));
                    return Ok(Go::Reload);
                }
                return self.defer(pc, Then::Send(target), |vm| async move { vm.send(&receiver, value).await });
            }
            Op::Yield => {
                let value = self.pop();
                self.set_pc(pc);
                self.suspend(value);
                return Ok(Go::Reload);
            }
            Op::ReturnGenerator => {
                self.set_pc(pc);
                self.make_generator();
                return Ok(Go::Reload);
            }
            Op::Return => {
                let value = self.pop();
                self.set_pc(pc);
                self.return_value(value);
                return Ok(Go::Reload);
            }
            Op::MakeFunction { code: index, flags } => {
                let function = self.make_function(&code, index as usize, flags);
                self.push(function);
            }
            Op::LoadBuildClass => match crate::modules::builtin(&names().build_class) {
                Some(value) => self.push(value),
                None => return Err(name_error("__build_class__ not found")),
            },
            Op::SetupAnnotations => {
                let frame = self.frame();
                let namespace = frame.namespace.as_ref().unwrap_or(&frame.globals);
                if lookup(namespace, &names().annotations).is_none() {
                    store(namespace, &names().annotations, Value::dict(Table::default()));
                }
            }
            Op::ImportName(name) => {
                let names = self.pop();
                let level = self.pop();
                let name = code.names[name as usize].clone();
                return self.defer(pc, Then::Push, |vm| async move {
                    crate::modules::import::import_name(&vm, &name, &names, level.as_i64().unwrap_or(0)).await
                });
            }
            Op::ImportFrom(name) => {
                let name = code.names[name as usize].clone();
                let module = self.top().clone();
                return self.defer(pc, Then::Push, |vm| async move { crate::modules::import::import_from(&vm, &module, &name).await });
            }
            Op::ImportStar => {
                let module = self.pop();
                let globals = self.frame().globals.clone();
                return self.defer(pc, Then::Discard, |vm| async move {
                    crate::modules::import::import_star(&vm, &module, &globals).await.map(|()| Value::None)
                });
            }
            Op::Raise(count) => return self.raise_op(pc, count),
            Op::Reraise => {
                let exception = self.pop();
                let previous = self.pop();
                drop(self.vm.set_handled(previous));
                return Err(match exception {
                    Value::Object(exception) => Unwind::Raise(exception),
                    _ => type_error("exceptions must derive from BaseException"),
                });
            }
            Op::PushHandled => {
                let exception = self.pop();
                let previous = self.vm.set_handled(exception.clone());
                self.push(previous);
                self.push(exception);
            }
            Op::PopHandled => {
                let previous = self.pop();
                drop(self.vm.set_handled(previous));
            }
            Op::MatchException => {
                let class = self.pop();
                let matches = exception_matches(self.top(), &class)?;
                self.push(Value::bool(matches));
            }
            Op::LoadAssertionError => self.push(types().assertion_error.clone().into()),
            Op::BeforeWith => {
                let manager = self.pop();
                return self.before_with(pc, manager);
            }
            Op::WithExceptStart => {
                let exception = self.top().clone();
                let exit = self.peek(3).clone();
                self.set_pc(pc);
                let class: Value = exception.class().clone().into();
                let traceback = crate::builtins::exception::traceback_of(&exception);
                self.call_value(exit, vec![class, exception, traceback], Vec::new(), Then::Push)?;
                return Ok(Go::Reload);
            }
            Op::NameObject(text) => {
                if code.is_program
                    && let Value::Object(_) = self.top()
                {
                    self.vm.name_object(self.top(), code.constants[text as usize].as_str().unwrap_or(""));
                }
            }
            Op::Unsupported(text) => {
                return Err(crate::raise::not_implemented_error(code.constants[text as usize].as_str().unwrap_or("").to_owned()));
            }
        }
        Ok(Go::Next)
    }

    #[inline]
    fn cell(&self, code: &Linked, base: usize, cell: u32) -> &Guarded<Value> {
        match self.stack[base + code.local_count + cell as usize].payload() {
            Some(Payload::Cell(content)) => content,
            _ => unreachable!("cell slots hold cells"),
        }
    }

    fn super_class(&self, code: &Linked, base: usize) -> PyResult<Value> {
        let index = (0..code.cell_count as u32).find(|cell| cell_name(code, *cell).as_str() == Some("__class__"));
        match index.map(|cell| self.cell(code, base, cell).get()) {
            Some(class) if !class.is_unbound() => Ok(class),
            Some(_) => Err(crate::raise::runtime_error("super(): empty __class__ cell")),
            None => Err(crate::raise::runtime_error("super(): __class__ cell not found")),
        }
    }

    fn first_local(&self, code: &Linked, base: usize) -> Value {
        let local = self.stack[base].clone();
        if local.is_unbound()
            && let Some(cell) = code.code.cells.iter().position(|(_, parameter)| *parameter == Some(0))
        {
            return self.cell(code, base, cell as u32).get();
        }
        local
    }

    #[inline]
    fn call_op(&mut self, pc: u32, count: usize) -> PyResult<Go> {
        let at = self.stack.len() - count - 2;
        let has_receiver = !self.stack[at + 1].is_unbound();
        if let Value::Object(object) = &self.stack[at] {
            match object.payload() {
                Payload::Native(function) => {
                    let given = count + usize::from(has_receiver);
                    if let Run::Sync(run) = function.run
                        && fits_exactly(function, given)
                    {
                        let from = if has_receiver { at + 1 } else { at + 2 };
                        let result = run(&self.vm, &self.stack[from..])?;
                        self.cut(at);
                        self.push(result);
                        return Ok(Go::SwitchPoint(pc));
                    }
                    if let Run::Quick(quick, _) = function.run
                        && fits_exactly(function, given)
                    {
                        let from = if has_receiver { at + 1 } else { at + 2 };
                        if let Some(result) = quick(&self.vm, &self.stack[from..]) {
                            let result = result?;
                            self.cut(at);
                            self.push(result);
                            return Ok(Go::SwitchPoint(pc));
                        }
                    }
                }
                _ => {}
            }
        } else {
            return Err(not_callable(&self.stack[at]));
        }
        let args = self.take(count);
        let receiver = self.pop();
        let function = self.pop();
        let args = if receiver.is_unbound() {
            args
        } else {
            let mut all = Vec::with_capacity(args.len() + 1);
            all.push(receiver);
            all.extend(args);
            all
        };
        self.set_pc(pc);
        self.call_value(function, args, Vec::new(), Then::Push)?;
        Ok(Go::Entered)
    }

    fn store_attr(&mut self, pc: u32, object: Value, name: &Value, value: Value) -> PyResult<Go> {
        if !object.class().class_flags().contains(crate::object::ClassFlags::SETATTR) {
            if let Some((function, args)) = self.vm.set_attr_now(&object, name, value)? {
                self.set_pc(pc);
                self.call_value(function, args, Vec::new(), Then::Discard)?;
                return Ok(Go::Reload);
            }
            return Ok(Go::Next);
        }
        let name = name.clone();
        self.defer(pc, Then::Discard, |vm| async move { vm.set_attr(&object, &name, value).await.map(|()| Value::None) })
    }

    /// A special method of a builtin class that is written in Rust and never calls Python, called at once.
    fn special_sync(&self, object: &Value, name: &Value, argument: &Value) -> Option<PyResult<Value>> {
        let method = self.vm.special(object, name)?;
        self.vm.call_sync(&method, &[object.clone(), argument.clone()])
    }

    fn binary_op(&mut self, pc: u32, op: BinaryOp, a: Value, b: Value, inplace: bool) -> PyResult<Go> {
        let (method, reflected, inplace_method, _) = method_names(op);
        // Builtin operands: their methods never call Python, and neither class can override the other's.
        let builtin = |value: &Value| !value.class().class_flags().contains(crate::object::ClassFlags::HEAP);
        if builtin(&a) && builtin(&b) && (!inplace || self.vm.special(&a, inplace_method).is_none()) {
            let mut result = self.special_sync(&a, method, &b);
            if matches!(result, Some(Ok(Value::NotImplemented))) || (result.is_none() && self.vm.special(&a, method).is_none()) {
                result = self.special_sync(&b, reflected, &a);
            }
            if let Some(result) = result {
                let value = result?;
                if !matches!(value, Value::NotImplemented) {
                    self.push(value);
                    return Ok(Go::Next);
                }
            }
        }
        self.defer(
            pc,
            Then::Push,
            move |vm| async move { if inplace { vm.inplace(op, &a, &b).await } else { vm.binary(op, &a, &b).await } },
        )
    }

    fn compare_op(&mut self, pc: u32, op: CompareOp, a: Value, b: Value) -> PyResult<Go> {
        let (method, _, _) = reflected_compare(op);
        if a.class().is(b.class())
            && !a.class().class_flags().contains(crate::object::ClassFlags::HEAP)
            && let Some(result) = self.special_sync(&a, method, &b)
        {
            let value = result?;
            if !matches!(value, Value::NotImplemented) {
                self.push(value);
                return Ok(Go::Next);
            }
        }
        self.defer(pc, Then::Push, move |vm| async move { vm.compare(op, &a, &b).await })
    }

    #[inline]
    fn jump_if(&mut self, pc: u32, target: u32, when: bool, keep: bool) -> PyResult<Go> {
        let Some(truth) = self.vm.truth_now(self.top()) else {
            // Ask Python, and run this instruction again on the answer. With `keep` the value itself must stay below.
            let value = self.top().clone();
            if keep {
                return self.defer(pc, Then::KeepOrPop { target, when }, |vm| async move { vm.truth(&value).await.map(Value::bool) });
            }
            drop(self.pop());
            return self.defer(pc - 1, Then::Push, |vm| async move { vm.truth(&value).await.map(Value::bool) });
        };
        if truth == when {
            if !keep {
                drop(self.pop());
            }
            return Ok(Go::Jump(target));
        }
        drop(self.pop());
        Ok(Go::Next)
    }

    fn make_function(&mut self, code: &Linked, index: usize, flags: u8) -> Value {
        let mut pop_if = |flag: u8| if flags & flag != 0 { self.stack.pop().unwrap_or_default() } else { Value::Unbound };
        let closure = pop_if(function_flags::CLOSURE);
        let annotations = pop_if(function_flags::ANNOTATIONS);
        let keyword_defaults = pop_if(function_flags::KEYWORD_DEFAULTS);
        let defaults = pop_if(function_flags::DEFAULTS);
        let Some(inner) = code.nested[index] else { return Value::None };
        let globals = self.frame().globals.clone();
        let module = lookup(&globals, &names().name).unwrap_or(Value::None);
        Ref::container(Payload::Function(Box::new(Function {
            code: inner,
            globals,
            closure: closure.as_tuple().unwrap_or(&[]).into(),
            state: Guarded::new(FunctionState {
                defaults,
                keyword_defaults,
                annotations,
                name: inner.name.clone(),
                qualname: inner.qualname.clone(),
                doc: inner.doc.clone(),
                module,
            }),
        })))
        .into()
    }

    fn raise_op(&mut self, pc: u32, count: u32) -> PyResult<Go> {
        if count == 0 {
            return Err(match self.vm.handled() {
                Value::Object(exception) => Unwind::Raise(exception),
                _ => crate::raise::runtime_error("No active exception to reraise"),
            });
        }
        let cause = if count == 2 { self.pop() } else { Value::Unbound };
        let exception = self.pop();
        let plain = |value: &Value| value.as_class().is_none();
        if let Value::Object(object) = &exception
            && matches!(object.payload(), Payload::Exception(_))
            && (cause.is_unbound() || plain(&cause))
        {
            crate::builtins::exception::set_cause(object, &cause)?;
            return Err(Unwind::Raise(object.clone()));
        }
        self.defer(pc, Then::Push, |vm| async move {
            let exception = crate::builtins::exception::instance(&vm, exception).await?;
            let cause =
                if cause.as_class().is_some() { Value::Object(crate::builtins::exception::instance(&vm, cause).await?) } else { cause };
            crate::builtins::exception::set_cause(&exception, &cause)?;
            Err(Unwind::Raise(exception))
        })
    }

    fn before_with(&mut self, pc: u32, manager: Value) -> PyResult<Go> {
        let class = manager.class();
        let missing =
            |name: &str| type_error(format!("'{}' object does not support the context manager protocol{name}", manager.class_name()));
        let Some(enter) = class.find_in_class(&names().enter) else { return Err(missing("")) };
        let Some(exit) = class.find_in_class(&names().exit) else { return Err(missing(" (missed __exit__ method)")) };
        self.push(bound(exit, manager.clone()));
        self.set_pc(pc);
        self.call_value(enter, vec![manager], Vec::new(), Then::Push)?;
        Ok(Go::Reload)
    }
}

/// Appends the items of what stands after a `*` to a list: those of a display, or the arguments for `function`.
async fn spread(vm: &Vm, list: &Value, iterable: &Value, function: Option<&Value>) -> PyResult<Value> {
    let is_iterable = vm.iter_now(iterable).is_some()
        || vm.special(iterable, &names().iter).is_some()
        || vm.special(iterable, &names().getitem).is_some();
    if !is_iterable {
        let subject = match function {
            Some(function) => format!("{} argument", crate::builtins::dict::callee_label(vm, function).await?),
            None => String::from("Value"),
        };
        return Err(type_error(format!("{subject} after * must be an iterable, not {}", iterable.class_name())));
    }
    let more = vm.collect(iterable).await?;
    if let Some(Payload::List(items)) = list.payload() {
        items.with(|items| items.extend(more));
    }
    Ok(Value::None)
}

/// A name in a namespace.
#[inline]
pub(super) fn lookup(namespace: &Ref, name: &Value) -> Option<Value> {
    match namespace.payload() {
        Payload::Dict(table) => table.read(|table| table.get_plain(name)),
        _ => None,
    }
}

fn store(namespace: &Ref, name: &Value, value: Value) {
    if let Payload::Dict(table) = namespace.payload() {
        let old = table.with(|table| table.set_plain(name, value));
        drop(old);
    }
}

fn remove(namespace: &Ref, name: &Value) -> bool {
    match namespace.payload() {
        Payload::Dict(table) => table.with(|table| table.remove_plain(name)).is_some(),
        _ => false,
    }
}

fn cell_name(code: &Linked, cell: u32) -> Value {
    code.cells[cell as usize].clone()
}

#[cold]
fn undefined(name: &Value) -> Unwind {
    name_error(format!("name '{}' is not defined", name.as_str().unwrap_or("?"))).about(name, Value::Unbound)
}

#[cold]
fn unbound_local(code: &Linked, slot: u32) -> Unwind {
    unbound_local_error(format!(
        "cannot access local variable '{}' where it is not associated with a value",
        code.locals[slot as usize].as_str().unwrap_or("?")
    ))
}

#[cold]
fn unbound_cell(code: &Linked, cell: u32) -> Unwind {
    let name = cell_name(code, cell);
    let name = name.as_str().unwrap_or("?");
    if (cell as usize) < code.code.cells.len() {
        return unbound_local_error(format!("cannot access local variable '{name}' where it is not associated with a value"));
    }
    name_error(format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope"))
}

/// `object[key]` of builtin containers with simple keys.
#[inline]
fn subscript_now(object: &Value, key: &Value) -> Option<Value> {
    let Value::Object(object) = object else { return None };
    if object.own_class().is_some() {
        return None;
    }
    match (object.payload(), key) {
        (Payload::List(items), Value::Int(index)) => items.read(|items| {
            let index = if *index < 0 { index + items.len() as i64 } else { *index };
            usize::try_from(index).ok().and_then(|index| items.get(index).cloned())
        }),
        (Payload::Tuple(items), Value::Int(index)) => {
            let index = if *index < 0 { index + items.len() as i64 } else { *index };
            usize::try_from(index).ok().and_then(|index| items.get(index).cloned())
        }
        (Payload::Dict(table), Value::Int(_)) => table.read(|table| table.get_plain(key)),
        (Payload::Dict(table), Value::Object(_)) if key.as_str().is_some() && key.is_plain() => table.read(|table| table.get_plain(key)),
        _ => None,
    }
}

#[inline]
fn store_subscript_now(object: &Value, key: &Value, value: &Value) -> bool {
    let Value::Object(object) = object else { return false };
    if object.own_class().is_some() {
        return false;
    }
    let old = match (object.payload(), key) {
        (Payload::List(items), Value::Int(index)) => items.with(|items| {
            let index = if *index < 0 { index + items.len() as i64 } else { *index };
            usize::try_from(index).ok().and_then(|index| items.get_mut(index).map(|slot| core::mem::replace(slot, value.clone())))
        }),
        (Payload::Dict(table), key) if matches!(key, Value::Int(_)) || (key.as_str().is_some() && key.is_plain()) => {
            Some(table.with(|table| table.set_plain(key, value.clone())).unwrap_or_default())
        }
        _ => None,
    };
    old.is_some()
}

fn contains_now(container: &Value, item: &Value) -> Option<bool> {
    let Value::Object(object) = container else { return None };
    if object.own_class().is_some() {
        return None;
    }
    let simple = matches!(item, Value::Int(_) | Value::None | Value::False | Value::True) || (item.as_str().is_some() && item.is_plain());
    match object.payload() {
        Payload::Dict(table) if simple => Some(table.read(|table| table.get_plain(item)).is_some()),
        Payload::Set(table) if simple => match crate::object::plain_hash(item) {
            crate::object::Hashed::Hash(hash) => match table.read(|table| table.find(hash, item)) {
                crate::object::Find::Found(_) => Some(true),
                crate::object::Find::Missing => Some(false),
                crate::object::Find::Ask(..) => None,
            },
            _ => None,
        },
        Payload::Str(text) => item.as_str().map(|item| text.as_str().contains(item)),
        _ => None,
    }
}

fn exception_matches(exception: &Value, class: &Value) -> PyResult<bool> {
    let mut is_any = false;
    // A tuple within the tuple is none of the classes that may stand there.
    for class in class.as_tuple().unwrap_or(core::slice::from_ref(class)) {
        match class {
            Value::Object(object) if class.as_class().is_some() && object.is_subclass(&types().base_exception) => {
                is_any |= exception.class().is_subclass(object);
            }
            _ => return Err(type_error("catching classes that do not inherit from BaseException is not allowed")),
        }
    }
    Ok(is_any)
}

/// The items of an iterable that must be `count`.
async fn unpack(vm: &Vm, value: &Value, count: usize) -> PyResult<Vec<Value>> {
    let iterator = match vm.iter(value).await {
        Ok(iterator) => iterator,
        Err(error) if error.is(&types().type_error) && vm.special(value, &names().iter).is_none() => {
            return Err(type_error(format!("cannot unpack non-iterable {} object", value.class_name())));
        }
        Err(error) => return Err(error),
    };
    let mut items = Vec::with_capacity(count);
    while items.len() < count {
        match vm.next(&iterator).await? {
            Some(item) => items.push(item),
            None => return Err(crate::raise::value_error(format!("not enough values to unpack (expected {count}, got {})", items.len()))),
        }
    }
    if vm.next(&iterator).await?.is_some() {
        return Err(crate::raise::value_error(format!("too many values to unpack (expected {count})")));
    }
    Ok(items)
}

fn check_unpack(length: usize, count: usize) -> PyResult<()> {
    if length < count {
        return Err(crate::raise::value_error(format!("not enough values to unpack (expected {count}, got {length})")));
    }
    if length > count {
        return Err(crate::raise::value_error(format!("too many values to unpack (expected {count})")));
    }
    Ok(())
}
