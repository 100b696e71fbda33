//! `str`.

use super::argument::{self, any_int, given, spec, text};
use super::sequence;
use crate::fault::{Outcome, size};
use crate::native::{Args, Native, asynchronous, sync};
use crate::object::{Hashed, Iterator, Payload, Ref, Table, Text, Value, plain_hash};
use crate::raise::{PyResult, index_error, type_error, value_error};
use crate::text::codec::{self, Encoding};
use crate::text::pad::{self, Place};
use crate::text::split::{self, Side};
use crate::text::string::{self, View};
use crate::text::{case, class, find, quote, spec_apply};
use crate::types::{Types, add_methods, types};
use crate::vm::Vm;
use crate::wait;

/// Adds `str`'s methods.
pub fn install(types: &Types) {
    add_methods(&types.str, METHODS);
    add_methods(&types.str, super::str_format::METHODS);
}

const METHODS: &[Native] = &[
    asynchronous("__new__", "cls, object=, encoding=, errors=", wait!(new)).fixed(),
    sync("__len__", "self, /", |_, args| Ok(Value::from(receiver(args, "__len__")?.len()))),
    sync("__repr__", "self, /", |_, args| Ok(Value::str(quote::repr(this(args, "__repr__")?)))),
    sync("__str__", "self, /", |_, args| Ok(exact(&args[0], receiver(args, "__str__")?))),
    sync("__hash__", "self, /", |_, args| match plain_hash(&exact(&args[0], receiver(args, "__hash__")?)) {
        Hashed::Hash(hash) => Ok(Value::Int(hash)),
        _ => Ok(Value::Int(0)),
    }),
    sync("__format__", "self, format_spec, /", |_, args| {
        Ok(Value::str(spec_apply::format_str(view(args, "__format__")?, spec(&args[1])?)?))
    }),
    sync("__add__", "self, value, /", add),
    sync("__mul__", "self, value, /", repeat),
    sync("__rmul__", "self, value, /", repeat),
    sync("__contains__", "self, key, /", |_, args| match args[1].as_str() {
        Some(part) => Ok(Value::bool(this(args, "__contains__")?.contains(part))),
        None => Err(type_error(format!("'in <string>' requires string as left operand, not {}", args[1].class_name()))),
    }),
    sync("__getitem__", "self, key, /", get_item),
    sync("__iter__", "self, /", |_, args| match &args[0] {
        Value::Object(object) if args[0].as_str().is_some() => Ok(Vm::iterator(Iterator::Str(object.clone(), 0))),
        other => Err(argument::wrong_receiver("__iter__", "str", other)),
    }),
    sync("__lt__", "self, value, /", |_, args| compare(args, |a, b| a < b)),
    sync("__le__", "self, value, /", |_, args| compare(args, |a, b| a <= b)),
    sync("__eq__", "self, value, /", |_, args| compare(args, |a, b| a == b)),
    sync("__ne__", "self, value, /", |_, args| compare(args, |a, b| a != b)),
    sync("__gt__", "self, value, /", |_, args| compare(args, |a, b| a > b)),
    sync("__ge__", "self, value, /", |_, args| compare(args, |a, b| a >= b)),
    sync("lower", "self, /", |vm, args| mapped(vm, args, "lower", case::lower)),
    sync("upper", "self, /", |vm, args| mapped(vm, args, "upper", case::upper)),
    sync("title", "self, /", |vm, args| mapped(vm, args, "title", case::title)),
    sync("capitalize", "self, /", |vm, args| mapped(vm, args, "capitalize", case::capitalize)),
    sync("swapcase", "self, /", |vm, args| mapped(vm, args, "swapcase", case::swapcase)),
    sync("casefold", "self, /", |vm, args| mapped(vm, args, "casefold", case::casefold)),
    sync("isalpha", "self, /", |_, args| test(args, "isalpha", |text| class::all(text, class::is_alpha))),
    sync("isalnum", "self, /", |_, args| test(args, "isalnum", |text| class::all(text, class::is_alphanumeric))),
    sync("isdecimal", "self, /", |_, args| test(args, "isdecimal", |text| class::all(text, class::is_decimal))),
    sync("isdigit", "self, /", |_, args| test(args, "isdigit", |text| class::all(text, class::is_digit))),
    sync("isnumeric", "self, /", |_, args| test(args, "isnumeric", |text| class::all(text, class::is_numeric))),
    sync("isspace", "self, /", |_, args| test(args, "isspace", |text| class::all(text, class::is_space))),
    sync("isprintable", "self, /", |_, args| test(args, "isprintable", |text| text.chars().all(class::is_printable))),
    sync("isascii", "self, /", |_, args| test(args, "isascii", str::is_ascii)),
    sync("islower", "self, /", |_, args| test(args, "islower", class::is_lower)),
    sync("isupper", "self, /", |_, args| test(args, "isupper", class::is_upper)),
    sync("istitle", "self, /", |_, args| test(args, "istitle", class::is_titled)),
    sync("isidentifier", "self, /", |_, args| test(args, "isidentifier", class::is_identifier)),
    sync("find", "self, sub, start=, end=, /", |_, args| Ok(search(args, "find", find::find)?.map_or(Value::Int(-1), Value::from))),
    sync("rfind", "self, sub, start=, end=, /", |_, args| Ok(search(args, "rfind", find::rfind)?.map_or(Value::Int(-1), Value::from))),
    sync("index", "self, sub, start=, end=, /", |_, args| {
        search(args, "index", find::find)?.map(Value::from).ok_or_else(|| value_error("substring not found"))
    }),
    sync("rindex", "self, sub, start=, end=, /", |_, args| {
        search(args, "rindex", find::rfind)?.map(Value::from).ok_or_else(|| value_error("substring not found"))
    }),
    sync("count", "self, sub, start=, end=, /", |_, args| {
        Ok(search(args, "count", |text, part, start, end| Some(find::count(text, part, start, end)))?.map_or(Value::Int(0), Value::from))
    }),
    sync("startswith", "self, prefix, start=, end=, /", |_, args| affix(args, "startswith", find::starts_with)),
    sync("endswith", "self, suffix, start=, end=, /", |_, args| affix(args, "endswith", find::ends_with)),
    sync("replace", "self, old, new, count=, /", replace),
    sync("split", "self, sep=, maxsplit=", |vm, args| split_by(vm, args, "split", split::split, split::split_space)),
    sync("rsplit", "self, sep=, maxsplit=", |vm, args| split_by(vm, args, "rsplit", split::rsplit, split::rsplit_space)),
    sync("splitlines", "self, keepends=", |vm, args| {
        let keep_ends = argument::flag(vm, &args[1], false);
        Ok(list(split::splitlines(this(args, "splitlines")?, keep_ends)))
    }),
    sync("partition", "self, sep, /", |_, args| partition(args, "partition", split::partition)),
    sync("rpartition", "self, sep, /", |_, args| partition(args, "rpartition", split::rpartition)),
    sync("strip", "self, chars=, /", |_, args| strip(args, "strip", Side::Both)),
    sync("lstrip", "self, chars=, /", |_, args| strip(args, "lstrip", Side::Left)),
    sync("rstrip", "self, chars=, /", |_, args| strip(args, "rstrip", Side::Right)),
    sync("removeprefix", "self, prefix, /", |_, args| {
        Ok(Value::str(split::removeprefix(this(args, "removeprefix")?, text(&args[1], "removeprefix() argument")?)))
    }),
    sync("removesuffix", "self, suffix, /", |_, args| {
        Ok(Value::str(split::removesuffix(this(args, "removesuffix")?, text(&args[1], "removesuffix() argument")?)))
    }),
    sync("ljust", "self, width, fillchar=, /", |vm, args| justify(vm, args, "ljust", Place::Left)),
    sync("rjust", "self, width, fillchar=, /", |vm, args| justify(vm, args, "rjust", Place::Right)),
    sync("center", "self, width, fillchar=, /", |vm, args| justify(vm, args, "center", Place::Center)),
    sync("zfill", "self, width, /", |vm, args| made(vm, pad::zfill(view(args, "zfill")?, argument::count(&args[1], 0)?))),
    sync("expandtabs", "self, tabsize=", |vm, args| made(vm, pad::expandtabs(this(args, "expandtabs")?, argument::count(&args[1], 8)?))),
    sync("encode", "self, encoding=, errors=", encode),
    sync("maketrans", "x, y=, z=, /", maketrans).fixed(),
    asynchronous("join", "self, iterable, /", wait!(join)),
    asynchronous("translate", "self, table, /", wait!(translate)),
];

