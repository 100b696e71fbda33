//! Live runs with real heaps: threads that make and drop objects at once, and threads that are stopped in the middle of things.

use std::thread::sleep;
use std::time::Duration;

use hotpot_lab::{Live, Settings};
use hotpot_python::Program;
use hotpot_trace::{Kind, Outcome, Trace};

/// Daemons with frames full of shared lists: some wait, some compute.
const DAEMONS: &str = r"
import queue
import threading

shared = [[n] for n in range(50)]
q = queue.Queue()
ready = threading.Semaphore(0)


def deep(n, held):
    if n:
        return deep(n - 1, [held, shared])
    ready.release()
    return q.get(), held


def compute():
    ready.release()
    while True:
        held = [list(item) for item in shared]
        shared.append(shared.pop(0))


for n in range(16):
    threading.Thread(target=deep, args=(20, shared), daemon=True).start()
for n in range(4):
    threading.Thread(target=compute, daemon=True).start()
for n in range(20):
    ready.acquire()
";

fn start(source: &str, gil: bool) -> Live {
    let program = Program::compile(source, "program.py").expect("the text is a program");
    Live::start(&program, &Settings { gil, ..Settings::default() }, 8, 1)
}

fn until(what: impl Fn() -> bool) {
    while !what() {
        sleep(Duration::from_micros(100));
    }
}

fn ended(mut live: Live) -> Trace {
    until(|| live.is_over() && live.is_idle());
    live.snapshot()
}

#[test]
fn daemons_are_discarded_one_after_another_when_the_program_ends() {
    for _ in 0..20 {
        for gil in [true, false] {
            let trace = ended(start(DAEMONS, gil));
            assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 }, "with the GIL {gil}");
            assert_eq!(trace.events.iter().filter(|event| event.kind == Kind::CutOff).count(), 20);
        }
    }
}

#[test]
fn a_stopped_run_is_discarded_wherever_its_threads_are() {
    let endless = format!("{DAEMONS}\nthreading.Event().wait()\n");
    for turn in 0..20 {
        for gil in [true, false] {
            let live = start(&endless, gil);
            sleep(Duration::from_millis(turn));
            live.stop();
            assert_eq!(ended(live).outcome, Outcome::Stopped, "with the GIL {gil}");
        }
    }
}

#[test]
fn containers_come_and_go_on_many_threads_at_once() {
    let churn = r#"
import threading


def work():
    for i in range(3000):
        a = [i]
        b = {"a": a, i: [a, {i}]}
        a.append((a, i))


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"#;
    for _ in 0..10 {
        assert_eq!(ended(start(churn, false)).outcome, Outcome::Finished { exit_code: 0 });
    }
}
