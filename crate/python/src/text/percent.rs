//! `%` formatting: taking the format apart, and rendering one conversion.
//!
//! Arguments are the caller's: it asks the [`Parser`] for the next piece, fetches what the piece needs in CPython's order
//! (mapping key, width, precision, value) and calls the renderer that fits. `bytes % args` goes the same way on the
//! format decoded as Latin-1.

use super::spec_apply::char_of;
use super::string::{View, count_chars};
use crate::fault::{Fault, Outcome, check_size};
use crate::num::float_text::{self, Extras, Layout};
use crate::num::int::Int;
use crate::num::int_text;

/// A part of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text to copy; `%%` arrives as `%`.
    Literal(&'a str),
    /// A conversion of an argument.
    Conversion(Conversion<'a>),
}

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// None was given.
    Absent,
    /// Digits were given.
    Given(usize),
    /// `*`: the next argument says it.
    Argument,
}

/// `%`, key, flags, width, precision, character.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the five flags of printf")]
pub struct Conversion<'a> {
    /// `(key)`: what to look up in the mapping on the right.
    pub key: Option<&'a str>,
    /// `-`
    pub left: bool,
    /// `+`
    pub plus: bool,
    /// A space.
    pub space: bool,
    /// `#`
    pub alternate: bool,
    /// `0`
    pub zero: bool,
    /// The least number of characters.
    pub width: Size,
    /// What the point said.
    pub precision: Size,
    /// The conversion's character, not yet checked: CPython takes the argument before it looks at it.
    pub code: char,
    /// Where that character stands, in code points.
    pub position: usize,
}

/// Yields the pieces of a format.
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

    fn required(&mut self) -> Outcome<char> {
        self.take().ok_or_else(|| Fault::value("incomplete format"))
    }

    fn conversion(&mut self) -> Outcome<Conversion<'a>> {
        let mut parsed = Conversion {
            key: None,
            left: false,
            plus: false,
            space: false,
            alternate: false,
            zero: false,
            width: Size::Absent,
            precision: Size::Absent,
            code: ' ',
            position: 0,
        };
        let mut c = self.required()?;
        if c == '(' {
            parsed.key = Some(self.key()?);
            c = self.required()?;
        }
        loop {
            match c {
                '-' => parsed.left = true,
                '+' => parsed.plus = true,
                ' ' => parsed.space = true,
                '#' => parsed.alternate = true,
                '0' => parsed.zero = true,
                _ => break,
            }
            c = self.required()?;
        }
        (parsed.width, c) = self.size(c, "width too big")?;
        if c == '.' {
            c = self.required()?;
            (parsed.precision, c) = self.size(c, "precision too big")?;
            if parsed.precision == Size::Absent {
                parsed.precision = Size::Given(0);
            }
        }
        if matches!(c, 'h' | 'l' | 'L') {
            c = self.required()?;
        }
        parsed.code = c;
        parsed.position = count_chars(&self.text[..self.at]) - 1;
        Ok(parsed)
    }

    /// What stands between the parentheses, which may be nested.
    fn key(&mut self) -> Outcome<&'a str> {
        let start = self.at;
        let mut depth = 1;
        while let Some(c) = self.take() {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Ok(&self.text[start..self.at - 1]);
            }
        }
        Err(Fault::value("incomplete format key"))
    }

    /// A number or `*` that begins with `first`, and the character after it.
    fn size(&mut self, first: char, too_big: &'static str) -> Outcome<(Size, char)> {
        if first == '*' {
            return Ok((Size::Argument, self.required()?));
        }
        let mut size = Size::Absent;
        let mut c = first;
        while let Some(digit) = c.to_digit(10) {
            let so_far = if let Size::Given(size) = size { size } else { 0 };
            let next = so_far.saturating_mul(10).saturating_add(digit as usize);
            if next > i32::MAX as usize {
                return Err(Fault::value(too_big));
            }
            size = Size::Given(next);
            c = self.required()?;
        }
        Ok((size, c))
    }
}

impl<'a> Iterator for Parser<'a> {
    type Item = Outcome<Piece<'a>>;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = &self.text[self.at..];
        if rest.is_empty() {
            return None;
        }
        let literal = rest.find('%').unwrap_or(rest.len());
        if literal > 0 {
            self.at += literal;
            return Some(Ok(Piece::Literal(&rest[..literal])));
        }
        if rest.starts_with("%%") {
            self.at += 2;
            return Some(Ok(Piece::Literal("%")));
        }
        self.at += 1;
        Some(self.conversion().map(Piece::Conversion))
    }
}

