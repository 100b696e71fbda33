//! Runs every Python case of `tests/programs` with the command line, beside CPython where the outcome is determined.
//! The directives of a case's header are told in `tests/programs/README.md`.

mod case;
mod compare;
mod normal;
mod run;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use case::Case;

/// Cases run at a time: most of them wait for a process, many for a sleep.
const WORKERS: usize = 6;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_verbose = arguments.iter().any(|argument| argument == "-v");
    let words: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with('-')).collect();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/programs");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    paths.sort();
    let is_wanted = |path: &PathBuf| words.is_empty() || words.iter().any(|word| path.to_string_lossy().contains(word.as_str()));
    let cases: Vec<Case> = paths.iter().filter(|path| is_wanted(path)).map(|path| Case::read(path, &root)).collect();

    let next = AtomicUsize::new(0);
    let failures = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..WORKERS {
            scope.spawn(|| {
                while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let verdict = compare::check(case);
                    match &verdict {
                        Ok(()) if is_verbose => println!("ok      {}", case.name),
                        Ok(()) => {}
                        Err(reason) => println!("FAILED  {}\n{}", case.name, indent(reason)),
                    }
                    if verdict.is_err() {
                        failures.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(&case.name);
                    }
                }
            });
        }
    });
    let mut failures = failures.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    failures.sort();
    for name in &failures {
        println!("failed: {name}");
    }
    println!("{} of {} Python cases pass", cases.len() - failures.len(), cases.len());
    if failures.is_empty() && !cases.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            paths.push(path);
        }
    }
}

fn indent(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}
