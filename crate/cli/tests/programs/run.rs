//! Runs a program by the command line or by CPython and takes down what it printed.

use std::io::Read;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// No case takes longer.
const TIMEOUT: Duration = Duration::from_secs(30);

/// What a process printed and how it ended.
#[derive(Debug)]
pub struct Ended {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// Exit status; `None` when a signal or the timeout ended it.
    pub status: Option<i32>,
}

/// Runs the program with Hotpot.
pub fn hotpot(program: &Path, arguments: &[String]) -> Ended {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hotpot"));
    command.arg("run").arg(program).args(arguments);
    run(command)
}

/// Runs the program with CPython 3.11, where `prelude` is given by way of that one, which finds the path in `sys.argv`.
pub fn cpython(program: &Path, prelude: Option<&str>) -> Ended {
    let mut command = Command::new(interpreter());
    command.args(["-X", "utf8"]);
    if let Some(prelude) = prelude {
        command.args(["-c", prelude]);
    }
    command.arg(program).env("PYTHONHASHSEED", "0").env("PYTHONDONTWRITEBYTECODE", "1");
    run(command)
}

/// The CPython 3.11 of this machine: `HOTPOT_PYTHON`, else the first that says it is one.
fn interpreter() -> &'static str {
    static FOUND: OnceLock<String> = OnceLock::new();
    FOUND.get_or_init(|| {
        let named = std::env::var("HOTPOT_PYTHON").ok();
        let known = ["python3.11", "/usr/bin/python3.11", "python3"].map(str::to_owned);
        let is_wanted = |name: &String| {
            let version = Command::new(name).args(["-c", "import sys; print(sys.version_info[:2] == (3, 11))"]).output();
            version.is_ok_and(|output| output.stdout.starts_with(b"True"))
        };
        let found = named.into_iter().chain(known).find(is_wanted);
        found.expect("no CPython 3.11 found to compare with; name one in HOTPOT_PYTHON")
    })
}

fn run(mut command: Command) -> Ended {
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the process starts");
    let mut stdout = child.stdout.take().expect("stdout is piped");
    let mut stderr = child.stderr.take().expect("stderr is piped");
    let reading = std::thread::spawn(move || read(&mut stdout));
    let reading_errors = std::thread::spawn(move || read(&mut stderr));
    let began = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("the process can be waited for") {
            break status.code();
        }
        if began.elapsed() > TIMEOUT {
            child.kill().expect("the process can be ended");
            child.wait().expect("the process can be waited for");
            break None;
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = |reading: std::thread::JoinHandle<String>| reading.join().expect("reading does not fail");
    Ended { stdout: text(reading), stderr: text(reading_errors), status }
}

fn read(from: &mut impl Read) -> String {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes).expect("a pipe can be read");
    String::from_utf8_lossy(&bytes).into_owned()
}
