//! What compiling and running programs holds on to: nothing, once they are gone. A dragged slider compiles at every move.
#![expect(unsafe_code, reason = "an allocator that counts")]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicIsize, Ordering};

use hotpot_lab::{Settings, Simulated};
use hotpot_python::Program;

struct Counting;

static HELD: AtomicIsize = AtomicIsize::new(0);

// SAFETY: hands every request to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        HELD.fetch_add(layout.size() as isize, Ordering::Relaxed);
        // SAFETY: as required of this function's caller.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size() as isize, Ordering::Relaxed);
        // SAFETY: as required of this function's caller.
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// A program as a slider leaves it, with names, texts and constants of its own.
fn program(value: usize) -> String {
    format!(
        r#"
import threading, queue, collections, functools, itertools, random

N = {value}  # @param {{"type": "slider", "min": 0, "max": 100000}}

class Worker{value}(threading.Thread):
    """Document {value}."""
    table = {{"key{value}": (N, "text{value}", 10 ** 30 + {value})}}

    def run(self, *, word{value}="a constant text that is longer than sixty-four characters, so that it is not interned {value}"):
        total{value} = sum(item for item in range(20) if item in {{1, 2, {value}}})
        found.put((word{value}, total{value}, lambda: self.table))

    def __del__(self):
        print("gone")

def numbers{value}():
    try:
        yield from [b"bytes {value}", 1.5, ({value}, ("nested", {value}))]
    finally:
        print("closed")

found = queue.Queue()
workers = [Worker{value}() for _ in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()
cycle = [workers, found]
cycle.append(cycle)
waiting = numbers{value}()
print(next(waiting), found.qsize(), id(int), id(found), eval.__name__ if False else "", "{{}}".format({value}))
try:
    {{}}["missing{value}"]
except KeyError as error:
    kept = error
"#
    )
}

fn compile_and_run(value: usize, to_the_end: bool) {
    let source = program(value);
    let program = Program::compile(&source, "program.py").unwrap();
    let mut run = Simulated::new(&program, &Settings::of_program(&source).unwrap());
    // The program's own handle goes first: a run keeps what it needs.
    drop(program);
    if to_the_end {
        while !run.step(u64::MAX) {}
    } else {
        run.step(1_000);
    }
    let trace = run.finish();
    assert!(!to_the_end || trace.output().any(|(_, _, text)| text.contains("bytes")), "{:?}", trace.outcome);
}

/// The most that may stay, of tables that grow by doubling.
const SLACK: isize = 8 * 1024;

#[test]
fn programs_and_their_runs_leave_nothing_behind() {
    let run_some = |first: usize| {
        for value in first..first + 100 {
            compile_and_run(value, value % 4 != 0);
        }
        HELD.load(Ordering::Relaxed)
    };
    // Builtins, library modules and thread-local tables are made once.
    let before = run_some(10_000);
    let after = run_some(20_000);
    assert!(after - before <= SLACK, "100 programs left {} bytes behind", after - before);
}
