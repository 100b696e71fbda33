//! Truth, text, hash, length, items: the operations behind `bool()`, `str()`, `hash()`, `len()`, `o[k]` and `in`.

use super::Vm;
use crate::names::names;
use crate::object::{ClassFlags, Hashed, Payload, Value, plain_hash};
use crate::raise::{PyResult, type_error};
use crate::types::types;

impl Vm {
    /// Truth, where that needs no Python.
    #[inline]
    pub fn truth_now(&self, value: &Value) -> Option<bool> {
        Some(match value {
            Value::False | Value::None | Value::Unbound => false,
            Value::Int(value) => *value != 0,
            Value::Float(value) => value.get() != 0.0,
            Value::True | Value::NotImplemented | Value::Ellipsis => true,
            Value::Object(object) => {
                if object.own_class().is_some_and(|class| class.class_flags().contains(ClassFlags::CUSTOM_TRUTH)) {
                    return None;
                }
                match object.payload() {
                    Payload::Str(text) => !text.is_empty(),
                    Payload::BigInt(value) => value.sign() != num_bigint::Sign::NoSign,
                    Payload::Float(value) => *value != 0.0,
                    Payload::Bytes(bytes) => !bytes.is_empty(),
                    Payload::ByteArray(bytes) => bytes.read(|bytes| !bytes.is_empty()),
                    Payload::Tuple(items) => !items.is_empty(),
                    Payload::List(items) => items.read(|items| !items.is_empty()),
                    Payload::Dict(table) => table.read(|table| !table.is_empty()),
                    Payload::Set(table) => table.read(|table| !table.is_empty()),
                    Payload::FrozenSet(table) => !table.is_empty(),
                    Payload::Range(range) => !range.is_empty(),
                    Payload::DictView(view) => match view.dict().payload() {
                        Payload::Dict(table) => table.read(|table| !table.is_empty()),
                        _ => false,
                    },
                    Payload::Foreign(_) => return None,
                    _ => true,
                }
            }
        })
    }

    /// `bool(value)`
    pub async fn truth(&self, value: &Value) -> PyResult<bool> {
        if let Some(known) = self.truth_now(value) {
            return Ok(known);
        }
        if let Some(result) = self.call_special(value, &names().bool, vec![]).await? {
            return result.as_bool().ok_or_else(|| type_error(format!("__bool__ should return bool, returned {}", result.class_name())));
        }
        match self.call_special(value, &names().len, vec![]).await? {
            Some(length) => self.check_len(&length).map(|length| length != 0),
            None => Ok(true),
        }
    }

    fn check_len(&self, length: &Value) -> PyResult<i64> {
        match length.as_i64() {
            Some(length) if length >= 0 => Ok(length),
            Some(_) => Err(crate::raise::value_error("__len__() should return >= 0")),
            None if length.as_int().is_some() => Err(crate::raise::overflow_error("cannot fit 'int' into an index-sized integer")),
            None => Err(type_error(format!("'{}' object cannot be interpreted as an integer", length.class_name()))),
        }
    }

    /// `len(value)` of a builtin container.
    pub fn len_now(&self, value: &Value) -> Option<usize> {
        if !value.is_plain() {
            return None;
        }
        Some(match value.payload()? {
            Payload::Str(text) => text.len(),
            Payload::Bytes(bytes) => bytes.len(),
            Payload::ByteArray(bytes) => bytes.read(Vec::len),
            Payload::Tuple(items) => items.len(),
            Payload::List(items) => items.read(Vec::len),
            Payload::Dict(table) => table.read(crate::object::Table::len),
            Payload::Set(table) => table.read(crate::object::SetTable::len),
            Payload::FrozenSet(table) => table.len(),
            // A longer one is asked by its method, which raises.
            Payload::Range(range) => i64::try_from(range.len()).ok().and_then(|length| usize::try_from(length).ok())?,
            Payload::DictView(view) => match view.dict().payload() {
                Payload::Dict(table) => table.read(crate::object::Table::len),
                _ => 0,
            },
            _ => return None,
        })
    }

    /// `len(value)`
    pub async fn len(&self, value: &Value) -> PyResult<i64> {
        if let Some(length) = self.len_now(value) {
            return Ok(length as i64);
        }
        match self.call_special(value, &names().len, vec![]).await? {
            Some(length) => self.check_len(&length),
            None => Err(type_error(format!("object of type '{}' has no len()", value.class_name()))),
        }
    }

