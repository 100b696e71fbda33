//! Searching, counting and replacing in strings.

use super::string::{View, clamp};
use crate::fault::{Fault, MAX_OBJECT_BYTES, Outcome};

/// The part of `text` between code points `start` and `end`, and the byte where it begins; `None` where `start` lies beyond the text.
fn window(text: View<'_>, start: Option<i64>, end: Option<i64>) -> Option<(&str, usize)> {
    if start.is_none() && end.is_none() {
        return Some((text.as_str(), 0));
    }
    let (start, end) = clamp(start, end, text.len());
    // `"".find("", 1)` finds nothing, but `"".find("", 0)` does.
    if start > end {
        return None;
    }
    Some((text.range(start, end), text.byte_at(start)))
}

/// `text.find(part, start, end)`; `None` where Python gives -1.
pub fn find(text: View<'_>, part: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (window, offset) = window(text, start, end)?;
    window.find(part).map(|at| text.index_of(offset + at))
}

/// `text.rfind(part, start, end)`
pub fn rfind(text: View<'_>, part: &str, start: Option<i64>, end: Option<i64>) -> Option<usize> {
    let (window, offset) = window(text, start, end)?;
    window.rfind(part).map(|at| text.index_of(offset + at))
}

/// `text.count(part, start, end)`: without overlaps; an empty part stands before, between and after all characters.
pub fn count(text: View<'_>, part: &str, start: Option<i64>, end: Option<i64>) -> usize {
    window(text, start, end).map_or(0, |(window, _)| window.matches(part).count())
}

/// `text.startswith(part, start, end)`
pub fn starts_with(text: View<'_>, part: &str, start: Option<i64>, end: Option<i64>) -> bool {
    window(text, start, end).is_some_and(|(window, _)| window.starts_with(part))
}

/// `text.endswith(part, start, end)`
pub fn ends_with(text: View<'_>, part: &str, start: Option<i64>, end: Option<i64>) -> bool {
    window(text, start, end).is_some_and(|(window, _)| window.ends_with(part))
}

/// `text.replace(old, new, count)`; a negative count means all.
pub fn replace(text: &str, old: &str, new: &str, count: i64) -> Outcome<String> {
    let limit = usize::try_from(count).unwrap_or(usize::MAX);
    if new.len() > old.len() {
        let grown = text.matches(old).take(limit).count().saturating_mul(new.len() - old.len());
        if grown.saturating_add(text.len()) > MAX_OBJECT_BYTES {
            return Err(Fault::memory());
        }
    }
    Ok(text.replacen(old, new, limit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_found_are_code_points() {
        let text = View::from("火锅 hot 火锅");
        assert_eq!(find(text, "锅", None, None), Some(1));
        assert_eq!(rfind(text, "锅", None, None), Some(8));
        assert_eq!(find(text, "锅", Some(2), None), Some(8));
        assert_eq!(find(text, "锅", Some(2), Some(-1)), None);
        assert_eq!(rfind(text, "锅", None, Some(-1)), Some(1));
        assert_eq!(find(text, "", Some(9), None), Some(9));
        assert_eq!(find(text, "", Some(10), None), None);
        assert_eq!(rfind(text, "", None, None), Some(9));
        assert!(starts_with(text, "hot", Some(3), None) && ends_with(text, "hot", None, Some(6)));
        assert!(!starts_with(text, "", Some(10), None));
    }

    #[test]
    fn counts_and_replacements_do_not_overlap() {
        assert_eq!(count(View::from("aaaa"), "aa", None, None), 2);
        assert_eq!(count(View::from("abc"), "", None, None), 4);
        assert_eq!(replace("aaaa", "aa", "b", -1).unwrap(), "bb");
        assert_eq!(replace("aaa", "a", "b", 2).unwrap(), "bba");
        assert_eq!(replace("ab", "", "-", -1).unwrap(), "-a-b-");
        assert_eq!(replace("ab", "", "-", 2).unwrap(), "-a-b");
        let long = "a".repeat(100_000);
        assert_eq!(replace(&long, "a", &long, -1), Err(Fault::memory()));
    }
}
