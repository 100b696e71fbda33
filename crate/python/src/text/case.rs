//! Case mappings.

use super::class;

/// `text.lower()`: with the final form of sigma, as both Rust and Python do.
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// `text.upper()`
pub fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// `text.capitalize()`
pub fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return String::new() };
    let mut capitalized = String::with_capacity(text.len());
    push_title(&mut capitalized, first);
    push_lower_in(&mut capitalized, text, first.len_utf8());
    capitalized
}

/// `text.title()`
pub fn title(text: &str) -> String {
    let mut titled = String::with_capacity(text.len());
    let mut in_word = false;
    for (at, c) in text.char_indices() {
        if in_word {
            push_lower(&mut titled, text, at, c);
        } else {
            push_title(&mut titled, c);
        }
        in_word = class::is_cased(c);
    }
    titled
}

/// `text.swapcase()`
pub fn swapcase(text: &str) -> String {
    let mut swapped = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        if c.is_uppercase() {
            push_lower(&mut swapped, text, at, c);
        } else if c.is_lowercase() {
            swapped.extend(c.to_uppercase());
        } else {
            swapped.push(c);
        }
    }
    swapped
}

/// `text.casefold()`
pub fn casefold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Cherokee folds to its upper case, which is the older one.
            '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => folded.extend(c.to_uppercase()),
            '\u{13a0}'..='\u{13f5}' | '\u{131}' => folded.push(c),
            _ => folded.extend(c.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)),
        }
    }
    folded
}

fn push_lower_in(out: &mut String, text: &str, from: usize) {
    for (at, c) in text[from..].char_indices() {
        push_lower(out, text, from + at, c);
    }
}

/// The lower case of the character `c`, which stands at `at` in `text`: sigma has a form of its own at the end of a word.
fn push_lower(out: &mut String, text: &str, at: usize, c: char) {
    if c == '\u{3a3}' {
        // Of what Unicode calls case-ignorable, what stands in ordinary words.
        let ignorable = |c: &char| matches!(c, '\'' | '.' | ':' | '\u{ad}' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{2019}');
        let before = text[..at].chars().rev().find(|c| !ignorable(c)).is_some_and(class::is_cased);
        let after = text[at + c.len_utf8()..].chars().find(|c| !ignorable(c)).is_some_and(class::is_cased);
        out.push(if before && !after { '\u{3c2}' } else { '\u{3c3}' });
    } else {
        out.extend(c.to_lowercase());
    }
}

/// The title case of `c`: its upper case, save that of several letters only the first is large.
fn push_title(out: &mut String, c: char) {
    const IOTA: char = '\u{399}';
    match c {
        '\u{1c4}'..='\u{1c6}' => out.push('\u{1c5}'),
        '\u{1c7}'..='\u{1c9}' => out.push('\u{1c8}'),
        '\u{1ca}'..='\u{1cc}' => out.push('\u{1cb}'),
        '\u{1f1}'..='\u{1f3}' => out.push('\u{1f2}'),
        '\u{149}' => out.push_str("\u{2bc}N"),
        '\u{10d0}'..='\u{10fa}' | '\u{10fd}'..='\u{10ff}' => out.push(c),
        // Eight lower case letters with an iota below are followed by their eight title case ones.
        '\u{1f80}'..='\u{1faf}' => out.push(char::from_u32(u32::from(c) | 8).unwrap_or(c)),
        '\u{1fb3}' | '\u{1fbc}' => out.push('\u{1fbc}'),
        '\u{1fc3}' | '\u{1fcc}' => out.push('\u{1fcc}'),
        '\u{1ff3}' | '\u{1ffc}' => out.push('\u{1ffc}'),
        '\u{1fb7}' => out.push_str("\u{1fbc}\u{342}"),
        '\u{1fc7}' => out.push_str("\u{1fcc}\u{342}"),
        '\u{1ff7}' => out.push_str("\u{1ffc}\u{342}"),
        _ => {
            let mut upper = c.to_uppercase();
            out.extend(upper.next());
            for rest in upper {
                if rest == IOTA && ('\u{1fb0}'..='\u{1fff}').contains(&c) {
                    out.push('\u{345}');
                } else {
                    out.extend(rest.to_lowercase());
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mappings_are_unicodes_full_ones() {
        assert_eq!(upper("straße ﬁ"), "STRASSE FI");
        assert_eq!(lower("ΟΔΟΣ İ"), "οδος i\u{307}");
        assert_eq!(capitalize("ÉTÉ ﬁN"), "Été ﬁn");
        assert_eq!(capitalize("ﬁN"), "Fin");
        assert_eq!(capitalize("ßA"), "Ssa");
        assert_eq!(swapcase("Straße ΑΣ"), "sTRASSE ας");
        assert_eq!(casefold("Straße İıſ ΣςΆ"), "strasse i\u{307}ıs σσά");
        assert_eq!(casefold("ꭰᏸ"), "ᎠᏰ");
    }

    #[test]
    fn words_start_after_what_has_no_case() {
        assert_eq!(title("they're bill's 2nd HOT-pot"), "They'Re Bill'S 2Nd Hot-Pot");
        assert_eq!(title("ǆ ᾳ ა ΑΣ"), "ǅ ᾼ ა Ας");
    }
}
