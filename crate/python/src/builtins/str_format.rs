//! `%` formatting and `str.format`.

use super::argument::{self, any_int};
use super::str::{made, receiver, text_view};
use crate::native::{Args, Native, asynchronous};
use crate::object::{Payload, Value};
use crate::raise::{PyResult, index_error, key_error, type_error, value_error};
use crate::text::field::{self, Field, FieldName, First, Numbering, Step};
use crate::text::percent::{Conversion, Parser, Piece, Size, complaint};
use crate::text::quote;
use crate::text::string::View;
use crate::vm::Vm;
use crate::wait;

/// What `str` formats with.
pub const METHODS: &[Native] = &[
    asynchronous("__mod__", "self, value, /", wait!(modulo)),
    asynchronous("format", "self, *args, **kwargs", wait!(format)),
    asynchronous("format_map", "self, mapping, /", wait!(format_map)),
];

async fn modulo(vm: Vm, args: Args) -> PyResult<Value> {
    let format = receiver(&args, "__mod__")?;
    let text = percent(&vm, format.as_str(), &args[1], Flavor::Str).await?;
    made(&vm, Ok(text))
}

/// Which type formats: bytes go through as Latin-1 and convert in their own way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flavor {
    Str,
    Bytes,
}

/// The arguments of a `%` format, taken one after the other.
struct Arguments<'a> {
    given: &'a Value,
    /// The tuple's items, or the one value.
    items: Vec<Value>,
    taken: usize,
    /// Whether what stands on the right can be asked by key.
    is_mapping: bool,
}

impl<'a> Arguments<'a> {
    fn new(vm: &Vm, given: &'a Value) -> Self {
        let items = given.as_tuple().map_or_else(|| vec![given.clone()], <[Value]>::to_vec);
        let is_mapping =
            given.as_tuple().is_none() && given.as_str().is_none() && vm.special(given, &crate::names::names().getitem).is_some();
        Self { given, items, taken: 0, is_mapping }
    }

    fn next(&mut self) -> PyResult<Value> {
        let item = self.items.get(self.taken).cloned().ok_or_else(complaint::not_enough)?;
        self.taken += 1;
        Ok(item)
    }

    fn next_int(&mut self) -> PyResult<crate::object::Int> {
        Ok(self.next()?.as_int().ok_or_else(complaint::star_wants_int)?)
    }

    fn check_all_taken(&self, flavor: Flavor) -> PyResult<()> {
        if self.taken < self.items.len() && !self.is_mapping {
            return Err(match flavor {
                Flavor::Str => complaint::not_all_converted().into(),
                Flavor::Bytes => type_error("not all arguments converted during bytes formatting"),
            });
        }
        Ok(())
    }
}

/// `format % given`
pub(super) async fn percent(vm: &Vm, format: &str, given: &Value, flavor: Flavor) -> PyResult<String> {
    let mut arguments = Arguments::new(vm, given);
    let mut text = String::with_capacity(format.len());
    for piece in Parser::new(format) {
        let mut conversion = match piece? {
            Piece::Literal(literal) => {
                text.push_str(literal);
                continue;
            }
            Piece::Conversion(conversion) => conversion,
        };
        let keyed = match conversion.key {
            Some(_) if !arguments.is_mapping => return Err(complaint::not_a_mapping().into()),
            Some(key) => {
                let key = if flavor == Flavor::Bytes { Value::bytes(latin1(key)) } else { Value::str(key) };
                // A key takes the place of all positional arguments.
                arguments.taken = arguments.items.len();
                Some(vm.get_item(arguments.given, &key).await?)
            }
            None => None,
        };
        if conversion.width == Size::Argument {
            conversion.set_width(&arguments.next_int()?)?;
        }
        if conversion.precision == Size::Argument {
            conversion.set_precision(&arguments.next_int()?)?;
        }
        let value = match keyed {
            Some(value) => value,
            None => arguments.next()?,
        };
        text.push_str(&convert(vm, &conversion, &value, flavor).await?);
        crate::fault::check_size(text.len(), 1)?;
    }
    arguments.check_all_taken(flavor)?;
    Ok(text)
}

async fn convert(vm: &Vm, conversion: &Conversion<'_>, value: &Value, flavor: Flavor) -> PyResult<String> {
    let plain = |text: &str| conversion.render_text(View::from(text));
    Ok(match conversion.code {
        's' if flavor == Flavor::Str => match value.as_text() {
            Some(text) if value.is_plain() => conversion.render_text(text_view(text))?,
            _ => plain(&vm.str(value).await?)?,
        },
        's' | 'b' if flavor == Flavor::Bytes => match super::bytes::contents(value) {
            Some(bytes) => plain(&bytes.iter().map(|byte| char::from(*byte)).collect::<String>())?,
            None => {
                return Err(type_error(format!(
                    "%b requires a bytes-like object, or an object that implements __bytes__, not '{}'",
                    value.class_name()
                )));
            }
        },
        'r' if flavor == Flavor::Str => plain(&vm.repr(value).await?)?,
        'r' | 'a' => plain(&quote::escape_non_ascii(&vm.repr(value).await?))?,
        'c' => character(conversion, value, flavor)?,
        'd' | 'i' | 'u' => match value.as_float() {
            Some(float) => conversion.render_int(&crate::object::Int::from_f64(float)?)?,
            None => conversion.render_int(&whole(vm, conversion.code, value).await?)?,
        },
        'o' | 'x' | 'X' => conversion.render_int(&index(vm, conversion.code, value).await?)?,
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => conversion.render_float(argument::any_float(vm, value).await?)?,
        _ => return Err(conversion.unsupported().into()),
    })
}

