//! What kind of character a character is, as the `str.is...` methods see it.

use std::borrow::Cow;

use unicode_general_category::{GeneralCategory, get_general_category};

/// Whether `repr` shows the character as it is.
pub fn is_printable(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator, PrivateUse, SpaceSeparator, Surrogate, Unassigned};
    if c.is_ascii() {
        return !c.is_ascii_control();
    }
    !matches!(
        get_general_category(c),
        Control | Format | LineSeparator | ParagraphSeparator | PrivateUse | SpaceSeparator | Surrogate | Unassigned
    )
}

/// `str.isspace` of one character: Unicode's white space and the four information separators.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// Whether `str.splitlines` ends a line here.
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// `str.isalpha` of one character.
pub fn is_alpha(c: char) -> bool {
    use GeneralCategory::{LowercaseLetter, ModifierLetter, OtherLetter, TitlecaseLetter, UppercaseLetter};
    if c.is_ascii() {
        return c.is_ascii_alphabetic();
    }
    matches!(get_general_category(c), LowercaseLetter | ModifierLetter | OtherLetter | TitlecaseLetter | UppercaseLetter)
}

/// `str.isdecimal` of one character.
pub fn is_decimal(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_digit() } else { get_general_category(c) == GeneralCategory::DecimalNumber }
}

/// The value of a decimal digit of any script.
pub fn decimal_value(c: char) -> Option<u32> {
    // The mathematical digits follow each other in five alphabets without a gap; all others stand in tens from a zero
    // before which no digit stands.
    const MATHEMATICAL_ZERO: u32 = 0x1d7ce;
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let code = u32::from(c);
    if !is_decimal(c) {
        return None;
    }
    if (MATHEMATICAL_ZERO..=0x1d7ff).contains(&code) {
        return Some((code - MATHEMATICAL_ZERO) % 10);
    }
    let before = (1..20).take_while(|back| char::from_u32(code - back).is_some_and(is_decimal)).count();
    Some(before as u32 % 10)
}

/// `str.isdigit` of one character: decimals, superscripts and other digits that stand alone.
pub fn is_digit(c: char) -> bool {
    is_decimal(c) || DIGITS.iter().any(|range| range.contains(&c))
}

/// `str.isnumeric` of one character: digits, fractions, roman and Chinese numerals.
pub fn is_numeric(c: char) -> bool {
    use GeneralCategory::{DecimalNumber, LetterNumber, OtherNumber};
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    matches!(get_general_category(c), DecimalNumber | LetterNumber | OtherNumber) || NUMERALS.contains(c)
}

/// `str.isalnum` of one character.
pub fn is_alphanumeric(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// Whether the character is a titlecase one: a digraph of an upper and a lower case letter.
pub fn is_title(c: char) -> bool {
    !c.is_ascii() && get_general_category(c) == GeneralCategory::TitlecaseLetter
}

/// Whether the character has a case at all.
pub fn is_cased(c: char) -> bool {
    c.is_lowercase() || c.is_uppercase() || is_title(c)
}

/// `text` without white space at both ends.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// `text` with the decimal digits of every script as ASCII ones, as `int` and `float` read them.
pub fn to_ascii_digits(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| decimal_value(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c)).collect())
}

/// `text.isX()`: not empty, and every character is one.
pub fn all(text: &str, is_one: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(is_one)
}

/// `text.islower()`: something is cased, and all of that is lower case.
pub fn is_lower(text: &str) -> bool {
    text.chars().any(char::is_lowercase) && !text.chars().any(|c| c.is_uppercase() || is_title(c))
}

/// `text.isupper()`
pub fn is_upper(text: &str) -> bool {
    text.chars().any(char::is_uppercase) && !text.chars().any(|c| c.is_lowercase() || is_title(c))
}

/// `text.istitle()`: upper case only at the start of a word, lower case only within.
pub fn is_titled(text: &str) -> bool {
    let mut in_word = false;
    let mut cased = false;
    for c in text.chars() {
        if c.is_uppercase() || is_title(c) {
            if in_word {
                return false;
            }
            (in_word, cased) = (true, true);
        } else if c.is_lowercase() {
            if !in_word {
                return false;
            }
            cased = true;
        } else {
            in_word = false;
        }
    }
    cased
}

/// `text.isidentifier()`
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first)) && chars.all(unicode_ident::is_xid_continue)
}

/// What counts as a digit without being a decimal one (Unicode's `Numeric_Type=Digit`).
const DIGITS: &[std::ops::RangeInclusive<char>] = &[
    '\u{b2}'..='\u{b3}',
    '\u{b9}'..='\u{b9}',
    '\u{1369}'..='\u{1371}',
    '\u{19da}'..='\u{19da}',
    '\u{2070}'..='\u{2070}',
    '\u{2074}'..='\u{2079}',
    '\u{2080}'..='\u{2089}',
    '\u{2460}'..='\u{2468}',
    '\u{2474}'..='\u{247c}',
    '\u{2488}'..='\u{2490}',
    '\u{24ea}'..='\u{24ea}',
    '\u{24f5}'..='\u{24fd}',
    '\u{24ff}'..='\u{24ff}',
    '\u{2776}'..='\u{277e}',
    '\u{2780}'..='\u{2788}',
    '\u{278a}'..='\u{2792}',
    '\u{10a40}'..='\u{10a43}',
    '\u{10e60}'..='\u{10e68}',
    '\u{11052}'..='\u{1105a}',
    '\u{1f100}'..='\u{1f10a}',
];

/// Letters that are numerals.
const NUMERALS: &str = "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零\u{f96b}\u{f973}\u{f978}\u{f9b2}\u{f9d1}\u{f9d3}\u{f9fd}𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭\u{2f890}";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_differ_as_in_cpython() {
        for (text, decimal, digit, numeric, alpha) in [
            ("1", true, true, true, false),
            ("\u{b2}", false, true, true, false),
            ("\u{bd}", false, false, true, false),
            ("\u{663}", true, true, true, false),
            ("\u{2167}", false, false, true, false),
            ("四", false, false, true, true),
            ("火", false, false, false, true),
            ("é", false, false, false, true),
            ("-", false, false, false, false),
            ("", false, false, false, false),
        ] {
            let actual = (all(text, is_decimal), all(text, is_digit), all(text, is_numeric), all(text, is_alpha));
            assert_eq!(actual, (decimal, digit, numeric, alpha), "{text}");
        }
        assert_eq!(decimal_value('\u{669}'), Some(9));
        assert_eq!(decimal_value('\u{1d7ff}'), Some(9));
        assert_eq!(decimal_value('\u{ff13}'), Some(3));
    }

    #[test]
    fn cases_of_whole_texts() {
        assert!(is_lower("a1") && !is_lower("1") && !is_lower("aB"));
        assert!(is_upper("A1") && !is_upper("Ab"));
        assert!(is_titled("Hot Pot") && is_titled("A1B") && !is_titled("Hot pot") && !is_titled("HOt") && !is_titled("1"));
        assert!(is_identifier("été_1") && is_identifier("_") && !is_identifier("1a") && !is_identifier(""));
        assert!(is_space('\x1f') && is_space('\u{3000}') && !is_space('\u{200b}'));
        assert_eq!(trim("\u{3000} a\x1f"), "a");
    }
}
