//! `str.format`: taking the format apart into text and replacement fields, and field names into their steps.

use super::class;
use super::spec::too_many_digits;
use crate::fault::{Fault, Outcome};

/// A stretch of text, and the replacement field behind it if there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The text; doubled braces arrive as single ones.
    pub literal: &'a str,
    /// The field behind the text.
    pub field: Option<Field<'a>>,
}

/// `{name!conversion:spec}`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    /// What to look up, for [`FieldName::parse`].
    pub name: &'a str,
    /// `r`, `s` or `a`, not yet checked.
    pub conversion: Option<char>,
    /// The format spec.
    pub spec: &'a str,
    /// Whether the spec has fields of its own.
    pub nested: bool,
}

/// How deep fields may be nested in specs.
pub const MAX_DEPTH: usize = 2;

/// The complaint about fields nested deeper than that.
pub fn too_deep() -> Fault {
    Fault::value("Max string recursion exceeded")
}

/// Yields the segments of a format.
#[derive(Clone, Debug)]
pub struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    /// A parser at the start of `text`.
    pub fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    fn take(&mut self) -> Option<char> {
        let c = self.text[self.at..].chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn segment(&mut self) -> Outcome<Segment<'a>> {
        let start = self.at;
        let Some(brace) = self.text[start..].find(['{', '}']).map(|at| start + at) else {
            self.at = self.text.len();
            return Ok(Segment { literal: &self.text[start..], field: None });
        };
        self.at = brace + 1;
        let bytes = self.text.as_bytes();
        let doubled = bytes.get(self.at) == Some(&bytes[brace]);
        if doubled {
            let literal = &self.text[start..self.at];
            self.at += 1;
            return Ok(Segment { literal, field: None });
        }
        if bytes[brace] == b'}' {
            return Err(Fault::value("Single '}' encountered in format string"));
        }
        if self.at == bytes.len() {
            return Err(Fault::value("Single '{' encountered in format string"));
        }
        Ok(Segment { literal: &self.text[start..brace], field: Some(self.field()?) })
    }

    fn field(&mut self) -> Outcome<Field<'a>> {
        let start = self.at;
        let mut end = None;
        while let Some(c) = self.take() {
            match c {
                '{' => return Err(Fault::value("unexpected '{' in field name")),
                // An index may hold what would end a name.
                '[' => self.at += self.text[self.at..].find(']').unwrap_or(self.text.len() - self.at),
                '}' | ':' | '!' => {
                    end = Some(c);
                    break;
                }
                _ => {}
            }
        }
        let Some(end) = end else { return Err(Fault::value("expected '}' before end of string")) };
        let mut field = Field { name: &self.text[start..self.at - 1], conversion: None, spec: "", nested: false };
        if end == '}' {
            return Ok(field);
        }
        if end == '!' {
            let conversion = self.take();
            field.conversion = conversion;
            if conversion.is_none() {
                return Err(Fault::value("end of string while looking for conversion specifier"));
            }
            match self.take() {
                Some('}') => return Ok(field),
                Some(':') | None => {}
                Some(_) => return Err(Fault::value("expected ':' after conversion specifier")),
            }
        }
        let start = self.at;
        let mut depth = 1;
        while let Some(c) = self.take() {
            match c {
                '{' => {
                    field.nested = true;
                    depth += 1;
                }
                '}' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                field.spec = &self.text[start..self.at - 1];
                return Ok(field);
            }
        }
        Err(Fault::value("unmatched '{' in format spec"))
    }
}

impl<'a> Iterator for Parser<'a> {
    type Item = Outcome<Segment<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at == self.text.len() { None } else { Some(self.segment()) }
    }
}

impl Field<'_> {
    /// The complaint about a conversion that is none of `r`, `s`, `a`.
    pub fn unknown_conversion(conversion: char) -> Fault {
        Fault::value(match conversion {
            '!'..='~' => format!("Unknown conversion specifier {conversion}"),
            _ => format!("Unknown conversion specifier \\x{:x}", u32::from(conversion)),
        })
    }
}

/// What a field begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// A positional argument.
    Position(i64),
    /// A keyword argument.
    Keyword(&'a str),
}

/// What a field does with the value so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step<'a> {
    /// `.name`
    Attribute(&'a str),
    /// `[123]`
    Index(i64),
    /// `[key]`
    Key(&'a str),
}

/// A field name taken apart: where to start, and the rest for [`FieldName::steps`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FieldName<'a> {
    /// The argument.
    pub first: First<'a>,
    rest: &'a str,
}

impl<'a> FieldName<'a> {
    /// Parses a field's name; `numbering` hands out positions where none is written.
    pub fn parse(name: &'a str, numbering: &mut Numbering) -> Outcome<Self> {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, rest) = name.split_at(end);
        let first = match (first, number(first)?) {
            ("", _) => First::Position(numbering.automatic()?),
            (_, Some(position)) => First::Position(numbering.manual(position)?),
            (keyword, None) => First::Keyword(keyword),
        };
        Ok(Self { first, rest })
    }

