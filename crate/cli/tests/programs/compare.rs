//! Says whether a case came out as it should, and where it did not.

use std::collections::BTreeSet;

use crate::case::{Case, Expect};
use crate::normal::normalized;
use crate::run::{self, Ended};

/// Lines of a difference that are shown.
const SHOWN_LINES: usize = 12;

/// Runs a case in all its modes and with all its seeds; what went wrong otherwise.
pub fn check(case: &Case) -> Result<(), String> {
    let wanted = case.is_determined.then(|| normalized(&run::cpython(&case.path, None), &case.path));
    let mut last_lines = BTreeSet::new();
    for mode in &case.modes {
        let seeds = if mode == "simulate" { case.seeds } else { 0 };
        for seed in 0..=seeds {
            let mut arguments = case.arguments.clone();
            arguments.extend(["--mode".to_owned(), mode.clone()]);
            if seed > 0 {
                arguments.extend(["--seed".to_owned(), seed.to_string()]);
            }
            let got = normalized(&run::hotpot(&case.path, &arguments), &case.path);
            let told = |reason: String| format!("{mode}, seed {seed}: {reason}");
            if got.stderr.contains("panicked at") || got.status.is_none() {
                return Err(told(format!("crashed or timed out\n{}", first_lines(&got.stderr))));
            }
            match &wanted {
                Some(wanted) => same(wanted, &got).map_err(told)?,
                None => as_told(case, &got).map_err(told)?,
            }
            last_lines.insert(got.stdout.lines().last().unwrap_or_default().to_owned());
        }
    }
    outcomes(case, &last_lines)
}

fn same(wanted: &Ended, got: &Ended) -> Result<(), String> {
    difference("standard output", &wanted.stdout, &got.stdout)?;
    difference("standard error", &wanted.stderr, &got.stderr)?;
    if wanted.status != got.status {
        return Err(format!("ends with {:?}, wanted {:?}", got.status, wanted.status));
    }
    Ok(())
}

fn as_told(case: &Case, got: &Ended) -> Result<(), String> {
    let allowed: &[i32] = match case.expect {
        Expect::Same => &[0],
        Expect::Deadlock => &[3],
        Expect::Limit => &[4],
        Expect::Refused => &[5],
        Expect::Contained => &[0, 1, 3, 4, 5],
    };
    if !got.status.is_some_and(|status| allowed.contains(&status)) {
        return Err(format!("ends with {:?}, wanted one of {allowed:?}\n{}", got.status, first_lines(&got.stderr)));
    }
    if !case.any_stdout && case.outcomes.is_none() && case.expect != Expect::Contained {
        let wanted: String = case.stdout.iter().map(|line| format!("{line}\n")).collect();
        difference("standard output", &wanted, &got.stdout)?;
    }
    if let Some(missing) = case.stderr.iter().find(|part| !got.stderr.contains(part.as_str())) {
        return Err(format!("standard error lacks {missing:?}\n{}", first_lines(&got.stderr)));
    }
    match &case.at {
        Some(at) if !got.stderr.contains(&format!(":{at}:")) => Err(format!("wanted to be told :{at}:\n{}", first_lines(&got.stderr))),
        _ => Ok(()),
    }
}

fn outcomes(case: &Case, last_lines: &BTreeSet<String>) -> Result<(), String> {
    if last_lines.len() < case.outcomes_at_least {
        return Err(format!("over {} seeds only {last_lines:?}", case.seeds));
    }
    let Some(allowed) = &case.outcomes else { return Ok(()) };
    let is_allowed = |line: &&String| match allowed.strip_prefix("within ").and_then(|range| range.split_once("..")) {
        Some((low, high)) => {
            let number = |text: &str| text.parse::<i64>().unwrap_or(i64::MIN);
            (number(low)..=number(high)).contains(&number(line))
        }
        None => allowed.split(" | ").any(|one| one == line.as_str()),
    };
    match last_lines.iter().find(|line| !is_allowed(line)) {
        Some(line) => Err(format!("{line:?} is not among {allowed:?}")),
        None => Ok(()),
    }
}

/// Where two texts first differ, with a little around it.
fn difference(what: &str, wanted: &str, got: &str) -> Result<(), String> {
    if wanted == got {
        return Ok(());
    }
    let (wanted, got): (Vec<&str>, Vec<&str>) = (wanted.split('\n').collect(), got.split('\n').collect());
    let first = wanted.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let shown = |mark: char, lines: &[&str]| -> String {
        lines.iter().skip(first).take(SHOWN_LINES).map(|line| format!("{mark} {line}\n")).collect()
    };
    Err(format!("{what} differs from line {}\n{}{}", first + 1, shown('-', &wanted), shown('+', &got)))
}

fn first_lines(text: &str) -> String {
    text.lines().take(SHOWN_LINES).map(|line| format!("{line}\n")).collect()
}