/// The functions of the `builtins` module that are about characters and texts.
pub const FUNCTIONS: &[Native] = &[
    asynchronous("chr", "i, /", wait!(chr)),
    sync("ord", "c, /", ord),
    asynchronous("ascii", "obj, /", wait!(ascii)),
    asynchronous("format", "value, format_spec=, /", wait!(format)),
];

pub(super) fn receiver<'a>(args: &'a [Value], method: &str) -> PyResult<&'a Text> {
    args[0].as_text().ok_or_else(|| argument::wrong_receiver(method, "str", &args[0]))
}

fn this<'a>(args: &'a [Value], method: &str) -> PyResult<&'a str> {
    receiver(args, method).map(Text::as_str)
}

fn view<'a>(args: &'a [Value], method: &str) -> PyResult<View<'a>> {
    receiver(args, method).map(text_view)
}

/// A string object as the functions of `text` see it.
pub(super) fn text_view(text: &Text) -> View<'_> {
    View::with_len(text.as_str(), text.len())
}

/// `value` itself where its class is `str`, else a plain copy.
fn exact(value: &Value, text: &Text) -> Value {
    if value.class().is(&types().str) { value.clone() } else { Value::str(text.as_str()) }
}

/// A new string, paid for by its length.
pub(super) fn made(vm: &Vm, text: Outcome<String>) -> PyResult<Value> {
    let text = text?;
    vm.run().reserve(text.len())?;
    vm.charge(text.len() / BYTES_PER_STEP);
    Ok(Value::str(text))
}

