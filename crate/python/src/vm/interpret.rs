//! The interpreter loop: runs the Python frame on top until something else is on top or the fiber pauses.
//!
//! Most instructions need no more than a look at their operands: they are done here, where their results stay in registers. The
//! others are carried out by `instruction`.

use core::sync::atomic::Ordering;

use hotpot_sync::{Budget, Pause};

use super::instruction::Go;
use super::machine::{Flow, Frame, FrameKind, Machine, PythonFrame, Then};
use super::operators::{holds, int_now};
use crate::code::Op;
use crate::object::{CodeRef, Payload, Value};

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
    pub(super) fn set_pc(&mut self, pc: u32) {
        if let Some(Frame { kind: FrameKind::Python(frame), .. }) = self.frames.last_mut() {
            frame.pc = pc;
        }
    }

    #[inline]
    pub(super) fn frame(&self) -> &PythonFrame {
        match self.frames.last() {
            Some(Frame { kind: FrameKind::Python(frame), .. }) => frame,
            _ => unreachable!("instructions run in Python frames"),
        }
    }

    #[inline]
    pub(super) fn push(&mut self, value: Value) {
        self.stack.push(value);
    }

    #[inline]
    pub(super) fn pop(&mut self) -> Value {
        self.stack.pop().unwrap_or_default()
    }

    #[inline]
    pub(super) fn top(&self) -> &Value {
        static UNBOUND: Value = Value::Unbound;
        self.stack.last().unwrap_or(&UNBOUND)
    }

    /// The value `n` deep; 1 is the top.
    #[inline]
    pub(super) fn peek(&self, n: usize) -> &Value {
        &self.stack[self.stack.len() - n]
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
}
