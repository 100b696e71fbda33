//! The format-spec mini language: parsing what stands behind the colon in `format(value, spec)`.

use crate::fault::{Fault, Outcome};

/// Where the value stands in its field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: the filling goes between sign and digits.
    AfterSign,
}

/// When to write a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignRule {
    /// `-`: only for negative numbers.
    Minus,
    /// `+`: always.
    Plus,
    /// A space before numbers that are not negative.
    Space,
}

/// A parsed format spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The filling, a space unless given.
    pub fill: char,
    /// The alignment, if given or implied by a leading zero.
    pub align: Option<Align>,
    /// The sign rule, if given.
    pub sign: Option<SignRule>,
    /// `z`: a negative zero loses its sign.
    pub no_negative_zero: bool,
    /// `#`
    pub alternate: bool,
    /// The least number of characters.
    pub width: usize,
    /// `,` or `_`.
    pub thousands: Option<char>,
    /// The number behind the point.
    pub precision: Option<usize>,
    /// The presentation type, if given.
    pub code: Option<char>,
}

impl Spec {
    /// Parses `text` for a value of the type called `type_name`; a leading zero implies `=` for numbers.
    pub fn parse(text: &str, type_name: &str, is_number: bool) -> Outcome<Self> {
        let chars: Vec<char> = text.chars().collect();
        let mut cursor = Cursor { chars: &chars, at: 0 };
        let mut spec = Self {
            fill: ' ',
            align: None,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            thousands: None,
            precision: None,
            code: None,
        };
        let mut fill_given = false;
        if let Some(align) = cursor.ahead(1).and_then(align) {
            spec.fill = chars[0];
            fill_given = true;
            spec.align = Some(align);
            cursor.at = 2;
        } else if let Some(align) = cursor.ahead(0).and_then(align) {
            spec.align = Some(align);
            cursor.at = 1;
        }
        spec.sign = match cursor.ahead(0) {
            Some('+') => Some(SignRule::Plus),
            Some('-') => Some(SignRule::Minus),
            Some(' ') => Some(SignRule::Space),
            _ => None,
        };
        cursor.at += usize::from(spec.sign.is_some());
        spec.no_negative_zero = cursor.accept('z');
        spec.alternate = cursor.accept('#');
        if !fill_given && cursor.accept('0') {
            spec.fill = '0';
            if spec.align.is_none() && is_number {
                spec.align = Some(Align::AfterSign);
            }
        }
        spec.width = cursor.number()?.unwrap_or(0);
        if cursor.accept(',') {
            spec.thousands = Some(',');
        }
        if cursor.accept('_') {
            if spec.thousands.is_some() {
                return Err(both_separators());
            }
            spec.thousands = Some('_');
        }
        if spec.thousands == Some('_') && cursor.accept(',') {
            return Err(both_separators());
        }
        if cursor.accept('.') {
            let precision = cursor.number()?.ok_or_else(|| Fault::value("Format specifier missing precision"))?;
            spec.precision = Some(precision);
        }
        match &chars[cursor.at..] {
            [] => {}
            [code] => spec.code = Some(*code),
            _ => return Err(Fault::value(format!("Invalid format specifier '{text}' for object of type '{type_name}'"))),
        }
        spec.check_thousands()?;
        Ok(spec)
    }

    fn check_thousands(&self) -> Outcome<()> {
        let Some(separator) = self.thousands else { return Ok(()) };
        match self.code {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'F' | 'G' | '%') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if separator == '_' => Ok(()),
            Some(code) => Err(Self::cannot_combine(separator, code)),
        }
    }

    /// The complaint about a separator with a type that has no thousands.
    pub(super) fn cannot_combine(separator: char, code: char) -> Fault {
        Fault::value(format!("Cannot specify '{separator}' with '{}'.", show_code(code)))
    }

    /// The complaint about a presentation type that values of `type_name` do not have.
    pub(super) fn unknown_code(code: char, type_name: &str) -> Fault {
        Fault::value(format!("Unknown format code '{}' for object of type '{type_name}'", show_code(code)))
    }
}

fn both_separators() -> Fault {
    Fault::value("Cannot specify both ',' and '_'.")
}

/// A type code as CPython shows it in messages: in hexadecimal outside of printable ASCII.
fn show_code(code: char) -> String {
    if matches!(code, '!'..='\x7f') { code.to_string() } else { format!("\\x{:x}", u32::from(code)) }
}

fn align(c: char) -> Option<Align> {
    match c {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

struct Cursor<'a> {
    chars: &'a [char],
    at: usize,
}

impl Cursor<'_> {
    fn ahead(&self, by: usize) -> Option<char> {
        self.chars.get(self.at + by).copied()
    }

    fn accept(&mut self, wanted: char) -> bool {
        let found = self.ahead(0) == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// Decimal digits of any script.
    fn number(&mut self) -> Outcome<Option<usize>> {
        let mut number = None;
        while let Some(digit) = self.ahead(0).and_then(super::class::decimal_value) {
            let next = (number.unwrap_or(0i64)).checked_mul(10).and_then(|tens| tens.checked_add(i64::from(digit)));
            number = Some(next.ok_or_else(too_many_digits)?);
            self.at += 1;
        }
        Ok(number.map(crate::fault::size))
    }
}

/// The complaint about a number in a format string that fits no machine word.
pub(super) fn too_many_digits() -> Fault {
    Fault::value("Too many decimal digits in format string")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_taken_in_order() {
        let spec = Spec::parse("*^+z#012,.3f", "float", true).unwrap();
        assert_eq!(
            spec,
            Spec {
                fill: '*',
                align: Some(Align::Center),
                sign: Some(SignRule::Plus),
                no_negative_zero: true,
                alternate: true,
                width: 12,
                thousands: Some(','),
                precision: Some(3),
                code: Some('f'),
            }
        );
        assert_eq!(Spec::parse("010", "int", true).unwrap().align, Some(Align::AfterSign));
        assert_eq!(Spec::parse("010", "str", false).unwrap().align, None);
    }

    #[test]
    fn bad_specs_are_named() {
        for (text, message) in [
            ("xx", "Invalid format specifier 'xx' for object of type 'int'"),
            (",_", "Cannot specify both ',' and '_'."),
            ("_,", "Cannot specify both ',' and '_'."),
            (",,", "Cannot specify ',' with ','."),
            (",n", "Cannot specify ',' with 'n'."),
            (",x", "Cannot specify ',' with 'x'."),
            (".", "Format specifier missing precision"),
            ("99999999999999999999", "Too many decimal digits in format string"),
            ("1,0", "Cannot specify ',' with '0'."),
        ] {
            assert_eq!(Spec::parse(text, "int", true), Err(Fault::value(message)), "{text}");
        }
    }
}
