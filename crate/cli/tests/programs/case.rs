//! One case: its file, its header, what it asks for.

use std::path::{Path, PathBuf};

/// How a case must end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// As CPython ends, or as the header's other lines say.
    Same,
    /// Status 3.
    Deadlock,
    /// Status 4.
    Limit,
    /// Status 5.
    Refused,
    /// Any status that Hotpot gives on purpose.
    Contained,
}

/// A case and what its header says.
#[derive(Debug)]
pub struct Case {
    /// Path below the folder of cases, without `.py`.
    pub name: String,
    /// What is run: the case itself, or the program that its header describes.
    pub path: PathBuf,
    /// See the header's key of the same name.
    pub expect: Expect,
    /// Whether CPython is asked.
    pub is_determined: bool,
    /// Lines of standard output where CPython is not asked.
    pub stdout: Vec<String>,
    /// Whether standard output is not looked at.
    pub any_stdout: bool,
    /// Parts of standard error.
    pub stderr: Vec<String>,
    /// `LINE` or `LINE:COLUMN`.
    pub at: Option<String>,
    /// `simulate`, `live`.
    pub modes: Vec<String>,
    /// Arguments for the command line.
    pub arguments: Vec<String>,
    /// Seeds from 1 to this are run too.
    pub seeds: u64,
    /// What the last line may be.
    pub outcomes: Option<String>,
    /// How many different last lines must appear.
    pub outcomes_at_least: usize,
}

impl Case {
    /// Reads the case at `path`, which lies below `root`.
    pub fn read(path: &Path, root: &Path) -> Self {
        let source = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let name = path.strip_prefix(root).unwrap_or(path).with_extension("").to_string_lossy().into_owned();
        let mut case = Self {
            name,
            path: path.canonicalize().unwrap_or_else(|_| path.to_owned()),
            expect: Expect::Same,
            is_determined: true,
            stdout: Vec::new(),
            any_stdout: false,
            stderr: Vec::new(),
            at: None,
            modes: vec!["simulate".to_owned(), "live".to_owned()],
            arguments: Vec::new(),
            seeds: 0,
            outcomes: None,
            outcomes_at_least: 1,
        };
        let mut long = (0, String::new(), String::new(), String::new());
        for line in source.lines().map_while(|line| line.strip_prefix("# ")) {
            let Some((key, value)) = line.split_once(": ") else { continue };
            let number = || value.parse().unwrap_or_else(|_| panic!("{}: {key} wants a number", case.name));
            let quoted = || value.trim_matches('"').to_owned();
            match key {
                "expect" => {
                    case.is_determined = false;
                    case.expect = match value {
                        "deadlock" => Expect::Deadlock,
                        "limit" => Expect::Limit,
                        "refused" => Expect::Refused,
                        "contained" => Expect::Contained,
                        _ => panic!("{}: expect: {value}", case.name),
                    };
                }
                "cpython" => case.is_determined = false,
                "stdout" => case.stdout.push(value.to_owned()),
                "stdout-any" => case.any_stdout = true,
                "stderr" => case.stderr.push(value.to_owned()),
                "at" => case.at = Some(value.to_owned()),
                "modes" => case.modes = value.split_whitespace().map(str::to_owned).collect(),
                "gil" | "cores" | "slow" | "max-instructions" => case.arguments.extend([format!("--{key}"), value.to_owned()]),
                "seeds" => case.seeds = number(),
                "outcomes" => case.outcomes = Some(value.to_owned()),
                "outcomes-at-least" => case.outcomes_at_least = number() as usize,
                "long" => long.0 = number() as usize,
                "prefix" => long.1 = quoted(),
                "middle" => long.2 = quoted(),
                "suffix" => long.3 = quoted(),
                _ => {}
            }
        }
        if long.0 > 0 {
            let (count, prefix, middle, suffix) = long;
            case.path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}.py", case.name.replace('/', "_")));
            let program = format!("x = {}{middle}{}\n", prefix.repeat(count), suffix.repeat(count));
            std::fs::write(&case.path, program).unwrap_or_else(|error| panic!("{}: {error}", case.path.display()));
        }
        case
    }
}
