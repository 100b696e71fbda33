//! Iteration: `iter()`, `next()`, and collecting.

use super::{Input, Vm};
use crate::names::names;
use crate::object::{DictView, Guarded, Iterator, Payload, Ref, Value};
use crate::raise::{PyResult, runtime_error, type_error};
use crate::types::types;

/// What advancing a builtin iterator gave, as far as that needs no Python.
pub enum Step {
    /// An item.
    Item(Value),
    /// The end.
    End,
    /// Ask the virtual machine: [`Vm::next`].
    AskPython,
}

impl Vm {
    /// An iterator object.
    pub fn iterator(state: Iterator) -> Value {
        Value::Object(Ref::container(Payload::Iterator(Guarded::new(state))))
    }

    /// `iter(value)` of builtin containers and iterators.
    pub fn iter_now(&self, value: &Value) -> Option<Value> {
        let object = value.object()?;
        if !value.is_plain() {
            return None;
        }
        let state = match object.payload() {
            Payload::List(_) => Iterator::List(object.clone(), 0),
            Payload::Tuple(_) => Iterator::Tuple(object.clone(), 0),
            Payload::Str(_) => Iterator::Str(object.clone(), 0),
            Payload::Bytes(_) | Payload::ByteArray(_) => Iterator::Bytes(object.clone(), 0),
            Payload::Range(range) => Iterator::Range { next: range.start, left: range.len(), step: range.step },
            Payload::Dict(table) => Iterator::Dict {
                view: DictView::Keys(object.clone()),
                index: 0,
                length: table.read(crate::object::Table::len),
                reversed: false,
            },
            Payload::DictView(view) => Iterator::Dict {
                view: view.clone(),
                index: 0,
                length: match view.dict().payload() {
                    Payload::Dict(table) => table.read(crate::object::Table::len),
                    _ => 0,
                },
                reversed: false,
            },
            Payload::Set(table) => Iterator::Set(object.clone(), 0, table.read(crate::object::SetTable::len)),
            Payload::FrozenSet(table) => Iterator::Set(object.clone(), 0, table.len()),
            Payload::Iterator(_) | Payload::Generator(_) => return Some(value.clone()),
            _ => return None,
        };
        Some(Self::iterator(state))
    }

    /// `iter(value)`
    #[expect(clippy::iter_not_returning_iterator, reason = "Python's iter(): the iterator is a Python value")]
    pub async fn iter(&self, value: &Value) -> PyResult<Value> {
        if let Some(iterator) = self.iter_now(value) {
            return Ok(iterator);
        }
        match self.special(value, &names().iter) {
            Some(Value::None) => {}
            Some(_) => {
                if let Some(iterator) = self.call_special(value, &names().iter, vec![]).await? {
                    if self.special(&iterator, &names().next).is_none() {
                        return Err(type_error(format!("iter() returned non-iterator of type '{}'", iterator.class_name())));
                    }
                    return Ok(iterator);
                }
            }
            None if self.special(value, &names().getitem).is_some() => return Ok(Self::iterator(Iterator::Sequence(value.clone(), 0))),
            None => {}
        }
        Err(type_error(format!("'{}' object is not iterable", value.class_name())))
    }

    /// Advances a builtin iterator.
    pub fn next_now(&self, iterator: &Value) -> PyResult<Step> {
        match iterator.payload() {
            Some(Payload::Iterator(state)) if iterator.is_plain() => state.with(advance),
            _ => Ok(Step::AskPython),
        }
    }

