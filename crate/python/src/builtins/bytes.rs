//! `bytes` and `bytearray`.

use std::borrow::Cow;

use super::argument::{self, any_int, given};
use super::sequence;
use super::str::{BYTES_PER_STEP, encoding, reflects, repetitions};
use super::str_format::{Flavor, latin1, percent};
use crate::fault::{Outcome, check_size, size};
use crate::native::{Args, Native, asynchronous, sync};
use crate::object::{Counted, Hashed, Iterator, Payload, Ref, Value, plain_hash};
use crate::raise::{PyResult, index_error, type_error, value_error};
use crate::text::codec;
use crate::text::pad::Place;
use crate::text::split::Side;
use crate::text::{bytes, quote};
use crate::types::{Types, add_methods, types};
use crate::vm::Vm;
use crate::wait;

/// Adds the methods of `bytes` and `bytearray`.
pub fn install(types: &Types) {
    for class in [&types.bytes, &types.bytearray] {
        add_methods(class, SHARED);
    }
    add_methods(&types.bytes, BYTES_METHODS);
    add_methods(&types.bytearray, BYTEARRAY_METHODS);
}

/// What both have.
const SHARED: &[Native] = &[
    sync("__len__", "self, /", |_, args| Ok(Value::from(receiver(args, "__len__")?.len()))),
    sync("__add__", "self, value, /", add),
    sync("__mul__", "self, value, /", repeat),
    sync("__rmul__", "self, value, /", repeat),
    asynchronous("__mod__", "self, value, /", wait!(modulo)),
    sync("__contains__", "self, key, /", |_, args| {
        let bytes = receiver(args, "__contains__")?;
        if args[1].as_int().is_some() {
            let wanted = byte(&args[1])?;
            return Ok(Value::bool(bytes.contains(&wanted)));
        }
        Ok(Value::bool(bytes::find(&bytes, &like(&args[1])?, None, None).is_some()))
    }),
    sync("__getitem__", "self, key, /", get_item),
    sync("__iter__", "self, /", |_, args| match &args[0] {
        Value::Object(object) if contents(&args[0]).is_some() => Ok(Vm::iterator(Iterator::Bytes(object.clone(), 0))),
        other => Err(argument::wrong_receiver("__iter__", "bytes", other)),
    }),
    sync("__lt__", "self, value, /", |_, args| compare(args, |a, b| a < b)),
    sync("__le__", "self, value, /", |_, args| compare(args, |a, b| a <= b)),
    sync("__eq__", "self, value, /", |_, args| compare(args, |a, b| a == b)),
    sync("__ne__", "self, value, /", |_, args| compare(args, |a, b| a != b)),
    sync("__gt__", "self, value, /", |_, args| compare(args, |a, b| a > b)),
    sync("__ge__", "self, value, /", |_, args| compare(args, |a, b| a >= b)),
    sync("lower", "self, /", |vm, args| mapped(vm, args, "lower", <[u8]>::to_ascii_lowercase)),
    sync("upper", "self, /", |vm, args| mapped(vm, args, "upper", <[u8]>::to_ascii_uppercase)),
    sync("title", "self, /", |vm, args| mapped(vm, args, "title", bytes::title)),
    sync("capitalize", "self, /", |vm, args| mapped(vm, args, "capitalize", bytes::capitalize)),
    sync("swapcase", "self, /", |vm, args| mapped(vm, args, "swapcase", bytes::swapcase)),
    sync("isalpha", "self, /", |_, args| test(args, "isalpha", |bytes| bytes::all(bytes, |byte| byte.is_ascii_alphabetic()))),
    sync("isalnum", "self, /", |_, args| test(args, "isalnum", |bytes| bytes::all(bytes, |byte| byte.is_ascii_alphanumeric()))),
    sync("isdigit", "self, /", |_, args| test(args, "isdigit", |bytes| bytes::all(bytes, |byte| byte.is_ascii_digit()))),
    sync("isspace", "self, /", |_, args| test(args, "isspace", |bytes| bytes::all(bytes, bytes::is_space))),
    sync("isascii", "self, /", |_, args| test(args, "isascii", <[u8]>::is_ascii)),
    sync("islower", "self, /", |_, args| test(args, "islower", bytes::is_lower)),
    sync("isupper", "self, /", |_, args| test(args, "isupper", bytes::is_upper)),
    sync("istitle", "self, /", |_, args| test(args, "istitle", bytes::is_titled)),
    sync("find", "self, sub, start=, end=, /", |_, args| Ok(search(args, "find", bytes::find)?.map_or(Value::Int(-1), Value::from))),
    sync("rfind", "self, sub, start=, end=, /", |_, args| Ok(search(args, "rfind", bytes::rfind)?.map_or(Value::Int(-1), Value::from))),
    sync("index", "self, sub, start=, end=, /", |_, args| {
        search(args, "index", bytes::find)?.map(Value::from).ok_or_else(|| value_error("subsection not found"))
    }),
    sync("rindex", "self, sub, start=, end=, /", |_, args| {
        search(args, "rindex", bytes::rfind)?.map(Value::from).ok_or_else(|| value_error("subsection not found"))
    }),
    sync("count", "self, sub, start=, end=, /", |_, args| {
        let counted = search(args, "count", |bytes, part, start, end| Some(bytes::count(bytes, part, start, end)))?;
        Ok(counted.map_or(Value::Int(0), Value::from))
    }),
    sync("startswith", "self, prefix, start=, end=, /", |_, args| affix(args, "startswith", bytes::starts_with)),
    sync("endswith", "self, suffix, start=, end=, /", |_, args| affix(args, "endswith", bytes::ends_with)),
    sync("replace", "self, old, new, count=, /", |vm, args| {
        made(vm, args, bytes::replace(&receiver(args, "replace")?, &like(&args[1])?, &like(&args[2])?, argument::count(&args[3], -1)?))
    }),
    sync("split", "self, sep=, maxsplit=", |_, args| split_by(args, "split", bytes::split, bytes::split_space)),
    sync("rsplit", "self, sep=, maxsplit=", |_, args| split_by(args, "rsplit", bytes::rsplit, bytes::rsplit_space)),
    sync("splitlines", "self, keepends=", |vm, args| {
        let keep_ends = argument::flag(vm, &args[1], false);
        Ok(list(args, &bytes::splitlines(&receiver(args, "splitlines")?, keep_ends)))
    }),
    sync("partition", "self, sep, /", |_, args| partition(args, "partition", bytes::partition)),
    sync("rpartition", "self, sep, /", |_, args| partition(args, "rpartition", bytes::rpartition)),
    sync("strip", "self, bytes=, /", |vm, args| strip(vm, args, "strip", Side::Both)),
    sync("lstrip", "self, bytes=, /", |vm, args| strip(vm, args, "lstrip", Side::Left)),
    sync("rstrip", "self, bytes=, /", |vm, args| strip(vm, args, "rstrip", Side::Right)),
    sync("removeprefix", "self, prefix, /", |vm, args| {
        let bytes = receiver(args, "removeprefix")?;
        made(vm, args, Ok(bytes.strip_prefix(&*like(&args[1])?).unwrap_or(&bytes).to_vec()))
    }),
    sync("removesuffix", "self, suffix, /", |vm, args| {
        let bytes = receiver(args, "removesuffix")?;
        made(vm, args, Ok(bytes.strip_suffix(&*like(&args[1])?).unwrap_or(&bytes).to_vec()))
    }),
    sync("ljust", "self, width, fillchar=, /", |vm, args| justify(vm, args, "ljust", Place::Left)),
    sync("rjust", "self, width, fillchar=, /", |vm, args| justify(vm, args, "rjust", Place::Right)),
    sync("center", "self, width, fillchar=, /", |vm, args| justify(vm, args, "center", Place::Center)),
    sync("zfill", "self, width, /", |vm, args| made(vm, args, bytes::zfill(&receiver(args, "zfill")?, argument::count(&args[1], 0)?))),
    sync("expandtabs", "self, tabsize=", |vm, args| {
        made(vm, args, bytes::expandtabs(&receiver(args, "expandtabs")?, argument::count(&args[1], 8)?))
    }),
    sync("translate", "self, table, /, delete=", |vm, args| {
        let table = if args[1].is_none() { None } else { Some(like(&args[1])?) };
        let deleted = given(&args[2]).map(like).transpose()?.unwrap_or_default();
        made(vm, args, bytes::translate(&receiver(args, "translate")?, table.as_deref(), &deleted))
    }),
    sync("maketrans", "frm, to, /", |_, args| Ok(Value::bytes(bytes::maketrans(&like(&args[0])?, &like(&args[1])?)?))).fixed(),
    sync("decode", "self, encoding=, errors=", |vm, args| {
        let (encoding, errors) = encoding(&args[1], &args[2], "decode")?;
        let bytes = receiver(args, "decode")?;
        vm.charge(bytes.len() / BYTES_PER_STEP);
        Ok(Value::str(codec::decode(&bytes, encoding, errors)?))
    }),
    sync("hex", "self, sep=, bytes_per_sep=", hex),
    sync("fromhex", "cls, string, /", |_, args| match args[1].as_str() {
        Some(text) => of_class(&args[0], bytes::from_hex(text)?),
        None => Err(type_error(format!("fromhex() argument must be str, not {}", args[1].class_name()))),
    })
    .of_class(),
    asynchronous("join", "self, iterable_of_bytes, /", wait!(join)),
];

