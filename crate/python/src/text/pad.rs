//! Padding, tabs, translation.

use super::string::{View, count_chars};
use crate::fault::{Fault, Outcome, check_size, size};

/// Where the text stands in a padded field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `ljust`
    Left,
    /// `rjust`
    Right,
    /// `center`
    Center,
}

/// `ljust`, `rjust` and `center`: `text` in a field of `width` characters, filled up with `fill`.
pub fn justify(text: View<'_>, width: i64, fill: char, place: Place) -> Outcome<String> {
    let missing = size(width).saturating_sub(text.len());
    let left = match place {
        Place::Left => 0,
        Place::Right => missing,
        // An odd space goes to the right in an even field and to the left in an odd one, as CPython has it.
        Place::Center => missing / 2 + (missing & width as usize & 1),
    };
    surround(text.as_str(), fill, left, missing - left)
}

/// `text` with `left` and `right` times `fill` around it.
pub fn surround(text: &str, fill: char, left: usize, right: usize) -> Outcome<String> {
    check_size(left.saturating_add(right), fill.len_utf8())?;
    let mut padded = String::with_capacity(text.len() + (left + right) * fill.len_utf8());
    padded.extend(std::iter::repeat_n(fill, left));
    padded.push_str(text);
    padded.extend(std::iter::repeat_n(fill, right));
    Ok(padded)
}

/// The one character to fill with, as `ljust` and its kin take it.
pub fn fill_char(fill: &str) -> Outcome<char> {
    let mut chars = fill.chars();
    match (chars.next(), chars.next()) {
        (Some(fill), None) => Ok(fill),
        _ => Err(Fault::type_error("The fill character must be exactly one character long")),
    }
}

/// `text.zfill(width)`: zeros between the sign and the rest.
pub fn zfill(text: View<'_>, width: i64) -> Outcome<String> {
    let missing = size(width).saturating_sub(text.len());
    check_size(missing, 1)?;
    let text = text.as_str();
    let sign = text.starts_with(['+', '-']).into();
    Ok(format!("{}{}{}", &text[..sign], "0".repeat(missing), &text[sign..]))
}

/// `text.expandtabs(size)`
pub fn expandtabs(text: &str, size: i64) -> Outcome<String> {
    let size = crate::fault::size(size);
    check_size(text.matches('\t').count(), size)?;
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0;
    for c in text.chars() {
        match c {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                expanded.extend(std::iter::repeat_n(' ', spaces));
                column += spaces;
            }
            '\t' => {}
            _ => {
                expanded.push(c);
                column = if matches!(c, '\n' | '\r') { 0 } else { column + 1 };
            }
        }
    }
    Ok(expanded)
}

/// What a translation table says of a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Translation {
    /// Nothing: it stays.
    Keep,
    /// It goes away.
    Drop,
    /// Another one takes its place.
    Char(char),
    /// A text takes its place.
    Text(String),
}

/// `text.translate(table)`; `table` is asked once per character.
pub fn translate<E>(text: &str, mut table: impl FnMut(char) -> Result<Translation, E>) -> Result<String, E> {
    let mut translated = String::with_capacity(text.len());
    for c in text.chars() {
        match table(c)? {
            Translation::Keep => translated.push(c),
            Translation::Drop => {}
            Translation::Char(other) => translated.push(other),
            Translation::Text(other) => translated.push_str(&other),
        }
    }
    Ok(translated)
}

/// The pairs that `str.maketrans(from, to)` puts into its table.
pub fn maketrans_pairs<'a>(from: &'a str, to: &'a str) -> Outcome<impl Iterator<Item = (char, char)> + 'a> {
    if count_chars(from) != count_chars(to) {
        return Err(Fault::value("the first two maketrans arguments must have equal length"));
    }
    Ok(from.chars().zip(to.chars()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_filled_as_in_cpython() {
        for (text, width, expected) in [
            ("ab", 5, "  ab "),
            ("ab", 6, "  ab  "),
            ("a", 4, " a  "),
            ("abc", 4, "abc "),
            ("", 3, "   "),
            ("abc", 2, "abc"),
            ("abc", -5, "abc"),
        ] {
            assert_eq!(justify(View::from(text), width, ' ', Place::Center).unwrap(), expected);
        }
        assert_eq!(justify(View::from("火"), 3, '*', Place::Right).unwrap(), "**火");
        assert_eq!(justify(View::from("火"), 3, '锅', Place::Left).unwrap(), "火锅锅");
        assert_eq!(justify(View::from("a"), 1_000_000_000_000, ' ', Place::Left), Err(Fault::memory()));
        assert_eq!(fill_char("ab"), Err(Fault::type_error("The fill character must be exactly one character long")));
    }

    #[test]
    fn zeros_go_behind_the_sign() {
        assert_eq!(zfill(View::from("-42"), 5).unwrap(), "-0042");
        assert_eq!(zfill(View::from("+"), 3).unwrap(), "+00");
        assert_eq!(zfill(View::from("42"), 1).unwrap(), "42");
    }

    #[test]
    fn tabs_reach_the_next_stop() {
        assert_eq!(expandtabs("a\tbc\td\n\te", 4).unwrap(), "a   bc  d\n    e");
        assert_eq!(expandtabs("a\tb", 0).unwrap(), "ab");
        assert_eq!(expandtabs("\t", i64::MAX), Err(Fault::memory()));
    }

    #[test]
    fn tables_keep_drop_and_replace() {
        let table = |c| {
            Ok::<_, Fault>(match c {
                'a' => Translation::Drop,
                'b' => Translation::Char('x'),
                'c' => Translation::Text("yz".to_owned()),
                _ => Translation::Keep,
            })
        };
        assert_eq!(translate("abcd", table).unwrap(), "xyzd");
        assert_eq!(maketrans_pairs("ab", "xy").unwrap().collect::<Vec<_>>(), [('a', 'x'), ('b', 'y')]);
        assert!(maketrans_pairs("ab", "x").is_err());
    }
}
