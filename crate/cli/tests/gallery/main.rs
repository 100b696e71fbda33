//! What the timeline of each gallery program must show, told of simulated traces; and that the programs print what CPython prints.

#[path = "../programs/normal.rs"]
mod normal;
mod outputs;
#[path = "../programs/run.rs"]
mod run;
mod shown;

use hotpot_lab::{Settings, Simulated};
use hotpot_python::{Program, form};
use hotpot_trace::{Kind, Outcome, Quantity, State, Trace, WaitReason};
use shown::{Shown, near};

/// Runs a gallery program in virtual time, with its own run settings.
fn simulate(name: &str, params: &[(&str, &str)]) -> Shown {
    simulate_with(name, params, |_| {})
}

/// As above, with some settings changed.
fn simulate_with(name: &str, params: &[(&str, &str)], change: impl FnOnce(&mut Settings)) -> Shown {
    let source = std::fs::read_to_string(outputs::folder().join(format!("{name}.py"))).unwrap_or_else(|error| panic!("{name}: {error}"));
    let source = form::with_values(&source, params.iter().copied()).unwrap_or_else(|error| panic!("{name}: {error}"));
    let mut settings = Settings::of_program(&source).unwrap_or_else(|error| panic!("{name}: {error}"));
    change(&mut settings);
    let program = Program::compile(&source, &format!("{name}.py")).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    let mut run = Simulated::new(&program, &settings);
    while !run.step(u64::MAX) {}
    Shown::of(run.finish())
}

fn sentence(trace: &Trace) -> String {
    assert_eq!(trace.outcome, Outcome::Deadlock);
    trace.deadlock().sentence
}

#[test]
fn thread_start_has_two_lanes_in_one_process() {
    for style in ["function", "subclass"] {
        let shown = simulate("thread_start", &[("STYLE", style)]);
        assert_eq!(shown.names(), ["MainThread", "counter"]);
        assert!(shown.trace.threads.iter().all(|row| row.process == 0));
        let lines = shown.lines();
        let pid = lines[0].text.split([' ', ':']).nth(2).expect("a pid").to_owned();
        assert!(lines.iter().all(|line| line.text.contains(&format!("pid {pid}:"))), "{lines:#?}");
        assert!(near(shown.printed_at("1 s"), 1.0) && near(shown.printed_at(" 2 s"), 2.0));
        assert_eq!(lines.iter().filter(|line| line.thread == "counter").count(), 10);
        assert!(near(shown.end(), 5.0), "{}", shown.end());
    }
}

#[test]
fn daemon_thread_is_cut_off_when_the_ordinary_thread_ends() {
    let shown = simulate("daemon_thread", &[]);
    let (end, state, is_cut_off) = shown.ended("background");
    assert!(near(end, 2.1) && state == State::Done && is_cut_off);
    assert!(!shown.texts().contains(&"background: finished".to_owned()));
    let shown = simulate("daemon_thread", &[("DAEMON", "False")]);
    assert!(!shown.ended("background").2);
    assert!(near(shown.printed_at("background: finished"), 4.0));
}

#[test]
fn low_level_thread_is_cut_short_when_main_leaves() {
    let shown = simulate("low_level_thread", &[("STAY", "2.5")]);
    assert_eq!(shown.texts(), ["countdown: 5", "countdown: 4", "countdown: 3", "main: leaves after 2.5 s"]);
    assert!(shown.trace.threads.len() == 2 && near(shown.end(), 2.5));
    assert!(near(simulate("low_level_thread", &[]).printed_at("lift-off"), 5.0));
}

#[test]
fn one_core_many_needs_cores_and_no_gil_to_be_quicker() {
    let run = |cores, gil| {
        simulate_with("one_core_many", &[], |settings| {
            settings.cores = cores;
            settings.gil = gil;
        })
    };
    let (one, many, free) = (run(1, true), run(4, true), run(4, false));
    for worker in 1..=4 {
        let lane = one.lane(&format!("worker {worker}"));
        assert!(lane.iter().filter(|interval| interval.state == State::Running).count() > 3, "{lane:#?}");
    }
    let took = |shown: &Shown| {
        let text = shown.texts().pop().unwrap_or_default();
        text.split(' ').nth(3).and_then(|number| number.parse::<f64>().ok()).expect("seconds")
    };
    assert!((0.95..1.1).contains(&(took(&many) / took(&one))), "{} {}", took(&many), took(&one));
    assert!((0.24..0.27).contains(&(took(&free) / took(&one))), "{} {}", took(&free), took(&one));
}