    /// The attributes and indices behind the argument.
    pub fn steps(self) -> impl Iterator<Item = Outcome<Step<'a>>> {
        let mut rest = self.rest;
        std::iter::from_fn(move || {
            let kind = rest.chars().next()?;
            let body = &rest[kind.len_utf8()..];
            let (step, left) = match kind {
                '.' => {
                    let (name, left) = body.split_at(body.find(['.', '[']).unwrap_or(body.len()));
                    (Ok(Step::Attribute(name)), left)
                }
                '[' => match body.split_once(']') {
                    Some((key, left)) => (number(key).map(|index| index.map_or(Step::Key(key), Step::Index)), left),
                    None => (Err(Fault::value("Missing ']' in format string")), ""),
                },
                _ => (Err(Fault::value("Only '.' or '[' may follow ']' in format field specifier")), ""),
            };
            rest = left;
            Some(match step {
                Ok(Step::Attribute("") | Step::Key("")) => Err(Fault::value("Empty attribute in format string")),
                step => step,
            })
        })
    }
}

/// Whether positions are written or counted; the two do not mix.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbering {
    /// No position yet.
    #[default]
    Open,
    /// `{}`: the next one.
    Automatic(i64),
    /// `{0}`
    Manual,
}

impl Numbering {
    fn automatic(&mut self) -> Outcome<i64> {
        let next = match self {
            Self::Open => 0,
            Self::Automatic(next) => *next,
            Self::Manual => {
                return Err(Fault::value("cannot switch from manual field specification to automatic field numbering"));
            }
        };
        *self = Self::Automatic(next + 1);
        Ok(next)
    }

    fn manual(&mut self, position: i64) -> Outcome<i64> {
        if matches!(self, Self::Automatic(_)) {
            return Err(Fault::value("cannot switch from automatic field numbering to manual field specification"));
        }
        *self = Self::Manual;
        Ok(position)
    }
}

/// The number that `text` is if it is all digits.
fn number(text: &str) -> Outcome<Option<i64>> {
    if text.is_empty() {
        return Ok(None);
    }
    let mut number = 0i64;
    for c in text.chars() {
        let Some(digit) = class::decimal_value(c) else { return Ok(None) };
        number = number.checked_mul(10).and_then(|tens| tens.checked_add(i64::from(digit))).ok_or_else(too_many_digits)?;
    }
    Ok(Some(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(format: &str) -> String {
        Parser::new(format).find_map(Result::err).unwrap().message.into_owned()
    }

    fn field(format: &str) -> Field<'_> {
        Parser::new(format).next().unwrap().unwrap().field.unwrap()
    }

    fn steps(name: &str) -> Outcome<(First<'_>, Vec<Step<'_>>)> {
        let name = FieldName::parse(name, &mut Numbering::default())?;
        Ok((name.first, name.steps().collect::<Outcome<_>>()?))
    }

    #[test]
    fn formats_come_apart() {
        let segments: Vec<_> = Parser::new("a{{b{0!r:>{w}}c}}").collect::<Outcome<_>>().unwrap();
        let literals: Vec<_> = segments.iter().map(|segment| segment.literal).collect();
        assert_eq!(literals, ["a{", "b", "c}"]);
        assert_eq!(segments[1].field, Some(Field { name: "0", conversion: Some('r'), spec: ">{w}", nested: true }));
        assert_eq!(field("{a[b:}c]}").name, "a[b:}c]");
        assert_eq!(field("{0!s:}"), Field { name: "0", conversion: Some('s'), spec: "", nested: false });
    }

    #[test]
    fn bad_formats_are_named() {
        for (format, message) in [
            ("{", "Single '{' encountered in format string"),
            ("}", "Single '}' encountered in format string"),
            ("{}}", "Single '}' encountered in format string"),
            ("{0", "expected '}' before end of string"),
            ("{0!}", "unmatched '{' in format spec"),
            ("{0!r", "unmatched '{' in format spec"),
            ("{0!", "end of string while looking for conversion specifier"),
            ("{0!rr}", "expected ':' after conversion specifier"),
            ("{0:", "unmatched '{' in format spec"),
            ("{0[}", "expected '}' before end of string"),
            ("{0{", "unexpected '{' in field name"),
        ] {
            assert_eq!(error(format), message, "{format}");
        }
        assert_eq!(Field::unknown_conversion('x').message, "Unknown conversion specifier x");
    }

    #[test]
    fn names_come_apart() {
        assert_eq!(steps("0[0].real"), Ok((First::Position(0), vec![Step::Index(0), Step::Attribute("real")])));
        assert_eq!(steps("a[-1]"), Ok((First::Keyword("a"), vec![Step::Key("-1")])));
        assert_eq!(steps(".x"), Ok((First::Position(0), vec![Step::Attribute("x")])));
        for (name, message) in [
            ("0.", "Empty attribute in format string"),
            ("0[]", "Empty attribute in format string"),
            ("0[1", "Missing ']' in format string"),
            ("0[0]x", "Only '.' or '[' may follow ']' in format field specifier"),
            ("99999999999999999999", "Too many decimal digits in format string"),
        ] {
            assert_eq!(steps(name), Err(Fault::value(message)), "{name}");
        }
    }

    #[test]
    fn numbering_does_not_mix() {
        let mut numbering = Numbering::default();
        assert_eq!(FieldName::parse("", &mut numbering).unwrap().first, First::Position(0));
        assert_eq!(FieldName::parse("", &mut numbering).unwrap().first, First::Position(1));
        let fault = FieldName::parse("0", &mut numbering).unwrap_err();
        assert_eq!(fault.message, "cannot switch from automatic field numbering to manual field specification");
        let mut numbering = Numbering::Manual;
        let fault = FieldName::parse("", &mut numbering).unwrap_err();
        assert_eq!(fault.message, "cannot switch from manual field specification to automatic field numbering");
    }
}
