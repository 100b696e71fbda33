//! Carries out a run and hands its output on.

use std::fs;
use std::io::{self, Write};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use hotpot_lab::{Live, Settings, Simulated};
use hotpot_python::{Program, form};
use hotpot_trace::{Outcome, Trace};

use crate::options::{Mode, Run, Switch};
use crate::report::{self, Refused, Stats};

/// How often a live run is looked after.
const LOOK: Duration = Duration::from_millis(1);
/// How often a live run's output is passed on.
const PASS_ON: Duration = Duration::from_millis(100);
/// How long threads that were told to stop may take.
const PATIENCE: Duration = Duration::from_secs(1);

/// Runs the program and returns the exit status; an error is one of usage.
pub fn run(options: &Run) -> Result<u8, String> {
    let path = &options.program;
    let source = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let source = String::from_utf8(source).map_err(|_| format!("{}: not UTF-8 text", path.display()))?;
    let settings = settings(options, &source)?;
    let values = options.params.iter().map(|param| param.split_once('=').ok_or_else(|| format!("--param {param}: wanted NAME=VALUE")));
    let values = values.collect::<Result<Vec<_>, _>>()?;
    let source = form::with_values(&source, values).map_err(|error| error.to_string())?;

    let file = path.to_string_lossy();
    let program = match Program::compile(&source, &file) {
        Ok(program) => program,
        Err(error) => {
            eprintln!("{}", Refused { file: &file, error: &error });
            if options.stats {
                eprintln!("{}", Stats::refused(options.mode));
            }
            return Ok(report::REFUSED);
        }
    };

    let began = Instant::now();
    let mut printer = Printer::default();
    let trace = match options.mode {
        Mode::Simulate => simulate(&program, &settings),
        Mode::Live => live(&program, &settings, &mut printer),
    };
    let wall_ns = began.elapsed().as_nanos();
    printer.pass_on(&trace);

    if let Outcome::Deadlock = trace.outcome {
        eprintln!("{}", trace.deadlock().sentence);
    }
    if let Outcome::Limit { sentence } = &trace.outcome {
        eprintln!("{sentence}");
    }
    if let Some(file) = &options.trace {
        fs::write(file, trace.to_chrome_json()).map_err(|error| format!("{}: {error}", file.display()))?;
    }
    if options.hash {
        // As for the program's output: nobody is left to tell if the reader has gone.
        let _ = writeln!(io::stdout(), "{}", trace.hash());
    }
    if options.stats {
        eprintln!("{}", Stats::of(options.mode, &trace, wall_ns));
    }
    Ok(report::status(&trace.outcome))
}

/// The program's own settings, with what the command line says instead.
fn settings(options: &Run, source: &str) -> Result<Settings, String> {
    let mut settings = Settings::of_program(source).map_err(|error| error.to_string())?;
    settings.seed = options.seed.unwrap_or(settings.seed);
    settings.cores = options.cores.unwrap_or(settings.cores);
    settings.gil = options.gil.map_or(settings.gil, |gil| gil == Switch::On);
    settings.anywhere |= options.switch_anywhere;
    settings.slow = options.slow.unwrap_or(settings.slow);
    settings.live_speed = options.live_speed.unwrap_or(settings.live_speed);
    settings.max_instructions = options.max_instructions;
    Ok(settings)
}

fn simulate(program: &Program, settings: &Settings) -> Trace {
    let mut run = Simulated::new(program, settings);
    while !run.step(u64::MAX) {}
    run.finish()
}

fn live(program: &Program, settings: &Settings, printer: &mut Printer) -> Trace {
    let cores = thread::available_parallelism().map_or(1, |cores| cores.get() as u32);
    let entropy = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos() as u64);
    let mut run = Live::start(program, settings, cores, entropy);
    let mut passed_on = Instant::now();
    while !run.is_over() {
        thread::sleep(LOOK);
        if passed_on.elapsed() > PASS_ON {
            printer.pass_on(&run.snapshot());
            passed_on = Instant::now();
        }
    }
    let over = Instant::now();
    while !run.is_idle() && over.elapsed() < PATIENCE {
        thread::sleep(LOOK);
    }
    run.snapshot()
}

/// Hands on what a run printed, each write once.
#[derive(Default)]
struct Printer {
    printed: usize,
}

impl Printer {
    fn pass_on(&mut self, trace: &Trace) {
        let (mut out, mut err) = (io::stdout().lock(), io::stderr().lock());
        for (_, stream, text) in trace.output().skip(self.printed) {
            // Nobody is left to tell if the reader of a pipe has gone.
            let _ = if stream == 2 { err.write_all(text.as_bytes()) } else { out.write_all(text.as_bytes()) };
            self.printed += 1;
        }
        let _ = out.flush();
    }
}