/// Bytes copied or looked at in the time of a bytecode.
pub(super) const BYTES_PER_STEP: usize = 64;

fn mapped(vm: &Vm, args: &[Value], method: &str, mapping: fn(&str) -> String) -> PyResult<Value> {
    made(vm, Ok(mapping(this(args, method)?)))
}

fn test(args: &[Value], method: &str, predicate: fn(&str) -> bool) -> PyResult<Value> {
    Ok(Value::bool(predicate(this(args, method)?)))
}

fn compare(args: &[Value], wanted: fn(&str, &str) -> bool) -> PyResult<Value> {
    match (args[0].as_str(), args[1].as_str()) {
        (Some(a), Some(b)) => Ok(Value::bool(wanted(a, b))),
        _ => Ok(Value::NotImplemented),
    }
}

fn add(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let text = this(args, "__add__")?;
    match args[1].as_str() {
        Some(more) => {
            vm.run().reserve(text.len() + more.len())?;
            vm.charge((text.len() + more.len()) / BYTES_PER_STEP);
            Ok(Value::str([text, more].concat()))
        }
        None if reflects(vm, &args[1], &crate::names::names().radd) => Ok(Value::NotImplemented),
        None => Err(type_error(format!("can only concatenate str (not \"{}\") to str", args[1].class_name()))),
    }
}

fn repeat(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let text = this(args, "__mul__")?;
    match repetitions(vm, &args[1])? {
        Some(count) => {
            vm.run().reserve(text.len().saturating_mul(size(count)))?;
            made(vm, string::repeat(text, count))
        }
        None => Ok(Value::NotImplemented),
    }
}

/// Whether a class of the program may know the operation from the right.
pub(super) fn reflects(vm: &Vm, value: &Value, method: &Value) -> bool {
    value.class().class_flags().contains(crate::object::ClassFlags::HEAP) && vm.special(value, method).is_some()
}

/// How often `sequence * value` repeats; `None` where the other operand may know better.
pub(super) fn repetitions(vm: &Vm, value: &Value) -> PyResult<Option<i64>> {
    if value.as_int().is_some() {
        return argument::bound(value);
    }
    if reflects(vm, value, &crate::names::names().rmul) {
        return Ok(None);
    }
    Err(type_error(format!("can't multiply sequence by non-int of type '{}'", value.class_name())))
}