    /// `repr(value)`, as text.
    pub async fn repr(&self, value: &Value) -> PyResult<String> {
        if let Some(text) = self.repr_now(value) {
            return Ok(text);
        }
        let _depth = self.deeper(" while getting the repr of an object")?;
        match Box::pin(self.call_special(value, &names().repr, vec![])).await? {
            Some(text) => match text.as_str() {
                Some(text) => Ok(text.to_owned()),
                None => Err(type_error(format!("__repr__ returned non-string (type {})", text.class_name()))),
            },
            None => Ok(crate::builtins::object::default_repr(value)),
        }
    }

    /// `repr` of what needs no Python and has no parts.
    pub fn repr_now(&self, value: &Value) -> Option<String> {
        Some(match value {
            Value::None => "None".into(),
            Value::True => "True".into(),
            Value::False => "False".into(),
            Value::Int(value) => value.to_string(),
            Value::Float(value) => crate::num::float_text::repr(value.get()),
            Value::Ellipsis => "Ellipsis".into(),
            Value::NotImplemented => "NotImplemented".into(),
            Value::Unbound => "<NULL>".into(),
            Value::Object(object) if object.own_class().is_none() => match object.payload() {
                Payload::Str(text) => crate::text::quote::repr(text.as_str()),
                Payload::Bytes(bytes) => crate::text::quote::repr_bytes(bytes),
                _ => return None,
            },
            Value::Object(_) => return None,
        })
    }

    /// `str(value)`, as text.
    pub async fn str(&self, value: &Value) -> PyResult<String> {
        match value {
            Value::Object(object) if object.own_class().is_none() => {
                if let Payload::Str(text) = object.payload() {
                    return Ok(text.as_str().to_owned());
                }
            }
            Value::Object(_) => {}
            _ => return Ok(self.repr_now(value).unwrap_or_default()),
        }
        let _depth = self.deeper(" while getting the str of an object")?;
        match Box::pin(self.call_special(value, &names().str, vec![])).await? {
            Some(text) => match text.as_str() {
                Some(text) => Ok(text.to_owned()),
                None => Err(type_error(format!("__str__ returned non-string (type {})", text.class_name()))),
            },
            None => Box::pin(self.repr(value)).await,
        }
    }

    /// `format(value, spec)`, as text.
    pub async fn format(&self, value: &Value, spec: &str) -> PyResult<String> {
        if spec.is_empty()
            && let Value::Int(_) | Value::None | Value::False | Value::True | Value::Float(_) = value
        {
            return self.str(value).await;
        }
        if spec.is_empty()
            && let Value::Object(object) = value
            && object.own_class().is_none()
            && let Payload::Str(text) = object.payload()
        {
            return Ok(text.as_str().to_owned());
        }
        match self.call_special(value, &names().format, vec![Value::str(spec)]).await? {
            Some(text) => match text.as_str() {
                Some(text) => Ok(text.to_owned()),
                None => Err(type_error(format!("__format__ must return a str, not {}", text.class_name()))),
            },
            None => Err(type_error(format!("unsupported format string passed to {}.__format__", value.class_name()))),
        }
    }

    /// `hash(value)`
    pub async fn hash(&self, value: &Value) -> PyResult<i64> {
        match plain_hash(value) {
            Hashed::Hash(hash) => Ok(hash),
            Hashed::Unhashable => Err(unhashable(value)),
            Hashed::AskPython => {
                // A tuple may hold what only Python can hash.
                if let Some(items) = value.as_tuple()
                    && value
                        .object()
                        .is_some_and(|object| object.own_class().is_none_or(|class| !class.class_flags().contains(ClassFlags::CUSTOM_HASH)))
                {
                    let _depth = self.deeper("")?;
                    let mut hashes = Vec::with_capacity(items.len());
                    for item in items {
                        hashes.push(Value::Int(Box::pin(self.hash(item)).await?));
                    }
                    // Hashes of small ints are themselves, save -1 and the modulus: good enough to be consistent with equality.
                    return Box::pin(self.hash(&Value::tuple(hashes))).await;
                }
                match self.special(value, &names().hash) {
                    None | Some(Value::None) => Err(unhashable(value)),
                    Some(_) => {
                        match self.call_special(value, &names().hash, vec![]).await? {
                            Some(result) => match result.as_int() {
                                Some(_) => {
                                    Box::pin(self.hash(&Value::from(
                                        result.as_int().map_or_else(|| num_bigint::BigInt::from(0), |int| int.to_big()),
                                    )))
                                    .await
                                }
                                None => Err(type_error("__hash__ method should return an integer")),
                            },
                            None => Err(unhashable(value)),
                        }
                    }
                }
            }
        }
    }