    /// `next(iterator)`; `None` at the end.
    pub async fn next(&self, iterator: &Value) -> PyResult<Option<Value>> {
        match self.next_now(iterator)? {
            Step::Item(item) => return Ok(Some(item)),
            Step::End => return Ok(None),
            Step::AskPython => {}
        }
        let result = match iterator.payload() {
            Some(Payload::Generator(_)) => self.resume(iterator, Input::Send(Value::None)).await,
            Some(Payload::Iterator(_)) if iterator.is_plain() => {
                return Box::pin(crate::builtins::iterators::advance_with_python(self, iterator)).await;
            }
            _ => match self.call_special(iterator, &names().next, vec![]).await {
                Ok(Some(item)) => Ok(item),
                Ok(None) => return Err(type_error(format!("'{}' object is not an iterator", iterator.class_name()))),
                Err(error) => Err(error),
            },
        };
        match result {
            Ok(item) => Ok(Some(item)),
            Err(error) if error.is(&types().stop_iteration) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// All items of an iterable.
    pub async fn collect(&self, iterable: &Value) -> PyResult<Vec<Value>> {
        if iterable.is_plain() {
            match iterable.payload() {
                Some(Payload::List(items)) => return Ok(items.get()),
                Some(Payload::Tuple(items)) => return Ok(items.to_vec()),
                _ => {}
            }
        }
        let iterator = self.iter(iterable).await?;
        let mut items = Vec::new();
        while let Some(item) = self.next(&iterator).await? {
            items.push(item);
            if items.len() % 64 == 0 {
                self.run().reserve(items.len() * 16)?;
                self.checkpoint(64).await?;
            }
        }
        Ok(items)
    }
}

/// Advances an iterator's state as far as that needs no Python.
fn advance(state: &mut Iterator) -> PyResult<Step> {
    let item = match state {
        Iterator::Done => None,
        Iterator::List(list, index) => match list.payload() {
            Payload::List(items) => items.read(|items| items.get(*index).cloned()).inspect(|_| *index += 1),
            _ => None,
        },
        Iterator::ListReversed(list, index) => match list.payload() {
            Payload::List(items) if *index > 0 => {
                *index -= 1;
                items.read(|items| items.get(*index).cloned())
            }
            _ => None,
        },
        Iterator::Tuple(tuple, index) => match tuple.payload() {
            Payload::Tuple(items) => items.get(*index).cloned().inspect(|_| *index += 1),
            _ => None,
        },
        Iterator::Str(text, offset) => match text.payload() {
            Payload::Str(text) => text.as_str()[*offset..].chars().next().map(|character| {
                *offset += character.len_utf8();
                Value::str(character)
            }),
            _ => None,
        },
        Iterator::Bytes(bytes, index) => {
            let byte = match bytes.payload() {
                Payload::Bytes(bytes) => bytes.get(*index).copied(),
                Payload::ByteArray(bytes) => bytes.read(|bytes| bytes.get(*index).copied()),
                _ => None,
            };
            byte.map(|byte| {
                *index += 1;
                Value::Int(i64::from(byte))
            })
        }
        Iterator::Range { next, left, step } => (*left > 0).then(|| {
            let item = *next;
            *left -= 1;
            *next = next.wrapping_add(*step);
            Value::Int(item)
        }),
        Iterator::Dict { view, index, length, reversed } => {
            let Payload::Dict(table) = view.dict().payload() else { return Ok(Step::End) };
            table.read(|table| {
                if table.len() != *length {
                    *length = usize::MAX;
                    return Err(runtime_error("dictionary changed size during iteration"));
                }
                loop {
                    let position = if *reversed {
                        match table.entries().len().checked_sub(*index + 1) {
                            Some(position) => position,
                            None => return Ok(None),
                        }
                    } else {
                        *index
                    };
                    let Some(entry) = table.entries().get(position) else { return Ok(None) };
                    *index += 1;
                    if !entry.key.is_unbound() {
                        return Ok(Some(match view {
                            DictView::Keys(_) => entry.key.clone(),
                            DictView::Values(_) => entry.value.clone(),
                            DictView::Items(_) => Value::tuple([entry.key.clone(), entry.value.clone()]),
                        }));
                    }
                }
            })?
        }
        Iterator::Set(set, index, length) => {
            let mut step = |table: &crate::object::SetTable| {
                if table.len() != *length {
                    *length = usize::MAX;
                    return Err(runtime_error("Set changed size during iteration"));
                }
                while *index < table.slot_count() {
                    *index += 1;
                    if let Some(item) = table.slot(*index - 1) {
                        return Ok(Some(item.clone()));
                    }
                }
                Ok(None)
            };
            match set.payload() {
                Payload::Set(table) => table.read(|table| step(table))?,
                Payload::FrozenSet(table) => step(table)?,
                _ => None,
            }
        }
        Iterator::Items(items) => items.next(),
        Iterator::Sequence(..)
        | Iterator::Callable(..)
        | Iterator::Enumerate(..)
        | Iterator::Map(..)
        | Iterator::Filter(..)
        | Iterator::Zip(..)
        | Iterator::SequenceReversed(..) => {
            return Ok(Step::AskPython);
        }
    };
    Ok(if let Some(item) = item {
        Step::Item(item)
    } else {
        *state = Iterator::Done;
        Step::End
    })
}