fn get_item(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let text = view(args, "__getitem__")?;
    if let Some(Payload::Slice(parts)) = args[1].payload() {
        let span = sequence::fit(parts, text.len())?;
        if span.is_all(text.len()) && args[0].class().is(&types().str) {
            return Ok(args[0].clone());
        }
        return made(vm, Ok(text.stepped(span.start.max(0) as usize, span.step, span.count())));
    }
    if args[1].as_int().is_none() {
        return Err(type_error(format!("string indices must be integers, not '{}'", args[1].class_name())));
    }
    let index = args[1].as_i64().ok_or_else(|| index_error("cannot fit 'int' into an index-sized integer"))?;
    text.get(index).map(Value::str).ok_or_else(|| index_error("string index out of range"))
}

type Search<T> = fn(View<'_>, &str, Option<i64>, Option<i64>) -> T;

fn search(args: &[Value], method: &str, how: Search<Option<usize>>) -> PyResult<Option<usize>> {
    let part = args[1].as_str().ok_or_else(|| type_error(format!("must be str, not {}", args[1].class_name())))?;
    Ok(how(view(args, method)?, part, argument::bound(&args[2])?, argument::bound(&args[3])?))
}

fn affix(args: &[Value], method: &str, how: Search<bool>) -> PyResult<Value> {
    let (start, end) = (argument::bound(&args[2])?, argument::bound(&args[3])?);
    let text = view(args, method)?;
    if let Some(part) = args[1].as_str() {
        return Ok(Value::bool(how(text, part, start, end)));
    }
    let Some(parts) = args[1].as_tuple() else {
        return Err(type_error(format!("{method} first arg must be str or a tuple of str, not {}", args[1].class_name())));
    };
    for part in parts {
        let Some(part) = part.as_str() else {
            return Err(type_error(format!("tuple for {method} must only contain str, not {}", part.class_name())));
        };
        if how(text, part, start, end) {
            return Ok(Value::bool(true));
        }
    }
    Ok(Value::bool(false))
}

fn replace(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let (old, new) = (text(&args[1], "replace() argument 1")?, text(&args[2], "replace() argument 2")?);
    made(vm, find::replace(this(args, "replace")?, old, new, argument::count(&args[3], -1)?))
}

/// A list of strings.
pub(super) fn list<'a>(parts: impl IntoIterator<Item = &'a str>) -> Value {
    Value::list(parts.into_iter().map(Value::str).collect())
}

type SplitBy = for<'a> fn(&'a str, &str, i64) -> Outcome<Vec<&'a str>>;

fn split_by(vm: &Vm, args: &[Value], method: &str, by: SplitBy, at_space: for<'a> fn(&'a str, i64) -> Vec<&'a str>) -> PyResult<Value> {
    let text = this(args, method)?;
    let limit = argument::count(&args[2], -1)?;
    vm.charge(text.len() / BYTES_PER_STEP);
    match &args[1] {
        Value::Unbound | Value::None => Ok(list(at_space(text, limit))),
        separator => match separator.as_str() {
            Some(separator) => Ok(list(by(text, separator, limit)?)),
            None => Err(type_error(format!("must be str or None, not {}", separator.class_name()))),
        },
    }
}

fn partition(args: &[Value], method: &str, how: for<'a> fn(&'a str, &'a str) -> Outcome<(&'a str, &'a str, &'a str)>) -> PyResult<Value> {
    let separator = args[1].as_str().ok_or_else(|| type_error(format!("must be str, not {}", args[1].class_name())))?;
    let (before, found, after) = how(this(args, method)?, separator)?;
    Ok(Value::tuple([before, found, after].map(Value::str)))
}

fn strip(args: &[Value], method: &str, side: Side) -> PyResult<Value> {
    let chars = match &args[1] {
        Value::Unbound | Value::None => None,
        chars => Some(chars.as_str().ok_or_else(|| type_error(format!("{method} arg must be None or str")))?),
    };
    let text = receiver(args, method)?;
    let stripped = split::strip(text.as_str(), chars, side);
    Ok(if stripped.len() == text.as_str().len() { exact(&args[0], text) } else { Value::str(stripped) })
}