const BYTES_METHODS: &[Native] = &[
    asynchronous("__new__", "cls, source=, encoding=, errors=", wait!(new)).fixed(),
    sync("__repr__", "self, /", |_, args| Ok(Value::str(quote::repr_bytes(&receiver(args, "__repr__")?)))),
    sync("__hash__", "self, /", |_, args| match plain_hash(&Value::bytes(receiver(args, "__hash__")?.into_owned())) {
        Hashed::Hash(hash) => Ok(Value::Int(hash)),
        _ => Ok(Value::Int(0)),
    }),
];

const BYTEARRAY_METHODS: &[Native] = &[
    asynchronous("__new__", "cls, source=, encoding=, errors=", wait!(new)).fixed(),
    sync("__repr__", "self, /", |_, args| Ok(Value::str(format!("bytearray({})", quote::repr_bytes(&receiver(args, "__repr__")?))))),
    sync("append", "self, item, /", |_, args| {
        let byte = byte(&args[1])?;
        changed(args, |bytes| bytes.push(byte))
    }),
    asynchronous("extend", "self, iterable_of_ints, /", wait!(extend)),
    asynchronous("__iadd__", "self, value, /", wait!(extend_in_place)),
    sync("clear", "self, /", |_, args| changed(args, Vec::clear)),
    sync("reverse", "self, /", |_, args| changed(args, |bytes| bytes.reverse())),
    sync("copy", "self, /", |_, args| Ok(bytearray(receiver(args, "copy")?.into_owned()))),
    sync("insert", "self, index, item, /", |_, args| {
        let (index, byte) = (argument::count(&args[1], 0)?, byte(&args[2])?);
        changed(args, |bytes| {
            let (at, _) = crate::text::string::clamp(Some(index), None, bytes.len());
            bytes.insert(at.min(bytes.len()), byte);
        })
    }),
    sync("pop", "self, index=, /", |_, args| {
        let index = argument::count(&args[1], -1)?;
        let popped = array(args, "pop")?.with(|bytes| {
            if bytes.is_empty() {
                return Err("pop from empty bytearray");
            }
            position(index, bytes.len()).map(|at| bytes.remove(at)).ok_or("pop index out of range")
        });
        popped.map(|byte| Value::Int(i64::from(byte))).map_err(index_error)
    }),
    sync("remove", "self, value, /", |_, args| {
        let wanted = byte(&args[1])?;
        let found = array(args, "remove")?.with(|bytes| bytes.iter().position(|byte| *byte == wanted).map(|at| bytes.remove(at)));
        found.map(|_| Value::None).ok_or_else(|| value_error("value not found in bytearray"))
    }),
    asynchronous("__setitem__", "self, key, value, /", wait!(set_item)),
    sync("__delitem__", "self, key, /", delete_item),
];

