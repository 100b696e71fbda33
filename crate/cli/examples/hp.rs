//! scratch: hp FILE [seed] [cores] [gil]
use hotpot_python::{Program, RunOptions};
use hotpot_sim::{Settings, Simulation};
use hotpot_trace::Outcome;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let src = std::fs::read_to_string(&a[1]).unwrap();
    let p = match Program::compile(&src, &a[1]) { Ok(p) => p, Err(e) => { eprintln!("{}:{}:{}: {}", a[1], e.line, e.column, e.message); std::process::exit(5) } };
    let (f, st) = p.start(RunOptions::default());
    let s = Settings { seed: a.get(2).map_or(0, |s| s.parse().unwrap()), lines: false, ..Settings::default() };
    let t = Simulation::new(s, f).run();
    for (_, stream, text) in t.output() { if stream == 1 { print!("{text}") } else { eprint!("{text}") } }
    let code = match &t.outcome { Outcome::Finished { .. } => st.exit_code(), Outcome::Failed { .. } => 1, Outcome::Deadlock => { eprintln!("{}", t.deadlock().sentence); 3 } Outcome::Limit { sentence } => { eprintln!("{sentence}"); 4 } o => { eprintln!("{o:?}"); 9 } };
    std::process::exit(code);
}