fn justify(vm: &Vm, args: &[Value], method: &str, place: Place) -> PyResult<Value> {
    let fill = match given(&args[2]) {
        None => ' ',
        Some(fill) => match fill.as_str() {
            Some(fill) => pad::fill_char(fill)?,
            None => return Err(type_error(format!("The fill character must be a unicode character, not {}", fill.class_name()))),
        },
    };
    made(vm, pad::justify(view(args, method)?, argument::count(&args[1], 0)?, fill, place))
}

/// The encoding and error handler of `encode` and `decode`.
pub(super) fn encoding<'a>(encoding: &'a Value, errors: &'a Value, function: &str) -> PyResult<(Encoding, &'a str)> {
    let name = given(encoding).map_or(Ok("utf-8"), |name| text(name, &format!("{function}() argument 'encoding'")))?;
    let errors = given(errors).map_or(Ok("strict"), |name| text(name, &format!("{function}() argument 'errors'")))?;
    Ok((Encoding::find(name)?, errors))
}

fn encode(vm: &Vm, args: &[Value]) -> PyResult<Value> {
    let (encoding, errors) = encoding(&args[1], &args[2], "encode")?;
    let text = this(args, "encode")?;
    vm.charge(text.len() / BYTES_PER_STEP);
    Ok(Value::bytes(codec::encode(text, encoding, errors)?))
}

fn maketrans(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let mut table = Table::default();
    let key = |c: char| Value::Int(i64::from(u32::from(c)));
    let Some(to) = given(&args[1]) else {
        let Some(Payload::Dict(given)) = args[0].payload() else {
            return Err(type_error("if you give only one argument to maketrans it must be a dict"));
        };
        let dict = args[0].object().map(Vm::dict_items).unwrap_or_default();
        debug_assert_eq!(given.read(crate::object::Table::len), dict.len(), "all items of a dict are listed");
        for (from, to) in dict {
            let from = match from.as_str() {
                Some(text) => match (text.chars().next(), text.chars().nth(1)) {
                    (Some(c), None) => key(c),
                    _ => return Err(value_error("string keys in translate table must be of length 1")),
                },
                None if from.as_int().is_some() => from,
                None => return Err(type_error("keys in translate table must be strings or integers")),
            };
            drop(table.set_plain(&from, to));
        }
        return Ok(Value::dict(table));
    };
    let from = args[0].as_str().ok_or_else(|| type_error("first maketrans argument must be a string if there is a second argument"))?;
    for (from, to) in pad::maketrans_pairs(from, text(to, "maketrans() argument 2")?)? {
        drop(table.set_plain(&key(from), key(to)));
    }
    if let Some(dropped) = given(&args[2]) {
        for c in text(dropped, "maketrans() argument 3")?.chars() {
            drop(table.set_plain(&key(c), Value::None));
        }
    }
    Ok(Value::dict(table))
}

async fn join(vm: Vm, args: Args) -> PyResult<Value> {
    let separator = this(&args, "join")?;
    let items = match vm.collect(&args[1]).await {
        Err(error)
            if error.is(&types().type_error)
                && vm.iter_now(&args[1]).is_none()
                && vm.special(&args[1], &crate::names::names().iter).is_none() =>
        {
            return Err(type_error("can only join an iterable"));
        }
        other => other?,
    };
    let mut parts = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        match item.as_str() {
            Some(part) => parts.push(part),
            None => return Err(type_error(format!("sequence item {at}: expected str instance, {} found", item.class_name()))),
        }
    }
    let length = parts.iter().map(|part| part.len()).sum::<usize>() + separator.len() * parts.len().saturating_sub(1);
    vm.run().reserve(length)?;
    crate::fault::check_size(length, 1)?;
    vm.checkpoint(items.len() + length / BYTES_PER_STEP).await?;
    Ok(Value::str(parts.join(separator)))
}

