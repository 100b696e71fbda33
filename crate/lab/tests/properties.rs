//! What holds for every run: arithmetic is Python's, and text, settings and seed decide the trace.

use hotpot_lab::{Settings, Simulated};
use hotpot_python::Program;
use hotpot_trace::Trace;
use proptest::prelude::*;

fn run(source: &str, settings: &Settings) -> Trace {
    let program = Program::compile(source, "program.py").expect("the text is a program");
    let mut run = Simulated::new(&program, settings);
    while !run.step(u64::MAX) {}
    run.finish()
}

fn output(trace: &Trace) -> String {
    trace.output().map(|(_, _, text)| text).collect()
}

fn printed(source: &str) -> String {
    output(&run(source, &Settings::default()))
}

/// Division as Python rounds it: down.
fn floor_div(a: i128, b: i128) -> i128 {
    let quotient = a / b;
    if a % b != 0 && (a < 0) != (b < 0) { quotient - 1 } else { quotient }
}

/// Producers put their numbered items into a queue of some size; main takes them all, and says whether each came once and in order.
fn queue_program(producers: u32, items: u32, places: u32) -> String {
    format!(
        "import queue, threading
PRODUCERS, ITEMS = {producers}, {items}
q = queue.Queue({places})


def produce(name):
    for item in range(ITEMS):
        q.put((name, item))


threads = [threading.Thread(target=produce, args=(name,)) for name in range(PRODUCERS)]
for thread in threads:
    thread.start()
got = [q.get() for _ in range(PRODUCERS * ITEMS)]
print([[item for of, item in got if of == name] == list(range(ITEMS)) for name in range(PRODUCERS)])
"
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn integers_are_exact_and_division_rounds_down(
        a in any::<i64>(), b in any::<i64>().prop_filter("a divisor", |b| *b != 0), n in 0..70_u32,
    ) {
        let source = format!("a = {a}\nb = {b}\nprint(a + b, a - b, a * b, a // b, a % b, a << {n} >> {n} == a, a ^ b, a & b, a | b)\n");
        let (wide, by) = (i128::from(a), i128::from(b));
        let quotient = floor_div(wide, by);
        let (sum, difference, product, rest) = (wide + by, wide - by, wide * by, wide - quotient * by);
        let expected = format!("{sum} {difference} {product} {quotient} {rest} True {} {} {}\n", a ^ b, a & b, a | b);
        prop_assert_eq!(printed(&source), expected);
    }

    #[test]
    fn slices_are_those_of_a_list(
        length in 0..12_i64, start in -15..15_i64, stop in -15..15_i64, step in prop::sample::select(vec![-3_i64, -1, 1, 2]),
    ) {
        let place = |at: i64| {
            let (low, high) = if step > 0 { (0, length) } else { (-1, length - 1) };
            (if at < 0 { at + length } else { at }).clamp(low, high)
        };
        let (mut at, end) = (place(start), place(stop));
        let mut taken = Vec::new();
        while (step > 0 && at < end) || (step < 0 && at > end) {
            taken.push(at.to_string());
            at += step;
        }
        prop_assert_eq!(printed(&format!("print(list(range({length}))[{start}:{stop}:{step}])\n")), format!("[{}]\n", taken.join(", ")));
    }

    #[test]
    fn the_same_lab_gives_the_same_trace_and_loses_no_item(
        seed in any::<u32>(), cores in 1..5_u32, gil in any::<bool>(), producers in 1..4_u32, items in 1..8_u32, places in 0..4_u32,
    ) {
        let source = queue_program(producers, items, places);
        let settings = Settings { seed: u64::from(seed), cores, gil, ..Settings::default() };
        let first = run(&source, &settings);
        prop_assert_eq!(output(&first), format!("[{}]\n", vec!["True"; producers as usize].join(", ")));
        prop_assert_eq!(first.hash(), run(&source, &settings).hash());
    }
}