#[test]
fn three_states_are_all_seen_in_every_thread() {
    let shown = simulate("three_states", &[]);
    for name in ["computing", "sleeping", "locking"] {
        let lane = shown.lane(name);
        let has = |states: &[State]| lane.iter().any(|interval| states.contains(&interval.state) && interval.end_ns > interval.start_ns);
        assert!(has(&[State::Ready]) && has(&[State::Running]) && has(&[State::Blocked, State::Sleeping]), "{name}: {lane:#?}");
    }
    assert!(!shown.blocked("locking", WaitReason::Acquire).is_empty());
    assert!(!shown.blocked("computing", WaitReason::JoinThread).is_empty());
}

fn counted(params: &[(&str, &str)], gil: bool, seed: u64) -> u32 {
    let shown = simulate_with("shared_counter", params, |settings| {
        settings.gil = gil;
        settings.seed = seed;
    });
    let texts = shown.texts();
    let number = texts[0].split(": ").nth(1).and_then(|rest| rest.split(' ').next());
    number.and_then(|number| number.parse().ok()).unwrap_or_else(|| panic!("{texts:?}"))
}

#[test]
fn shared_counter_loses_updates_of_the_split_step_on_nearly_every_seed() {
    assert!(counted(&[], true, 0) < 40);
    let lossy = (1..=50).filter(|seed| counted(&[], true, *seed) < 40).count();
    assert!(lossy >= 45, "{lossy} of 50");
}

#[test]
fn shared_counter_is_exact_with_the_lock() {
    for step in ["c += 1", "x = c; sleep(0); c = x + 1"] {
        for (gil, seed) in [(true, 0), (true, 1), (false, 0), (false, 2)] {
            assert_eq!(counted(&[("USE_LOCK", "True"), ("STEP", step)], gil, seed), 40);
        }
    }
}

#[test]
fn shared_counter_increments_are_whole_only_under_the_gil() {
    let step = [("STEP", "c += 1")];
    assert!((0..20).all(|seed| counted(&step, true, seed) == 40));
    assert!((0..20).any(|seed| counted(&step, false, seed) < 40));
}

#[test]
fn producer_consumer_waits_on_both_sides() {
    let shown = simulate("producer_consumer", &[]);
    let length = shown.counter(Quantity::Length);
    assert_eq!((length.bound, length.value.iter().min(), length.value.iter().max()), (3, Some(&0), Some(&3)));
    assert!(["producer A", "producer B"].iter().any(|name| !shown.blocked(name, WaitReason::Put).is_empty()));
    assert!(["consumer 1", "consumer 2"].iter().all(|name| !shown.blocked(name, WaitReason::Get).is_empty()));
    for consumer in ["1", "2"] {
        for producer in ["A", "B"] {
            let start = format!("{consumer} ate {producer}");
            let eaten: Vec<u32> = shown.texts().iter().filter_map(|text| text.strip_prefix(&start)?.parse().ok()).collect();
            assert!(eaten.is_sorted(), "{start}: {eaten:?}");
        }
    }
    let mut eaten: Vec<String> = shown.texts().iter().filter_map(|text| Some(text.split_once(" ate ")?.1.to_owned())).collect();
    eaten.sort();
    let mut all: Vec<String> = ["A", "B"].iter().flat_map(|name| (1..=8).map(move |i| format!("{name}{i}"))).collect();
    all.sort();
    assert_eq!(eaten, all);
}

#[test]
fn producer_consumer_hangs_without_a_sentinel() {
    let shown = simulate("producer_consumer", &[("SENTINEL", "False")]);
    let sentence = sentence(&shown.trace);
    assert!(sentence.contains("consumer 1 waits for an item in buns, which is empty"), "{sentence}");
}