fn character(conversion: &Conversion<'_>, value: &Value, flavor: Flavor) -> PyResult<String> {
    if flavor == Flavor::Bytes {
        let byte = match (value.as_i64(), super::bytes::contents(value)) {
            (Some(code), _) => u8::try_from(code).ok(),
            (_, Some(bytes)) if bytes.len() == 1 => Some(bytes[0]),
            _ => None,
        };
        let byte = byte.ok_or_else(|| type_error("%c requires an integer in range(256) or a single byte"))?;
        return Ok(conversion.render_char(char::from(byte))?);
    }
    if let Some(code) = value.as_int() {
        return Ok(conversion.render_code_point(&code)?);
    }
    let mut chars = value.as_str().unwrap_or_default().chars();
    match (chars.next(), chars.next()) {
        (Some(c), None) => Ok(conversion.render_char(c)?),
        _ => Err(type_error("%c requires int or char")),
    }
}

/// An int by `__int__`, as `%d` reads numbers.
async fn whole(vm: &Vm, code: char, value: &Value) -> PyResult<crate::object::Int> {
    if let Some(int) = value.as_int() {
        return Ok(int);
    }
    let names = crate::names::names();
    if value.as_str().is_none() {
        for name in [&names.int, &names.index] {
            if let Some(result) = vm.call_special(value, name, vec![]).await? {
                return result.as_int().ok_or_else(|| complaint::not_a_number(code, &value.class_name()).into());
            }
        }
    }
    Err(complaint::not_a_number(code, &value.class_name()).into())
}

async fn index(vm: &Vm, code: char, value: &Value) -> PyResult<crate::object::Int> {
    if value.as_int().is_none() && vm.special(value, &crate::names::names().index).is_none() {
        return Err(complaint::not_a_number(code, &value.class_name()).into());
    }
    any_int(vm, value).await
}

/// Text whose characters stand for bytes, as those bytes.
pub(super) fn latin1(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// What `str.format` takes its values from.
struct Sources<'a> {
    positional: Option<&'a [Value]>,
    /// A dict of the keyword arguments, or `format_map`'s mapping.
    mapping: &'a Value,
}

async fn format(vm: Vm, args: Args) -> PyResult<Value> {
    let text = receiver(&args, "format")?;
    let sources = Sources { positional: args[1].as_tuple(), mapping: &args[2] };
    let mut numbering = Numbering::default();
    let formatted = fill(&vm, text.as_str(), &sources, &mut numbering, field::MAX_DEPTH).await?;
    made(&vm, Ok(formatted))
}

async fn format_map(vm: Vm, args: Args) -> PyResult<Value> {
    let text = receiver(&args, "format_map")?;
    let sources = Sources { positional: None, mapping: &args[1] };
    let mut numbering = Numbering::default();
    let formatted = fill(&vm, text.as_str(), &sources, &mut numbering, field::MAX_DEPTH).await?;
    made(&vm, Ok(formatted))
}

async fn fill(vm: &Vm, format: &str, sources: &Sources<'_>, numbering: &mut Numbering, depth: usize) -> PyResult<String> {
    let Some(depth) = depth.checked_sub(1) else { return Err(field::too_deep().into()) };
    let mut text = String::with_capacity(format.len());
    for segment in field::Parser::new(format) {
        let segment = segment?;
        text.push_str(segment.literal);
        let Some(replaced) = segment.field else { continue };
        let value = lookup(vm, &replaced, sources, numbering).await?;
        let value = match replaced.conversion {
            None => value,
            Some('r') => Value::str(vm.repr(&value).await?),
            Some('s') => Value::str(vm.str(&value).await?),
            Some('a') => Value::str(quote::escape_non_ascii(&vm.repr(&value).await?)),
            Some(other) => return Err(Field::unknown_conversion(other).into()),
        };
        let nested = if replaced.nested { Some(Box::pin(fill(vm, replaced.spec, sources, numbering, depth)).await?) } else { None };
        text.push_str(&vm.format(&value, nested.as_deref().unwrap_or(replaced.spec)).await?);
        crate::fault::check_size(text.len(), 1)?;
    }
    Ok(text)
}

async fn lookup(vm: &Vm, field: &Field<'_>, sources: &Sources<'_>, numbering: &mut Numbering) -> PyResult<Value> {
    let name = FieldName::parse(field.name, numbering)?;
    let mut value = match name.first {
        First::Position(position) => {
            let Some(values) = sources.positional else { return Err(value_error("Format string contains positional fields")) };
            values
                .get(crate::fault::size(position))
                .cloned()
                .ok_or_else(|| index_error(format!("Replacement index {position} out of range for positional args tuple")))?
        }
        First::Keyword(keyword) => by_key(vm, sources.mapping, keyword).await?,
    };
    for step in name.steps() {
        value = match step? {
            Step::Attribute(name) => vm.attr(&value, &Value::str(name)).await?,
            Step::Index(index) => vm.get_item(&value, &Value::Int(index)).await?,
            Step::Key(key) => vm.get_item(&value, &Value::str(key)).await?,
        };
    }
    Ok(value)
}

async fn by_key(vm: &Vm, mapping: &Value, key: &str) -> PyResult<Value> {
    let key = Value::str(key);
    if mapping.is_plain()
        && let Some(Payload::Dict(table)) = mapping.payload()
    {
        return vm.dict_get(table, &key).await?.ok_or_else(|| key_error(key));
    }
    vm.get_item(mapping, &key).await
}