/// The bytes of a bytes or bytearray object.
pub fn contents(value: &Value) -> Option<Cow<'_, [u8]>> {
    match value.payload()? {
        Payload::Bytes(bytes) => Some(Cow::Borrowed(bytes)),
        Payload::ByteArray(bytes) => Some(Cow::Owned(bytes.get())),
        _ => None,
    }
}

fn receiver<'a>(args: &'a [Value], method: &str) -> PyResult<Cow<'a, [u8]>> {
    contents(&args[0]).ok_or_else(|| argument::wrong_receiver(method, "bytes", &args[0]))
}

fn array<'a>(args: &'a [Value], method: &str) -> PyResult<&'a Counted<Vec<u8>>> {
    match args[0].payload() {
        Some(Payload::ByteArray(bytes)) => Ok(bytes),
        _ => Err(argument::wrong_receiver(method, "bytearray", &args[0])),
    }
}

fn changed(args: &[Value], change: impl FnOnce(&mut Vec<u8>)) -> PyResult<Value> {
    array(args, "append")?.with(change);
    Ok(Value::None)
}

/// An argument that must be bytes.
fn like(value: &Value) -> PyResult<Cow<'_, [u8]>> {
    contents(value).ok_or_else(|| type_error(format!("a bytes-like object is required, not '{}'", value.class_name())))
}

