//! The gallery programs print what CPython prints, simulated and live, with parameters that make them short.

#[path = "programs/normal.rs"]
mod normal;
#[path = "programs/run.rs"]
mod run;

use std::path::{Path, PathBuf};

use normal::normalized;

/// Which lines are compared how.
#[derive(Clone, Copy, PartialEq)]
enum Order {
    /// The whole output.
    Fixed,
    /// The lines in any order: several threads print at about the same time.
    Free,
}

/// CPython writes a line and its end in two pieces, and a traceback in many: here each is one, as in Hotpot.
const PRELUDE: &str = r"
import builtins, runpy, sys, threading


def print(*args, sep=' ', end='\n', file=None, flush=False):
    (file or sys.stdout).write(sep.join(map(str, args)) + end)


def hook(args, original=threading.excepthook, lock=threading.Lock()):
    with lock:
        original(args)


builtins.print = print
threading.excepthook = hook
runpy.run_path(sys.argv[1], run_name='__main__')
";

const PROGRAMS: [(&str, &[(&str, &str)], Order); 18] = [
    ("thread_start", &[("LINES", "5"), ("PAUSE", "0.1"), ("STYLE", "\"subclass\"")], Order::Free),
    ("daemon_thread", &[("ORDINARY_LINES", "1")], Order::Free),
    ("low_level_thread", &[("FROM", "2"), ("STAY", "1.5")], Order::Fixed),
    ("one_core_many", &[("STEPS", "500")], Order::Free),
    ("three_states", &[("NAP", "0.1")], Order::Free),
    ("shared_counter", &[("USE_LOCK", "True")], Order::Fixed),
    ("producer_consumer", &[("PRODUCERS", "1"), ("CONSUMERS", "1"), ("PRODUCE", "0.0"), ("CONSUME", "0.0")], Order::Fixed),
    ("task_done_join", &[("WORKERS", "1"), ("TASKS", "2")], Order::Fixed),
    ("task_done_join", &[("TASKS", "1"), ("ONE_TOO_MANY", "True")], Order::Fixed),
    ("queue_kinds", &[("SIZE", "8"), ("TIMEOUT", "0.1")], Order::Fixed),
    ("lock_and_rlock", &[("KIND", "\"RLock\"")], Order::Fixed),
    ("hotpot", &[("ROUNDS", "1"), ("ADD", "0.1"), ("EAT", "0.1")], Order::Fixed),
    ("two_conditions", &[("CONSUMERS", "1"), ("BATCHES", "2"), ("CONSUME", "0.1")], Order::Free),
    ("semaphore_crawler", &[("PAGES", "4"), ("LIMIT", "2"), ("FETCH", "0.5")], Order::Free),
    ("readers_writer", &[("ROUNDS", "1"), ("READ", "0.1"), ("WRITE", "0.2")], Order::Free),
    ("bounded_semaphore", &[("SEATS", "1"), ("GUESTS", "1")], Order::Fixed),
    ("traffic_light", &[("CARS", "3"), ("RED", "1.0")], Order::Free),
    ("db_connect", &[("TRIES", "1"), ("CHECK", "2.25")], Order::Free),
];

#[test]
fn every_gallery_program_prints_what_cpython_prints() {
    let failures: Vec<String> = std::thread::scope(|scope| {
        let checks: Vec<_> = PROGRAMS.iter().map(|(name, params, order)| scope.spawn(|| check(name, params, *order).err())).collect();
        checks.into_iter().filter_map(|check| check.join().expect("a check does not panic")).collect()
    });
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_gallery_program_is_compared() {
    let mut shipped: Vec<String> = std::fs::read_dir(folder())
        .expect("the gallery")
        .flatten()
        .filter_map(|entry| Some(entry.file_name().to_str()?.strip_suffix(".py")?.to_owned()))
        .collect();
    shipped.sort();
    let mut compared: Vec<&str> = PROGRAMS.iter().map(|(name, ..)| *name).collect();
    compared.sort_unstable();
    compared.dedup();
    assert_eq!(shipped, compared);
}

/// Where the gallery programs are.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/programs")
}

fn check(name: &str, params: &[(&str, &str)], order: Order) -> Result<(), String> {
    let program = folder().join(format!("{name}.py"));
    let patched = Path::new(env!("CARGO_TARGET_TMPDIR")).join(params.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("_"));
    std::fs::create_dir_all(&patched).map_err(|error| error.to_string())?;
    let patched = patched.join(format!("{name}.py"));
    let mut source = std::fs::read_to_string(&program).map_err(|error| error.to_string())?;
    let mut arguments = Vec::new();
    for (param, value) in params {
        let start = source.find(&format!("\n{param} = ")).ok_or_else(|| format!("{name} has no {param}"))? + 1;
        let end = start + source[start..].find("  # @param").ok_or_else(|| format!("{name}: {param} is no parameter"))?;
        source.replace_range(start..end, &format!("{param} = {value}"));
        arguments.extend(["--param".to_owned(), format!("{param}={}", value.trim_matches('"'))]);
    }
    std::fs::write(&patched, source).map_err(|error| error.to_string())?;
    let wanted = told(&normalized(&run::cpython(&patched, Some(PRELUDE)), &patched), order);
    for mode in ["simulate", "live"] {
        let arguments = [&arguments[..], &["--mode".to_owned(), mode.to_owned()]].concat();
        let got = told(&normalized(&run::hotpot(&program, &arguments), &program), order);
        if got != wanted {
            return Err(format!("{name}, {mode}\n--- CPython\n{wanted}\n--- Hotpot\n{got}"));
        }
    }
    Ok(())
}

/// What is compared: outputs without what differs from run to run, and the exit status.
fn told(ended: &run::Ended, order: Order) -> String {
    let arrange = |text: &str| {
        let mut lines: Vec<String> = text.lines().map(without_numbers).collect();
        if order == Order::Free {
            // Tracebacks of two threads tear on CPython: what is left of its library's frames goes.
            lines.retain(|line| !line.starts_with("    self.") && !line.contains("threading.py"));
            lines.sort();
        }
        lines.join("\n")
    };
    format!("{}\n{}\nends with {:?}", arrange(&ended.stdout), arrange(&ended.stderr), ended.status)
}

/// Pids and measured times with three decimals differ from run to run.
fn without_numbers(line: &str) -> String {
    let is_kept = |word: &&str| {
        let number = word.trim_end_matches(':');
        let is_pid = number.len() > 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_measured =
            number.split_once('.').is_some_and(|(_, decimals)| decimals.len() == 3 && decimals.bytes().all(|byte| byte.is_ascii_digit()));
        !is_pid && !is_measured
    };
    line.split(' ').filter(is_kept).collect::<Vec<_>>().join(" ")
}
