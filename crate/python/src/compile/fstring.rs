//! What is wrong with an f-string, in the words of CPython 3.11.
//!
//! The parser reads f-strings as later versions of Python do; 3.11 reads a string literal first and the replacement fields in it
//! afterwards, so that neither the literal's own quotes nor backslashes nor comments may be in them.

/// The literal at the start of `text`, from its prefix to its closing quotes, as 3.11 reads it: byte range of its content.
pub(super) fn literal(text: &str) -> Option<std::ops::Range<usize>> {
    let quotes_at = text.find(['"', '\''])?;
    let quote = &text[quotes_at..=quotes_at];
    let triple = text[quotes_at..].starts_with(&quote.repeat(3));
    let quotes = if triple { quote.repeat(3) } else { quote.to_owned() };
    let start = quotes_at + quotes.len();
    let mut at = start;
    loop {
        let rest = text.get(at..)?;
        if rest.starts_with(&quotes) {
            return Some(start..at);
        }
        let next = rest.chars().next()?;
        if next == '\n' && !triple {
            return None;
        }
        at += next.len_utf8();
        if next == '\\' {
            at += text.get(at..)?.chars().next()?.len_utf8();
        }
    }
}

/// The first structural mistake in an f-string's content.
pub(super) fn problem(content: &str) -> Option<String> {
    let text: Vec<char> = content.chars().collect();
    fields(&text, 0, 0).err()
}

/// The expressions of an f-string's content without structural mistakes, those of format specs left out.
pub(super) fn expressions(content: &str) -> Vec<String> {
    let text: Vec<char> = content.chars().collect();
    let (mut found, mut at) = (Vec::new(), 0);
    while at < text.len() {
        if text[at] != '{' || text.get(at + 1) == Some(&'{') {
            at += if text[at] == '{' { 2 } else { 1 };
            continue;
        }
        let (Ok(end), Ok(next)) = (expression(&text, at + 1), field(&text, at + 1, 0)) else { break };
        found.push(text[at + 1..end].iter().collect());
        at = next;
    }
    found
}

/// Reads literal text and replacement fields from `at`; in a format spec up to its `}`.
fn fields(text: &[char], mut at: usize, nesting: u32) -> Result<usize, String> {
    while let Some(&next) = text.get(at) {
        let doubled = nesting == 0 && text.get(at + 1) == Some(&next);
        match next {
            '{' if !doubled => at = field(text, at + 1, nesting)?,
            '}' if nesting > 0 => return Ok(at),
            '}' if !doubled => return Err("f-string: single '}' is not allowed".into()),
            '{' | '}' => at += 2,
            _ => at += 1,
        }
    }
    Ok(at)
}

/// Reads a replacement field after its `{`; returns where it goes on after the `}`.
fn field(text: &[char], at: usize, nesting: u32) -> Result<usize, String> {
    if nesting >= 2 {
        return Err("f-string: expressions nested too deeply".into());
    }
    let missing = || "f-string: expecting '}'".to_owned();
    let mut end = expression(text, at)?;
    if text[at..end].iter().all(|char| char.is_whitespace()) {
        let empty = end < text.len() && (text[end] == '}' || text[end] == '!' || text[end] == ':' || text[end] == '=');
        return Err(if empty { "f-string: empty expression not allowed".into() } else { missing() });
    }
    if text.get(end) == Some(&'=') {
        end += 1;
        while text.get(end).is_some_and(|char| char.is_whitespace()) {
            end += 1;
        }
    }
    if text.get(end) == Some(&'!') {
        if !matches!(text.get(end + 1), Some('s' | 'r' | 'a')) {
            return Err("f-string: invalid conversion character: expected 's', 'r', or 'a'".into());
        }
        end += 2;
    }
    if text.get(end) == Some(&':') {
        end = fields(text, end + 1, nesting + 1)?;
    }
    if text.get(end) == Some(&'}') { Ok(end + 1) } else { Err(missing()) }
}

/// Where the expression that begins at `at` ends.
fn expression(text: &[char], mut at: usize) -> Result<usize, String> {
    let mut open: Vec<char> = Vec::new();
    let mut quote: Option<(char, usize)> = None;
    while let Some(&next) = text.get(at) {
        if next == '\\' {
            return Err("f-string expression part cannot include a backslash".into());
        }
        if let Some((char, count)) = quote {
            if next == char && text[at..].iter().take(count).filter(|&&other| other == char).count() == count {
                quote = None;
                at += count;
            } else {
                at += 1;
            }
            continue;
        }
        match next {
            '"' | '\'' => {
                let triple = text[at..].iter().take(3).filter(|&&other| other == next).count() == 3;
                let count = if triple { 3 } else { 1 };
                quote = Some((next, count));
                at += count;
                continue;
            }
            '(' | '[' | '{' => open.push(next),
            '#' => return Err("f-string expression part cannot include '#'".into()),
            '!' | ':' | '}' | '=' | '<' | '>' if open.is_empty() => {
                if matches!(next, '!' | '=' | '<' | '>') && text.get(at + 1) == Some(&'=') {
                    at += 1;
                } else if !matches!(next, '<' | '>') {
                    return Ok(at);
                }
            }
            ')' | ']' | '}' => match open.pop() {
                None => return Err(format!("f-string: unmatched '{next}'")),
                Some(opening) if !matches!((opening, next), ('(', ')') | ('[', ']') | ('{', '}')) => {
                    return Err(format!("f-string: closing parenthesis '{next}' does not match opening parenthesis '{opening}'"));
                }
                Some(_) => {}
            },
            _ => {}
        }
        at += 1;
    }
    match (quote, open.last()) {
        (Some(_), _) => Err("f-string: unterminated string".into()),
        (None, Some(opening)) => Err(format!("f-string: unmatched '{opening}'")),
        (None, None) => Ok(at),
    }
}
