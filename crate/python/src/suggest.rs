//! The nearest name to a mistyped one, for messages.

/// The name in `candidates` that is fewest edits from `wrong`, if it is near enough to be what was meant.
pub fn closest<'a>(wrong: &str, candidates: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let limit = wrong.chars().count().max(3) / 3;
    candidates
        .map(|candidate| (distance(wrong, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit && *distance > 0)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Levenshtein distance.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, left) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, right) in b.iter().enumerate() {
            let substituted = diagonal + usize::from(left != *right);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// What a letter that was added, left out or replaced costs.
const MOVE: usize = 2;
/// What a letter of the wrong case costs.
const CASE: usize = 1;
/// Longest names that are looked at.
const LONGEST: usize = 40;
/// Most candidates that are looked at.
const MOST: usize = 750;

/// The name that CPython's tracebacks suggest (`Python/suggestions.c`).
pub fn nearest(wrong: &str, candidates: &[String]) -> Option<String> {
    if candidates.len() >= MOST || wrong.len() > LONGEST {
        return None;
    }
    let mut best: Option<(usize, &str)> = None;
    for candidate in candidates.iter().filter(|candidate| *candidate != wrong && candidate.len() <= LONGEST) {
        let limit = (wrong.len() + candidate.len() + 3) * MOVE / 6;
        let distance = weighted(wrong.as_bytes(), candidate.as_bytes());
        if distance <= limit && best.is_none_or(|(least, _)| distance < least) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.to_owned())
}

fn weighted(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).map(|length| length * MOVE).collect();
    for (i, left) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE;
        for (j, right) in b.iter().enumerate() {
            let replaced = match (left == right, left.eq_ignore_ascii_case(right)) {
                (true, _) => 0,
                (false, true) => CASE,
                (false, false) => MOVE,
            };
            let substituted = diagonal + replaced;
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + MOVE).min(diagonal + MOVE);
        }
    }
    row[b.len()]
}