async fn translate(vm: Vm, args: Args) -> PyResult<Value> {
    let mut translated = String::new();
    for c in this(&args, "translate")?.chars() {
        let code = Value::Int(i64::from(u32::from(c)));
        let entry = match vm.get_item(&args[1], &code).await {
            Ok(entry) => entry,
            Err(error) if error.is(&types().lookup_error) => {
                translated.push(c);
                continue;
            }
            Err(error) => return Err(error),
        };
        match (&entry, entry.as_str()) {
            (Value::None, _) => {}
            (_, Some(text)) => translated.push_str(text),
            _ if entry.as_int().is_some() => translated.push(
                entry
                    .as_i64()
                    .and_then(|code| u32::try_from(code).ok())
                    .and_then(char::from_u32)
                    .ok_or_else(|| value_error("character mapping must be in range(0x110000)"))?,
            ),
            _ => return Err(type_error("character mapping must return integer, None or str")),
        }
    }
    Ok(Value::str(translated))
}

async fn new(vm: Vm, args: Args) -> PyResult<Value> {
    let text = match (given(&args[1]), given(&args[2]).or(given(&args[3]))) {
        (None, _) => Value::str(""),
        (Some(value), None) => match value.object() {
            Some(object) if value.as_str().is_some() && object.own_class().is_none() => value.clone(),
            _ => Value::str(vm.str(value).await?),
        },
        (Some(value), Some(coding)) => {
            if coding.as_str().is_none() {
                let which = if given(&args[2]).is_some() { "encoding" } else { "errors" };
                return Err(type_error(format!("str() argument '{which}' must be str, not {}", coding.class_name())));
            }
            if value.as_str().is_some() {
                return Err(type_error("decoding str is not supported"));
            }
            let Some(bytes) = super::bytes::contents(value) else {
                return Err(type_error(format!("decoding to str: need a bytes-like object, {} found", value.class_name())));
            };
            let (encoding, errors) = encoding(&args[2], &args[3], "str")?;
            Value::str(codec::decode(&bytes, encoding, errors)?)
        }
    };
    match args[0].object() {
        Some(class) if !class.is(&types().str) => {
            Ok(Ref::with_class(class.clone(), Payload::Str(text.as_str().unwrap_or_default().into())).into())
        }
        _ => Ok(text),
    }
}

async fn chr(vm: Vm, args: Args) -> PyResult<Value> {
    const SURROGATES: core::ops::RangeInclusive<i64> = 0xd800..=0xdfff;
    let code = any_int(&vm, &args[0]).await?.to_i64();
    if code.is_some_and(|code| SURROGATES.contains(&code)) {
        return Err(value_error("chr() of a lone surrogate is not supported here"));
    }
    let code = match code {
        Some(code) => u32::try_from(code).ok(),
        None => return Err(crate::raise::overflow_error("Python int too large to convert to C int")),
    };
    code.and_then(char::from_u32).map(|c| Value::str(Text::from(c))).ok_or_else(|| value_error("chr() arg not in range(0x110000)"))
}

fn ord(_: &Vm, args: &[Value]) -> PyResult<Value> {
    let length = match (args[0].as_text(), super::bytes::contents(&args[0])) {
        (Some(text), _) if text.len() == 1 => {
            return Ok(Value::Int(text.as_str().chars().next().map_or(0, |c| i64::from(u32::from(c)))));
        }
        (Some(text), _) => text.len(),
        (_, Some(bytes)) if bytes.len() == 1 => return Ok(Value::Int(i64::from(bytes[0]))),
        (_, Some(bytes)) => bytes.len(),
        _ => return Err(type_error(format!("ord() expected string of length 1, but {} found", args[0].class_name()))),
    };
    Err(type_error(format!("ord() expected a character, but string of length {length} found")))
}

async fn ascii(vm: Vm, args: Args) -> PyResult<Value> {
    Ok(Value::str(quote::escape_non_ascii(&vm.repr(&args[0]).await?)))
}

async fn format(vm: Vm, args: Args) -> PyResult<Value> {
    let spec = given(&args[1]).map_or(Ok(""), |spec| text(spec, "format() argument 2"))?;
    Ok(Value::str(vm.format(&args[0], spec).await?))
}