/// An int from 0 to 255.
fn byte(value: &Value) -> PyResult<u8> {
    let int = argument::int(value)?;
    int.to_i64().and_then(|int| u8::try_from(int).ok()).ok_or_else(|| value_error("byte must be in range(0, 256)"))
}

fn bytearray(bytes: Vec<u8>) -> Value {
    Ref::new(Payload::ByteArray(Counted::new(bytes))).into()
}

/// New bytes of the same type as `self`.
fn of_type(args: &[Value], bytes: Vec<u8>) -> Value {
    if matches!(args[0].payload(), Some(Payload::ByteArray(_))) { bytearray(bytes) } else { Value::bytes(bytes) }
}

fn made(vm: &Vm, args: &[Value], bytes: Outcome<Vec<u8>>) -> PyResult<Value> {
    let bytes = bytes?;
    vm.run().reserve(bytes.len())?;
    vm.charge(bytes.len() / BYTES_PER_STEP);
    Ok(of_type(args, bytes))
}

fn mapped(vm: &Vm, args: &[Value], method: &str, mapping: fn(&[u8]) -> Vec<u8>) -> PyResult<Value> {
    made(vm, args, Ok(mapping(&receiver(args, method)?)))
}

fn test(args: &[Value], method: &str, predicate: fn(&[u8]) -> bool) -> PyResult<Value> {
    Ok(Value::bool(predicate(&receiver(args, method)?)))
}

fn compare(args: &[Value], wanted: fn(&[u8], &[u8]) -> bool) -> PyResult<Value> {
    match (contents(&args[0]), contents(&args[1])) {
        (Some(a), Some(b)) => Ok(Value::bool(wanted(&a, &b))),
        _ => Ok(Value::NotImplemented),
    }
}

fn add(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let bytes = receiver(args, "__add__")?;
    match contents(&args[1]) {
        Some(more) => {
            vm.run().reserve(bytes.len() + more.len())?;
            made(vm, args, Ok([bytes, more].concat()))
        }
        None if reflects(vm, &args[1], &crate::names::names().radd) => Ok(Value::NotImplemented),
        None => Err(type_error(format!("can't concat {} to {}", args[1].class_name(), args[0].class_name()))),
    }
}