/// A value for [`Size::Argument`]: a negative width means left-aligned, a negative precision none.
impl Conversion<'_> {
    /// Puts the argument of `*` in as the width.
    pub fn set_width(&mut self, width: &Int) -> Outcome<()> {
        let width = width.to_i64().ok_or_else(|| Fault::overflow("Python int too large to convert to C ssize_t"))?;
        self.left |= width < 0;
        self.width = Size::Given(usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX));
        Ok(())
    }

    /// Puts the argument of `.*` in as the precision.
    pub fn set_precision(&mut self, precision: &Int) -> Outcome<()> {
        let precision = precision.to_i64().and_then(|precision| i32::try_from(precision).ok());
        let precision = precision.ok_or_else(|| Fault::overflow("Python int too large to convert to C int"))?;
        self.precision = Size::Given(precision.max(0) as usize);
        Ok(())
    }

    /// The complaint about a conversion that does not exist.
    pub fn unsupported(&self) -> Fault {
        let shown = if matches!(self.code, ' '..='~') { self.code } else { '?' };
        Fault::value(format!("unsupported format character '{shown}' (0x{:x}) at index {}", u32::from(self.code), self.position))
    }

    fn precision(&self) -> Option<usize> {
        if let Size::Given(precision) = self.precision { Some(precision) } else { None }
    }

    /// `%s`, `%r`, `%a`: the text is what `str`, `repr` or `ascii` gave.
    pub fn render_text(&self, text: View<'_>) -> Outcome<String> {
        let length = self.precision().map_or(text.len(), |precision| precision.min(text.len()));
        self.fill("", text.range(0, length), length, ' ')
    }

    /// `%c` of a code point.
    pub fn render_code_point(&self, value: &Int) -> Outcome<String> {
        self.render_char(char_of(value)?)
    }

    /// `%c` of a character.
    pub fn render_char(&self, c: char) -> Outcome<String> {
        self.fill("", c.encode_utf8(&mut [0; 4]), 1, ' ')
    }

    /// `%d`, `%i`, `%u`, `%o`, `%x`, `%X`
    pub fn render_int(&self, value: &Int) -> Outcome<String> {
        let (radix, prefix) = match self.code {
            'o' => (8, "0o"),
            'x' => (16, "0x"),
            'X' => (16, "0X"),
            _ => (10, ""),
        };
        let mut digits = int_text::digits(value, radix)?;
        if self.code == 'X' {
            digits.make_ascii_uppercase();
        }
        let least = self.precision().unwrap_or(0);
        check_size(least, 1)?;
        digits.insert_str(0, &"0".repeat(least.saturating_sub(digits.len())));
        let prefix = if self.alternate { prefix } else { "" };
        self.fill(&format!("{}{prefix}", self.sign(value.is_negative())), &digits, digits.len(), self.zero_fill())
    }

    /// `%e`, `%f`, `%g` and their capitals.
    pub fn render_float(&self, value: f64) -> Outcome<String> {
        const DEFAULT_PRECISION: usize = 6;
        let precision = check_size(self.precision().unwrap_or(DEFAULT_PRECISION), 1)?;
        let layout = match self.code {
            'e' | 'E' => Layout::Exponent(precision),
            'f' | 'F' => Layout::Fixed(precision),
            _ => Layout::General(precision),
        };
        let mut text = float_text::magnitude(value, layout, Extras { alternate: self.alternate, dot_zero: false });
        if self.code.is_ascii_uppercase() {
            text.make_ascii_uppercase();
        }
        let sign = self.sign(value.is_sign_negative() && !value.is_nan());
        self.fill(sign, &text, text.len(), self.zero_fill())
    }

    fn sign(&self, negative: bool) -> &'static str {
        match (negative, self.plus, self.space) {
            (true, _, _) => "-",
            (_, true, _) => "+",
            (_, _, true) => " ",
            _ => "",
        }
    }

    fn zero_fill(&self) -> char {
        if self.zero { '0' } else { ' ' }
    }

    /// `head` (sign and prefix) and `body` of `length` characters in the field; zeros go between the two.
    fn fill(&self, head: &str, body: &str, length: usize, fill: char) -> Outcome<String> {
        let width = if let Size::Given(width) = self.width { width } else { 0 };
        let missing = width.saturating_sub(head.len() + length);
        check_size(missing, 1)?;
        Ok(match fill {
            _ if self.left => format!("{head}{body}{}", " ".repeat(missing)),
            '0' => format!("{head}{}{body}", "0".repeat(missing)),
            _ => format!("{}{head}{body}", " ".repeat(missing)),
        })
    }
}

/// What is wrong with the arguments of a format.
pub mod complaint {
    use crate::fault::Fault;

    /// A conversion found no argument left.
    pub fn not_enough() -> Fault {
        Fault::type_error("not enough arguments for format string")
    }

    /// An argument was left over.
    pub fn not_all_converted() -> Fault {
        Fault::type_error("not all arguments converted during string formatting")
    }