    /// `operator.index(value)`, clamped to 64 bits with an error.
    pub async fn index(&self, value: &Value) -> PyResult<i64> {
        let result = match value.as_int() {
            Some(int) => int,
            None => match self.call_special(value, &names().index, vec![]).await? {
                Some(result) => match result.as_int() {
                    Some(int) => int,
                    None => return Err(type_error(format!("__index__ returned non-int (type {})", result.class_name()))),
                },
                None => return Err(type_error(format!("'{}' object cannot be interpreted as an integer", value.class_name()))),
            },
        };
        match result {
            crate::object::Int::Small(value) => Ok(value),
            crate::object::Int::Big(_) => Err(crate::raise::index_error("cannot fit 'int' into an index-sized integer")),
        }
    }

    /// `object[key]`
    pub async fn get_item(&self, object: &Value, key: &Value) -> PyResult<Value> {
        if let Some(found) = self.call_special(object, &names().getitem, vec![key.clone()]).await? {
            return Ok(found);
        }
        if object.as_class().is_some() {
            if let Some(method) = self.try_attr(object, &names().class_getitem).await? {
                return self.call(&method, vec![key.clone()]).await;
            }
            if crate::builtins::class::is_generic(object) {
                return crate::builtins::alias::of(self, object, key).await;
            }
            return Err(type_error(format!(
                "type '{}' is not subscriptable",
                object.as_class().map(crate::object::Class::name_text).unwrap_or_default()
            )));
        }
        Err(type_error(format!("'{}' object is not subscriptable", object.class_name())))
    }

    /// `object[key] = value`
    pub async fn set_item(&self, object: &Value, key: &Value, value: Value) -> PyResult<()> {
        match self.call_special(object, &names().setitem, vec![key.clone(), value]).await? {
            Some(_) => Ok(()),
            None => Err(type_error(format!("'{}' object does not support item assignment", object.class_name()))),
        }
    }

    /// `del object[key]`
    pub async fn delete_item(&self, object: &Value, key: &Value) -> PyResult<()> {
        match self.call_special(object, &names().delitem, vec![key.clone()]).await? {
            Some(_) => Ok(()),
            None => Err(type_error(format!("'{}' object doesn't support item deletion", object.class_name()))),
        }
    }

    /// `item in container`
    pub async fn contains(&self, container: &Value, item: &Value) -> PyResult<bool> {
        match self.special(container, &names().contains) {
            Some(Value::None) => return Err(type_error(format!("'{}' object is not a container", container.class_name()))),
            Some(_) => {
                if let Some(result) = self.call_special(container, &names().contains, vec![item.clone()]).await? {
                    return self.truth(&result).await;
                }
            }
            None => {}
        }
        let iterator = match self.iter(container).await {
            Ok(iterator) => iterator,
            Err(error) if error.is(&types().type_error) => {
                return Err(type_error(format!("argument of type '{}' is not iterable", container.class_name())));
            }
            Err(error) => return Err(error),
        };
        while let Some(found) = self.next(&iterator).await? {
            if self.same_or_equal(&found, item).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// `isinstance(value, class)`
    pub async fn is_instance_of(&self, value: &Value, class: &Value) -> PyResult<bool> {
        if let Some(alternatives) = class.as_tuple() {
            let _depth = self.deeper(" in __instancecheck__")?;
            for alternative in alternatives {
                if Box::pin(self.is_instance_of(value, alternative)).await? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if let Some(alternatives) = crate::builtins::union::members(class) {
            for alternative in alternatives {
                if Box::pin(self.is_instance_of(value, &crate::builtins::union::class_of(alternative))).await? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        let Some(target) = class.object().filter(|_| class.as_class().is_some()) else {
            crate::builtins::alias::refuse(class, "isinstance")?;
            return Err(type_error("isinstance() arg 2 must be a type, a tuple of types, or a union"));
        };
        if value.class().is_subclass(target) {
            return Ok(true);
        }
        if class.class().class_flags().contains(ClassFlags::HEAP)
            && let Some(result) = self.call_special(class, &names().instancecheck, vec![value.clone()]).await?
        {
            return self.truth(&result).await;
        }
        Ok(false)
    }
}

/// `TypeError: unhashable type: 'list'`.
#[cold]
pub fn unhashable(value: &Value) -> crate::raise::Unwind {
    let mut blamed = value;
    while let Some(inner) = blamed.as_tuple().and_then(|items| items.iter().find(|item| !matches!(plain_hash(item), Hashed::Hash(_)))) {
        blamed = inner;
    }
    type_error(format!("unhashable type: '{}'", blamed.class_name()))
}