#[test]
fn task_done_join_waits_for_tasks_and_not_for_an_empty_queue() {
    let shown = simulate("task_done_join", &[]);
    let (length, unfinished) = (shown.counter(Quantity::Length), shown.counter(Quantity::Unfinished));
    let (emptied, _) = length.time_ns.iter().zip(&length.value).rfind(|(_, value)| **value == 0).expect("it is emptied");
    let (finished, _) = unfinished.time_ns.iter().zip(&unfinished.value).rfind(|(_, value)| **value == 0).expect("all are finished");
    assert!(finished > emptied, "{finished} {emptied}");
    let waits = shown.blocked("MainThread", WaitReason::JoinQueue);
    assert!(waits.len() == 1 && near(waits[0].end_ns as f64, *finished as f64), "{waits:#?}");
    assert!(near(shown.end(), 3.0));
}

#[test]
fn task_done_join_tells_a_forgotten_task_and_one_too_many() {
    let sentence = sentence(&simulate("task_done_join", &[("FORGET_ONE", "True")]).trace);
    assert!(sentence.contains("MainThread waits for the tasks of tasks (1 unfinished)"), "{sentence}");
    let shown = simulate("task_done_join", &[("ONE_TOO_MANY", "True")]);
    assert_eq!(shown.trace.outcome, Outcome::Failed { error: "ValueError: task_done() called too many times".to_owned() });
}

#[test]
fn queue_kinds_gives_three_orders() {
    let texts = simulate("queue_kinds", &[]).texts();
    for line in ["Queue: [30, 10, 50, 20, 40]", "LifoQueue: [40, 20, 50, 10, 30]", "PriorityQueue: [10, 20, 30, 40, 50]"] {
        assert!(texts.contains(&line.to_owned()), "{texts:#?}");
    }
}

#[test]
fn lock_and_rlock_differ_when_a_thread_takes_them_twice() {
    let shown = simulate("lock_and_rlock", &[]);
    let sentence = sentence(&shown.trace);
    assert!(sentence.contains("re-entering waits for lock, which it holds itself"), "{sentence}");
    let shown = simulate("lock_and_rlock", &[("KIND", "RLock")]);
    let thread = shown.thread("re-entering");
    let depth = |kind| shown.events(kind).iter().filter(|event| event.thread == thread).map(|event| event.value).collect::<Vec<_>>();
    assert_eq!((depth(Kind::Acquire), depth(Kind::Release)), (vec![1, 2], vec![1, 0]));
}

#[test]
fn hotpot_is_filled_and_emptied_in_turns() {
    let shown = simulate("hotpot", &[("ROUNDS", "3")]);
    let round = (1..=5).map(|n| format!("A adds one: {n}")).chain((0..5).rev().map(|n| format!("B eats one: {n}")));
    let mut wanted: Vec<String> = core::iter::repeat_n(round.collect::<Vec<_>>(), 3).flatten().collect();
    wanted.push("The pot is empty and everybody is full.".to_owned());
    assert_eq!(shown.texts(), wanted);
    let notifies = shown.events(Kind::Notify);
    assert_eq!(notifies.iter().map(|event| event.value).collect::<Vec<_>>(), [1; 6]);
    for notify in notifies {
        let arrow = shown.arrows.iter().find(|arrow| arrow.from == notify.seq).expect("an arrow");
        let name = |thread| shown.trace.thread_name(thread);
        assert!(matches!((name(arrow.from_thread), name(arrow.to_thread)), ("A", "B") | ("B", "A")));
        let after: Vec<_> =
            shown.intervals.iter().filter(|interval| interval.thread == arrow.to_thread && interval.start_ns >= arrow.to_ns).collect();
        let again = after.iter().find(|interval| interval.state == State::Blocked).expect("a second bar");
        assert_eq!(again.reason, WaitReason::Reacquire as u8);
        assert!(near((again.end_ns - again.start_ns) as f64, 0.3e9), "{again:#?}");
    }
}