    /// A key was given, but what stands on the right is no mapping.
    pub fn not_a_mapping() -> Fault {
        Fault::type_error("format requires a mapping")
    }

    /// `*` found something else than an int.
    pub fn star_wants_int() -> Fault {
        Fault::type_error("* wants int")
    }

    /// The argument of a number conversion is of a type that is no number.
    pub fn not_a_number(code: char, type_name: &str) -> Fault {
        Fault::type_error(match code {
            'd' | 'i' | 'u' => format!("%{code} format: a real number is required, not {type_name}"),
            'o' | 'x' | 'X' => format!("%{code} format: an integer is required, not {type_name}"),
            'c' => "%c requires int or char".to_owned(),
            _ => format!("must be real number, not {type_name}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(format: &str) -> Conversion<'_> {
        match Parser::new(format).next() {
            Some(Ok(Piece::Conversion(conversion))) => conversion,
            other => panic!("{format}: {other:?}"),
        }
    }

    fn error(format: &str) -> String {
        Parser::new(format).find_map(Result::err).unwrap().message.into_owned()
    }

    #[test]
    fn formats_come_apart() {
        let pieces: Vec<_> = Parser::new("a%%b%-5.2f%(key (x))s").collect::<Outcome<_>>().unwrap();
        assert_eq!(pieces[..3], [Piece::Literal("a"), Piece::Literal("%"), Piece::Literal("b")]);
        let Piece::Conversion(float) = &pieces[3] else { panic!("{pieces:?}") };
        assert_eq!((float.left, float.width, float.precision, float.code), (true, Size::Given(5), Size::Given(2), 'f'));
        let Piece::Conversion(keyed) = &pieces[4] else { panic!("{pieces:?}") };
        assert_eq!((keyed.key, keyed.code), (Some("key (x)"), 's'));
        assert_eq!(one("%*.*d").precision, Size::Argument);
    }

    #[test]
    fn bad_formats_are_named() {
        assert_eq!(error("%(a"), "incomplete format key");
        assert_eq!(error("%"), "incomplete format");
        assert_eq!(error("%5"), "incomplete format");
        assert_eq!(error("%99999999999d"), "width too big");
        assert_eq!(error("%.99999999999d"), "precision too big");
        assert_eq!(one("%y").unsupported().message, "unsupported format character 'y' (0x79) at index 1");
        assert_eq!(one("%é").unsupported().message, "unsupported format character '?' (0xe9) at index 1");
    }

    #[test]
    fn ints_render_as_in_cpython() {
        for (format, value, expected) in [
            ("%05d", -3, "-0003"),
            ("%-05d", 3, "3    "),
            ("% d", 3, " 3"),
            ("%+d", 3, "+3"),
            ("%#x", 255, "0xff"),
            ("%#X", 255, "0XFF"),
            ("%#o", 8, "0o10"),
            ("%u", -3, "-3"),
            ("%.3d", 5, "005"),
            ("%8.3d", -5, "    -005"),
            ("%08.3d", 5, "00000005"),
            ("%#010x", 255, "0x000000ff"),
            ("%#.5x", 255, "0x000ff"),
            ("%+ x", -255, "-ff"),
            ("%ld", 3, "3"),
        ] {
            assert_eq!(one(format).render_int(&Int::Small(value)).unwrap(), expected, "{format}");
        }
        assert_eq!(one("%c").render_code_point(&Int::Small(-1)), Err(Fault::overflow("%c arg not in range(0x110000)")));
        assert_eq!(one("%1000000000d").render_int(&Int::Small(1)), Err(Fault::memory()));
    }

    #[test]
    fn floats_and_texts_render_as_in_cpython() {
        for (format, value, expected) in [
            ("%e", 12345.678, "1.234568e+04"),
            ("%G", 1e-10, "1E-10"),
            ("%g", 1e6, "1e+06"),
            ("%#g", 1.0, "1.00000"),
            ("%05f", f64::INFINITY, "00inf"),
            ("%+f", f64::NAN, "+nan"),
            ("%.f", 2.5, "2"),
            ("%#.0f", 2.5, "2."),
            ("%8.2f", 3.24159, "    3.24"),
        ] {
            assert_eq!(one(format).render_float(value).unwrap(), expected, "{format}");
        }
        for (format, expected) in [("%5s", "   ab"), ("%-5s", "ab   "), ("%.1s", "a"), ("%05s", "   ab"), ("%.s", "")] {
            assert_eq!(one(format).render_text(View::from("ab")).unwrap(), expected, "{format}");
        }
        assert_eq!(one("%05c").render_char('火').unwrap(), "    火");
        let mut starred = one("%*d");
        starred.set_width(&Int::Small(-5)).unwrap();
        assert_eq!(starred.render_int(&Int::Small(3)).unwrap(), "3    ");
    }
}
