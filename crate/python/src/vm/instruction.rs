//! Instructions that take more than a look at their operands.
//!
//! What builtin operands allow is done directly. Everything else becomes a native frame that awaits what it needs; its result lands on
//! the stack as if the instruction had produced it.

use super::attribute::bound;
use super::call::{fits_exactly, not_callable};
use super::direct::{
    cell_name, check_unpack, contains_now, exception_matches, lookup, remove, spread, store, store_subscript_now, subscript_now,
    unbound_cell, unbound_local, undefined, unpack,
};
use super::iterate::Step;
use super::machine::{Machine, Then};
use super::operators::{binary_now, compare_now};
use super::{Found, Input, Vm, method_names, reflected_compare};
use crate::code::{BinaryOp, CompareOp, Conversion, Op, UnaryOp, function_flags};
use crate::names::names;
use crate::native::Run;
use crate::object::{CodeRef, Function, FunctionState, Guarded, Linked, Payload, Ref, SetTable, Table, Value};
use crate::raise::{PyResult, Unwind, name_error, type_error};
use crate::types::types;

/// What an instruction did.
pub(super) enum Go {
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

impl Machine {
    /// Runs one instruction that [`Machine::at_once`] left; `pc` is that of the next. A call of its own, so that the loop has the
    /// registers to itself.
    #[inline(never)]
    pub(super) fn execute(&mut self, op: Op, code: CodeRef, base: usize, pc: u32) -> PyResult<Go> {
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
        let Value::Object(object) = &self.stack[at] else { return Err(not_callable(&self.stack[at])) };
        if let Payload::Native(function) = object.payload()
            && fits_exactly(function, count + usize::from(has_receiver))
        {
            let args = &self.stack[if has_receiver { at + 1 } else { at + 2 }..];
            let result = match function.run {
                Run::Sync(run) => Some(run(&self.vm, args)),
                Run::Quick(quick, _) => quick(&self.vm, args),
                Run::Async(_) => None,
            };
            if let Some(result) = result {
                let result = result?;
                self.cut(at);
                self.push(result);
                return Ok(Go::SwitchPoint(pc));
            }
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
}
