//! Many runs at once, on several threads: they share builtin classes, names and their program's constants, and nothing else.

use std::path::PathBuf;

use hotpot_lab::{Settings, Simulated};
use hotpot_python::Program;

const THREADS: usize = 8;

fn hash(program: &Program, settings: &Settings) -> String {
    let mut run = Simulated::new(program, settings);
    // In short steps, so that runs change about on each core too.
    while !run.step(1_000) {}
    run.finish().hash()
}

#[test]
fn runs_on_several_threads_at_once_do_not_disturb_each_other() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../web/programs");
    let mut sources: Vec<String> =
        std::fs::read_dir(folder).unwrap().map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap()).collect();
    // Looks classes up, asks for identities, subclasses builtins and leaves finalizers behind.
    sources.push(String::from(SHARING));
    let programs: Vec<(Program, Settings)> =
        sources.iter().map(|source| (Program::compile(source, "program.py").unwrap(), Settings::of_program(source).unwrap())).collect();
    let of_one_thread = |first: usize| {
        let mut hashes: Vec<(usize, String)> = (0..programs.len())
            .map(|index| (first + index) % programs.len())
            .map(|index| (index, hash(&programs[index].0, &programs[index].1)))
            .collect();
        hashes.sort();
        hashes
    };
    let alone = of_one_thread(0);
    let (alone, of_one_thread) = (&alone, &of_one_thread);
    std::thread::scope(|scope| {
        for thread in 0..THREADS {
            // Half of them run the same program at the same time, half start elsewhere.
            let first = if thread % 2 == 0 { 0 } else { thread * 2 };
            scope.spawn(move || assert_eq!(&of_one_thread(first), alone));
        }
    });
}

const SHARING: &str = r#"
import threading, queue, random, collections

class Pair(tuple):
    def __eq__(self, other):
        return tuple.__eq__(self, other)
    __hash__ = tuple.__hash__

class Held:
    def __del__(self):
        print("released", type(self).__name__)

def work(number):
    generator = random.Random(number)
    counts = collections.Counter(generator.choice("abc") for _ in range(50))
    pairs = {Pair((key, counts[key])) for key in sorted(counts)}
    held = Held()
    print(number, sorted(pairs), isinstance(number, int), str.upper("x"), [].append.__name__)
    print(id(int) == id(int), id("constant"), id(len), id(number.bit_length) != 0, int.__dict__["real"])
    try:
        raise KeyError(number)
    except LookupError as error:
        print(type(error).__mro__)

threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(type(threads[0]).__name__, {1, 2, 3} | frozenset({4}), "constant" in {"constant", "other"}, (1, "two", (3.0, b"four")))
"#;