#[test]
fn hotpot_loses_the_first_notify_when_b_comes_second() {
    let sentence = sentence(&simulate("hotpot", &[("B_FIRST", "False")]).trace);
    for part in ["A waits for pot to be notified", "B waits for pot to be notified", "before anybody waited"] {
        assert!(sentence.contains(part), "{sentence}");
    }
}

#[test]
fn two_conditions_block_either_side() {
    let shown = simulate("two_conditions", &[]);
    let waited_on = |name: &str| {
        let waits = shown.blocked(name, WaitReason::Notified);
        waits.iter().map(|interval| shown.trace.object_name(interval.object)).collect::<Vec<_>>()
    };
    assert!(waited_on("producer").contains(&"not_full".to_owned()));
    assert!(waited_on("consumer 1").contains(&"not_empty".to_owned()));
    assert_eq!(shown.texts()[0], "wait() without the lock: RuntimeError: cannot wait on un-acquired lock");
    assert!(near(shown.printed_at("no room for two after 0.5 s"), 1.5) || shown.printed_at("no room") > 0.5);
}

#[test]
fn semaphore_crawler_fetches_three_pages_at_a_time() {
    let shown = simulate("semaphore_crawler", &[]);
    assert_eq!(shown.most_at_once(|name| name.starts_with("page")), 3);
    assert!(near(shown.end(), 14.0), "{}", shown.end());
    let value = shown.counter(Quantity::Value);
    assert_eq!((value.bound, value.value.iter().min(), value.value.iter().max()), (3, Some(&0), Some(&3)));
}

#[test]
fn readers_overlap_and_the_writer_overlaps_nobody() {
    for fair in ["True", "False"] {
        let shown = simulate("readers_writer", &[("FAIR", fair)]);
        let (mut readers, mut most, mut writing) = (0, 0, false);
        for text in shown.texts() {
            if text.contains(" reads ") {
                readers += 1;
                assert!(!writing, "{text}");
            } else if text.contains(" is out") {
                readers -= 1;
            } else if text.contains("writer begins") {
                assert!(readers == 0 && !writing, "{text}");
                writing = true;
            } else if text.contains("writer ends") {
                writing = false;
            }
            most = most.max(readers);
        }
        assert!(most > 1);
    }
}

#[test]
fn bounded_semaphore_notices_one_release_too_many() {
    let texts = simulate("bounded_semaphore", &[]).texts();
    assert_eq!(texts[8..], ["one release too many: ValueError: Semaphore released too many times", "main goes on: 2 of 2 seats are free"]);
}

#[test]
fn traffic_light_wakes_every_car_with_one_set() {
    let shown = simulate("traffic_light", &[]);
    let is_green = |event: &hotpot_trace::Event| shown.trace.object_name(event.object) == "green";
    let sets: Vec<_> = shown.events(Kind::EventSet).into_iter().filter(is_green).collect();
    assert_eq!((sets.len(), sets[0].value), (1, 10));
    for car in 1..=10 {
        let name = format!("car {car}");
        let mut waits = shown.blocked(&name, WaitReason::Notified);
        waits.retain(|interval| shown.trace.object_name(interval.object) == "green");
        assert!(waits.len() == 1 && near(waits[0].end_ns as f64, 5e9), "{name}: {waits:#?}");
        let thread = shown.thread(&name);
        assert_eq!(shown.arrows.iter().filter(|arrow| arrow.to_thread == thread && arrow.from == sets[0].seq).count(), 1);
    }
}

#[test]
fn db_connect_gives_up_or_connects_at_once() {
    let shown = simulate("db_connect", &[]);
    for worker in ["worker 1", "worker 2"] {
        let (end, state, _) = shown.ended(worker);
        assert!(near(end, 1.5) && state == State::Failed, "{worker}: {end} {state:?}");
    }
    assert_eq!(shown.errors().matches("TimeoutError: worker ").count(), 2);
    let shown = simulate("db_connect", &[("TRIES", "10")]);
    for line in shown.lines().iter().filter(|line| line.text.contains("connected")) {
        assert!(near(line.at, 2.75));
    }
    assert_eq!(shown.texts().iter().filter(|text| text.contains("connected")).count(), 2);
}