fn repeat(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let bytes = receiver(args, "__mul__")?;
    match repetitions(vm, &args[1])? {
        Some(count) => {
            vm.run().reserve(bytes.len().saturating_mul(size(count)))?;
            made(vm, args, bytes::repeat(&bytes, count))
        }
        None => Ok(Value::NotImplemented),
    }
}

/// `index`, which may count from the end, as a position among `length`.
fn position(index: i64, length: usize) -> Option<usize> {
    let at = if index < 0 { index + length as i64 } else { index };
    usize::try_from(at).ok().filter(|at| *at < length)
}

fn get_item(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let bytes = receiver(args, "__getitem__")?;
    let type_name = if matches!(args[0].payload(), Some(Payload::ByteArray(_))) { "bytearray" } else { "byte" };
    if let Some(Payload::Slice(parts)) = args[1].payload() {
        let span = sequence::fit(parts, bytes.len())?;
        if span.is_all(bytes.len()) && args[0].class().is(&crate::types::types().bytes) {
            return Ok(args[0].clone());
        }
        return made(vm, args, Ok(span.positions().map(|at| bytes[at]).collect()));
    }
    if args[1].as_int().is_none() {
        return Err(type_error(format!("{type_name} indices must be integers or slices, not {}", args[1].class_name())));
    }
    let found = args[1].as_i64().and_then(|index| position(index, bytes.len()));
    let out_of_range = || index_error(if type_name == "byte" { "index out of range" } else { "bytearray index out of range" });
    found.map(|at| Value::Int(i64::from(bytes[at]))).ok_or_else(out_of_range)
}

async fn set_item(vm: Vm, args: Args) -> PyResult<Value> {
    let array = array(&args, "__setitem__")?;
    if let Some(Payload::Slice(parts)) = args[1].payload() {
        let new = from_object(&vm, &args[2]).await?;
        return array.with(|bytes| {
            let span = sequence::fit(parts, bytes.len())?;
            let count = span.count();
            if span.step == 1 {
                let start = span.start as usize;
                drop(bytes.splice(start..start + count, new));
            } else if new.len() == count {
                for (at, byte) in span.positions().zip(new) {
                    bytes[at] = byte;
                }
            } else {
                return Err(value_error(format!("attempt to assign bytes of size {} to extended slice of size {count}", new.len())));
            }
            Ok(Value::None)
        });
    }
    let (index, byte) = (argument::count(&args[1], 0)?, byte(&args[2])?);
    let set = array.with(|bytes| position(index, bytes.len()).map(|at| bytes[at] = byte));
    set.map(|()| Value::None).ok_or_else(|| index_error("bytearray index out of range"))
}

fn delete_item(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let array = array(args, "__delitem__")?;
    if let Some(Payload::Slice(parts)) = args[1].payload() {
        return array.with(|bytes| {
            drop(sequence::fit(parts, bytes.len())?.remove_from(bytes));
            Ok(Value::None)
        });
    }
    let index = argument::count(&args[1], 0)?;
    let removed = array.with(|bytes| position(index, bytes.len()).map(|at| bytes.remove(at)));
    removed.map(|_| Value::None).ok_or_else(|| index_error("bytearray index out of range"))
}

/// What to search for: bytes, or one byte as an int.
fn needle(value: &Value) -> PyResult<Cow<'_, [u8]>> {
    if value.as_int().is_some() {
        return Ok(Cow::Owned(vec![byte(value)?]));
    }
    contents(value).ok_or_else(|| type_error(format!("argument should be integer or bytes-like object, not '{}'", value.class_name())))
}

type Search<T> = fn(&[u8], &[u8], Option<i64>, Option<i64>) -> T;

fn search(args: &[Value], method: &str, how: Search<Option<usize>>) -> PyResult<Option<usize>> {
    Ok(how(&receiver(args, method)?, &needle(&args[1])?, argument::bound(&args[2])?, argument::bound(&args[3])?))
}

