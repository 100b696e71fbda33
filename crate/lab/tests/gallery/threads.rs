//! Threads: starting, daemons, cores, states, a shared counter.

use std::collections::BTreeSet;

use hotpot_trace::{Kind, State};

use crate::played::{is_about, play, play_with};

#[test]
fn thread_start_prints_from_two_lanes_of_one_process() {
    for style in ["\"function\"", "\"subclass\""] {
        let played = play("thread_start", &[("STYLE", style)]);
        assert!(played.finished());
        assert_eq!(played.trace.threads.len(), 2);
        assert!(played.trace.threads.iter().all(|row| row.process == 0));
        let pids: BTreeSet<String> =
            played.lines().iter().filter_map(|line| line.split("pid ").nth(1)?.split(':').next().map(str::to_owned)).collect();
        assert_eq!(pids.len(), 1);
        assert_eq!(played.lines().iter().filter(|line| line.starts_with("thread,")).count(), 10);
        assert!(is_about(played.printed_at(": 1 s").unwrap(), 1.0));
        assert!(is_about(played.printed_at(": 2 s").unwrap(), 2.0));
        assert!(is_about(played.trace.end_ns(), 5.0));
    }
}

#[test]
fn daemon_thread_is_cut_off_when_the_ordinary_thread_ends() {
    let played = play("daemon_thread", &[]);
    assert!(played.finished());
    let end = played.end(played.thread("background"));
    assert_eq!(end.kind, Kind::CutOff);
    assert!(is_about(end.time_ns, 2.1));
    assert!(played.has_line("ordinary: finished"));
    assert!(!played.has_line("background: 6"));

    let played = play("daemon_thread", &[("DAEMON", "False")]);
    assert_eq!(played.end(played.thread("background")).kind, Kind::Done);
    assert!(played.has_line("background: finished"));
}

#[test]
fn low_level_thread_counts_down_as_long_as_main_stays() {
    let played = play("low_level_thread", &[]);
    assert!(played.has_line("lift-off"));
    let played = play("low_level_thread", &[("STAY", "2.5")]);
    assert!(played.finished());
    assert!(played.has_line("countdown: 3"));
    assert!(!played.has_line("countdown: 2"));
    assert_eq!(played.events(Kind::CutOff).len(), 1);
}

#[test]
fn one_core_many_is_four_times_as_fast_on_four_cores_without_the_gil_only() {
    // The program's own figure: what it takes to start and end is not divided.
    let took = |cores: u32, gil: bool| {
        let played = play_with("one_core_many", &[], |settings| hotpot_lab::Settings { cores, gil, ..settings });
        assert!(played.finished());
        let seconds = played.lines().last().and_then(|line| line.split(' ').nth(3)).and_then(|text| text.parse::<f64>().ok());
        seconds.expect("the last line tells the seconds")
    };
    let one = took(1, true);
    for cores in [2, 4] {
        assert!((0.97..1.03).contains(&(took(cores, true) / one)), "{cores} cores with the GIL");
    }
    assert!((0.97..1.03).contains(&(took(1, false) / one)), "one core without the GIL");
    let quarter = took(4, false) / one;
    assert!((0.24..0.27).contains(&quarter), "four cores without the GIL: {quarter}");
}

#[test]
fn one_core_many_interleaves_on_one_core() {
    let played = play("one_core_many", &[]);
    let worker = played.thread("worker 1");
    let turns = played.intervals(worker).into_iter().filter(|interval| interval.state == State::Running).count();
    assert!(turns > 2, "{turns}");
}

#[test]
fn three_states_shows_every_thread_in_all_three() {
    let played = play("three_states", &[]);
    assert!(played.finished());
    for name in ["sleeping", "computing", "locking"] {
        let states: BTreeSet<State> = played.intervals(played.thread(name)).iter().map(|interval| interval.state).collect();
        assert!(states.contains(&State::Ready), "{name}");
        assert!(states.contains(&State::Running), "{name}");
        assert!(states.contains(&State::Blocked) || states.contains(&State::Sleeping), "{name}");
    }
}

/// The counter at the end, of 40.
fn counted(parameters: &[(&str, &str)], gil: bool, seed: u64) -> u32 {
    let played = play_with("shared_counter", parameters, |settings| hotpot_lab::Settings { seed, gil, ..settings });
    assert!(played.finished());
    let last = played.lines().pop().unwrap();
    last.split(": ").nth(1).and_then(|text| text.split(' ').next()).unwrap().parse().unwrap()
}

const ONE_STEP: (&str, &str) = ("STEP", "\"c += 1\"");
const LOCKED: (&str, &str) = ("USE_LOCK", "True");

#[test]
fn shared_counter_loses_updates_by_default_and_on_nearly_every_seed() {
    assert!(counted(&[], true, 0) < 40);
    let losing = (1..=30).filter(|seed| counted(&[], true, *seed) < 40).count();
    assert!(losing >= 28, "{losing} of 30");
}

#[test]
fn shared_counter_with_the_lock_is_exact() {
    for seed in 0..15 {
        assert_eq!(counted(&[LOCKED], true, seed), 40, "seed {seed}");
        assert_eq!(counted(&[LOCKED, ONE_STEP], false, seed), 40, "seed {seed}, no GIL");
    }
}

#[test]
fn shared_counter_never_loses_a_plain_addition_under_the_gil() {
    for seed in 0..30 {
        assert_eq!(counted(&[ONE_STEP], true, seed), 40, "seed {seed}");
    }
}

#[test]
fn shared_counter_loses_plain_additions_without_the_gil() {
    let losing = (1..=30).filter(|seed| counted(&[ONE_STEP], false, *seed) < 40).count();
    assert!(losing >= 15, "{losing} of 30");
}
