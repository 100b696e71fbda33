//! Memory is counted in the run's own units: what is held is counted, what is let go is given back.

use hotpot_python::{Program, RunOptions};
use hotpot_sim::{Progress, Simulation};

/// Units in use after a program that calls `f` (of this body) for 0 to `rounds`.
fn units(body: &str, rounds: u32) -> i64 {
    let body = body.replace('\n', "\n    ");
    let source =
        format!("from collections import deque, defaultdict\nkept = []\n\ndef f(i):\n    {body}\n\nfor i in range({rounds}):\n    f(i)\n");
    let program = Program::compile(&source, "program.py").expect("the text is a program");
    let (fiber, state) = program.start(RunOptions::default());
    let mut simulation = Simulation::new(hotpot_sim::Settings::default(), fiber);
    while simulation.step(u64::MAX) != Progress::Finished {}
    let trace = simulation.finish();
    assert_eq!(trace.outcome, hotpot_trace::Outcome::Finished { exit_code: 0 }, "{:?}", trace.output().collect::<Vec<_>>());
    state.heap.units()
}

#[test]
fn what_is_let_go_is_given_back() {
    let bodies = [
        "a = list(range(1000))",
        "a = []\nfor j in range(1000):\n    a.append(j)",
        "kept.append(i)\nkept.pop()",
        "kept.extend(range(1000))\nkept.clear()",
        "kept.extend(range(1000))\ndel kept[::2]\ndel kept[::-1]",
        "kept[:] = range(1000)\nkept[5:] = []\nkept[:] = ()",
        "kept.insert(0, i)\nkept.remove(i)",
        "a = [0] * 1000 + [1] * 1000\na += a\na *= 3\na.sort()\na = a[::2]",
        "a = [*range(1000), *range(1000)]\nb = [j for j in a]",
        "class L(list): pass\na = L(range(1000))\na.append(a)\na.clear()",
        "a = deque(range(1000))",
        "a = deque(range(1000), 10)\na.extend(range(1000))\na.appendleft(1)\na.insert(2, 2) if i < 0 else None",
        "a = deque()\nfor j in range(1000):\n    a.append(j)\n    a.appendleft(j)\n    a.pop()\n    a.popleft()",
        "a = deque()\ntry:\n    a.pop()\nexcept IndexError:\n    pass\ntry:\n    a.popleft()\nexcept IndexError:\n    pass",
        "a = deque(range(1000))\na.clear()\na.extendleft(range(1000))\ndel a[5]\na.remove(7)\nb = a.copy() + a * 2",
        "a = bytearray(100_000)\na.extend(a)\ndel a[::3]\na += a\na.clear()",
        "a = defaultdict(int)\nfor j in range(1000):\n    a[j] += 1\nb = a.copy()\nrepr(a)",
        "a = set(range(1000))\nb = a.copy()\na.clear()",
        "a = dict.fromkeys(range(1000))\nb = a.copy()\na.clear()",
    ];
    for body in bodies {
        assert_eq!(units(body, 3), units(body, 103), "{body}");
    }
}

#[test]
fn what_is_kept_is_counted() {
    // With what each needs at least for 100 rounds, in units of 64 bytes.
    let bodies = [
        ("kept.extend(range(1000))", 25_000),
        ("kept.append(list(range(1000)))", 25_000),
        ("kept.append(deque(range(1000)))", 25_000),
        ("kept.append(deque())\nfor j in range(1000):\n    kept[-1].append(j)", 25_000),
        ("kept.append(bytearray(6400))", 10_000),
        ("kept.append(bytearray())\nkept[-1].extend(b'x' * 6400)", 10_000),
    ];
    for (body, least) in bodies {
        let held = units(body, 100) - units(body, 0);
        assert!((least..2 * least).contains(&held), "{body}: {held}");
    }
}