fn affix(args: &[Value], method: &str, how: Search<bool>) -> PyResult<Value> {
    let (start, end) = (argument::bound(&args[2])?, argument::bound(&args[3])?);
    let bytes = receiver(args, method)?;
    if let Some(part) = contents(&args[1]) {
        return Ok(Value::bool(how(&bytes, &part, start, end)));
    }
    let Some(parts) = args[1].as_tuple() else {
        return Err(type_error(format!("{method} first arg must be bytes or a tuple of bytes, not {}", args[1].class_name())));
    };
    for part in parts {
        if how(&bytes, &like(part)?, start, end) {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

fn list(args: &[Value], parts: &[&[u8]]) -> Value {
    Value::list(parts.iter().map(|part| of_type(args, part.to_vec())).collect())
}

type SplitBy = for<'a> fn(&'a [u8], &[u8], i64) -> Outcome<Vec<&'a [u8]>>;

fn split_by(args: &[Value], method: &str, by: SplitBy, at_space: for<'a> fn(&'a [u8], i64) -> Vec<&'a [u8]>) -> PyResult<Value> {
    let bytes = receiver(args, method)?;
    let limit = argument::count(&args[2], -1)?;
    Ok(match &args[1] {
        Value::Unbound | Value::None => list(args, &at_space(&bytes, limit)),
        separator => list(args, &by(&bytes, &like(separator)?, limit)?),
    })
}

fn partition(args: &[Value], method: &str, how: for<'a> fn(&'a [u8], &'a [u8]) -> Outcome<bytes::Parts<'a>>) -> PyResult<Value> {
    let (bytes, separator) = (receiver(args, method)?, like(&args[1])?);
    let (before, found, after) = how(&bytes, &separator)?;
    Ok(Value::tuple([before, found, after].map(|part| of_type(args, part.to_vec()))))
}

fn strip(vm: &Vm, args: &[Value], method: &str, side: Side) -> PyResult<Value> {
    let chars = match &args[1] {
        Value::Unbound | Value::None => None,
        chars => Some(like(chars)?),
    };
    made(vm, args, Ok(bytes::strip(&receiver(args, method)?, chars.as_deref(), side).to_vec()))
}

fn justify(vm: &Vm, args: &[Value], method: &str, place: Place) -> PyResult<Value> {
    let fill = match given(&args[2]) {
        None => b' ',
        Some(fill) => match contents(fill).as_deref() {
            Some([fill]) => *fill,
            _ => {
                return Err(type_error(format!("{method}() argument 2 must be a byte string of length 1, not {}", fill.class_name())));
            }
        },
    };
    made(vm, args, bytes::justify(&receiver(args, method)?, argument::count(&args[1], 0)?, fill, place))
}

fn hex(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let separator = match given(&args[1]) {
        None => None,
        Some(separator) => {
            let text = match separator.as_str() {
                Some(text) => text.to_owned(),
                None => like(separator)?.iter().map(|byte| char::from(*byte)).collect(),
            };
            let mut chars = text.chars();
            match (chars.next(), chars.next()) {
                (Some(c), None) => Some(c),
                _ => return Err(value_error("sep must be length 1.")),
            }
        }
    };
    let bytes = receiver(args, "hex")?;
    check_size(bytes.len(), 3)?;
    Ok(Value::str(bytes::hex(&bytes, separator, argument::count(&args[2], 1)?)))
}

async fn modulo(vm: Vm, args: Args) -> PyResult<Value> {
    let format: String = receiver(&args, "__mod__")?.iter().map(|byte| char::from(*byte)).collect();
    let text = percent(&vm, &format, &args[1], Flavor::Bytes).await?;
    made(&vm, &args, Ok(latin1(&text)))
}

async fn join(vm: Vm, args: Args) -> PyResult<Value> {
    let separator = receiver(&args, "join")?;
    let items = vm.collect(&args[1]).await?;
    let mut joined = Vec::new();
    for (at, item) in items.iter().enumerate() {
        let Some(part) = contents(item) else {
            return Err(type_error(format!("sequence item {at}: expected a bytes-like object, {} found", item.class_name())));
        };
        if at > 0 {
            joined.extend_from_slice(&separator);
        }
        joined.extend_from_slice(&part);
        check_size(joined.len(), 1)?;
    }
    vm.checkpoint(items.len()).await?;
    made(&vm, &args, Ok(joined))
}

/// The bytes that `bytes(value)` has for a value other than an int or str.
pub async fn from_object(vm: &Vm, value: &Value) -> PyResult<Vec<u8>> {
    if let Some(bytes) = contents(value) {
        return Ok(bytes.into_owned());
    }
    if let Some(result) = vm.call_special(value, &crate::names::names().bytes, vec![]).await? {
        return match result.as_bytes() {
            Some(bytes) => Ok(bytes.to_vec()),
            None => Err(type_error(format!("__bytes__ returned non-bytes (type {})", result.class_name()))),
        };
    }
    let iterable = vm.iter_now(value).is_some() || vm.special(value, &crate::names::names().iter).is_some();
    if value.as_str().is_some() || !iterable {
        return Err(type_error(format!("cannot convert '{}' object to bytes", value.class_name())));
    }
    let mut bytes = Vec::new();
    for item in vm.collect(value).await? {
        let item = any_int(vm, &item).await?.to_i64().and_then(|item| u8::try_from(item).ok());
        bytes.push(item.ok_or_else(|| value_error("bytes must be in range(0, 256)"))?);
    }
    Ok(bytes)
}

async fn new(vm: Vm, args: Args) -> PyResult<Value> {
    let plain = &crate::types::types().bytes;
    if let Some(source) = given(&args[1])
        && source.class().is(plain)
        && args[0].object().is_some_and(|class| class.is(plain))
        && given(&args[2]).is_none()
    {
        return Ok(source.clone());
    }
    let bytes = match given(&args[1]) {
        None => Vec::new(),
        Some(source) => match source.as_str() {
            Some(_) if given(&args[2]).is_none() => return Err(type_error("string argument without an encoding")),
            Some(text) => {
                let (encoding, errors) = encoding(&args[2], &args[3], "bytes")?;
                codec::encode(text, encoding, errors)?
            }
            None if given(&args[2]).is_some() => return Err(type_error("encoding without a string argument")),
            None => match source.as_int() {
                Some(length) => {
                    let length =
                        length.to_i64().ok_or_else(|| crate::raise::overflow_error("cannot fit 'int' into an index-sized integer"))?;
                    if length < 0 {
                        return Err(value_error("negative count"));
                    }
                    let length = size(length);
                    check_size(length, 1)?;
                    vm.run().reserve(length)?;
                    vec![0; length]
                }
                None => from_object(&vm, source).await?,
            },
        },
    };
    of_class(&args[0], bytes)
}

/// Bytes of `class`: `bytes`, `bytearray` or a subclass of `bytes`.
fn of_class(class: &Value, bytes: Vec<u8>) -> PyResult<Value> {
    match class.object() {
        Some(class) if class.is(&types().bytes) => Ok(Value::bytes(bytes)),
        Some(class) if class.is(&types().bytearray) => Ok(bytearray(bytes)),
        Some(class) => Ok(Ref::with_class(class.clone(), Payload::Bytes(bytes.into())).into()),
        None => Err(type_error(format!("bytes.__new__(X): X is not a type object ({})", class.class_name()))),
    }
}

async fn extend(vm: Vm, args: Args) -> PyResult<Value> {
    let more = from_object(&vm, &args[1]).await?;
    changed(&args, |bytes| bytes.extend(more))
}

async fn extend_in_place(vm: Vm, args: Args) -> PyResult<Value> {
    let more =
        contents(&args[1]).map(Cow::into_owned).ok_or_else(|| type_error(format!("can't concat {} to bytearray", args[1].class_name())))?;
    vm.run().reserve(more.len())?;
    changed(&args, |bytes| bytes.extend(more))?;
    Ok(args[0].clone())
}
