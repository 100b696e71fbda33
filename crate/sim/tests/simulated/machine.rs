//! The simulated machine: cores, the GIL, time.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use crate::support::{Me, events, run, thread};
use hotpot_sim::{Limits, Settings};
use hotpot_sync::{Condition, Lock};
use hotpot_trace::{Kind, Outcome, State};

const THREADS: usize = 4;

fn slow_machine() -> Settings {
    Settings { slow: 1000, ..Settings::default() }
}

/// Milliseconds of the whole run, for computing that takes each thread 50 ms at machine speed 1.
fn makespan_ms(cores: u32, gil: bool) -> u64 {
    // A slower machine computes as long with fewer bytecodes.
    let settings = Settings { cores, gil, slow: 1000, ..Settings::default() };
    let trace = run(&settings, |me: Me| async move {
        let mut threads = Vec::new();
        for number in 0..THREADS {
            let body = |me: Me| async move {
                for _ in 0..20 {
                    me.compute(1000).await;
                }
            };
            threads.push(me.start(&format!("worker {number}"), body).await);
        }
        for thread in &threads {
            me.join(thread).await;
        }
    });
    assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
    trace.end_ns() / 1_000_000
}

#[test]
fn with_the_gil_any_number_of_cores_takes_as_long_as_one() {
    for cores in [1, 2, 4] {
        let took = makespan_ms(cores, true);
        assert!((200..206).contains(&took), "{cores} cores: {took} ms");
    }
}

#[test]
fn without_the_gil_so_many_cores_take_so_much_less() {
    for (cores, expected) in [(1, 200), (2, 100), (3, 100), (4, 50)] {
        let took = makespan_ms(cores, false);
        // Three cores share four threads by time slices: between 67 and 100 ms.
        let least = if cores == 3 { 66 } else { expected };
        assert!((least..=expected + expected / 50 + 1).contains(&took), "{cores} cores: {took} ms");
    }
}

#[test]
fn bytecodes_at_full_speed_and_slow_ones_take_the_same_time() {
    let full = run(&Settings { gil: true, ..Settings::default() }, |me: Me| async move { me.compute(100_000).await });
    let slow = run(&slow_machine(), |me: Me| async move { me.compute(100).await });
    assert!(full.end_ns().abs_diff(slow.end_ns()) < 3_000, "{} {}", full.end_ns(), slow.end_ns());
}

#[test]
fn running_intervals_overlap_only_on_several_cores_without_the_gil() {
    for (gil, cores) in [(true, 1), (true, 4), (false, 1), (false, 4)] {
        let settings = Settings { gil, cores, slow: 1000, ..Settings::default() };
        let trace = run(&settings, |me: Me| async move {
            let other = me.start("other", |me: Me| async move { me.compute(10_000).await }).await;
            me.compute(10_000).await;
            me.join(&other).await;
        });
        let running: Vec<_> = trace.intervals().into_iter().filter(|interval| interval.state == State::Running).collect();
        let overlap = running
            .iter()
            .enumerate()
            .any(|(at, one)| running[at + 1..].iter().any(|two| one.start_step < two.end_step && two.start_step < one.end_step));
        assert_eq!(overlap, !gil && cores > 1, "gil {gil}, {cores} cores");
    }
}

#[test]
fn the_gil_changes_hands_every_five_milliseconds() {
    let settings = Settings { cores: 2, slow: 1000, ..Settings::default() };
    let trace = run(&settings, |me: Me| async move {
        let body = |me: Me| async move {
            for _ in 0..400 {
                me.compute(20).await;
            }
        };
        let other = me.start("other", body).await;
        body(me.clone()).await;
        me.join(&other).await;
    });
    let mut running = trace.intervals();
    running.retain(|interval| interval.state == State::Running && interval.end_ns - interval.start_ns > 2_000_000);
    // 40 ms of computing in turns of 5 ms and what is left.
    assert!((6..=10).contains(&running.len()), "{}", trace.transcript());
    for interval in &running[..running.len() - 1] {
        let length = interval.end_ns - interval.start_ns;
        assert!(length < 5_300_000, "{length}");
    }
}

#[test]
fn sleeps_end_with_the_measured_slack() {
    let trace = run(&Settings::default(), |me: Me| async move { me.sleep_ms(2000).await });
    let late = trace.end_ns() - 2_000_000_000;
    assert!((50_000..100_000).contains(&late), "{late}");
}

#[test]
fn a_thread_s_own_time_is_what_it_computed() {
    run(&slow_machine(), |me: Me| async move {
        me.compute(1000).await;
        me.sleep_ms(500).await;
        me.compute(1000).await;
        me.visible().await;
        assert_eq!(me.platform.thread_time().as_micros(), 5000);
        assert!(me.platform.now().as_millis() > 500);
    });
}

#[test]
fn a_full_trace_tells_where_it_is_no_longer_whole_and_how_the_run_ended() {
    let small = hotpot_trace::Limits { events: 40, tail: 1000 };
    let limits = Limits { trace: small, ..Limits::default() };
    let naps = |me: Me| async move {
        let sleeper = me.start("sleeper", |me: Me| async move { me.sleep_ms(100).await }).await;
        for _ in 0..100 {
            me.sleep_ms(0).await;
        }
        me.sleep_ms(50).await;
        me.join(&sleeper).await;
    };
    let full = run(&Settings { limits, ..Settings::default() }, naps);
    let whole = run(&Settings::default(), naps);
    assert_eq!(events(&full, Kind::Truncated).len(), 1);
    assert_eq!(full.end_ns(), whole.end_ns());
    assert_eq!(full.outcome, whole.outcome);
    let long = |trace: &hotpot_trace::Trace| {
        let is_long = |interval: &hotpot_trace::Interval| {
            matches!(interval.state, State::Sleeping | State::Blocked) && interval.end_ns - interval.start_ns > 10_000_000
        };
        trace.intervals().into_iter().filter(is_long).map(|interval| (interval.start_ns, interval.end_ns)).collect::<Vec<_>>()
    };
    assert_eq!(long(&full), long(&whole));
    assert!(full.events.len() < whole.events.len());
}

#[test]
fn sleeping_threads_sleep_at_the_same_time() {
    let trace = run(&Settings { cores: 1, ..Settings::default() }, |me: Me| async move {
        let mut threads = Vec::new();
        for number in 0..10 {
            threads.push(me.start(&format!("{number}"), |me: Me| async move { me.sleep_ms(1000).await }).await);
        }
        for thread in &threads {
            me.join(thread).await;
        }
    });
    assert!(trace.end_ns() < 1_002_000_000, "{}", trace.end_ns());
}

/// Nanoseconds for one turn of two threads that wait for each other.
fn hand_over_ns(cores: u32) -> u64 {
    let turns = 100;
    let trace = run(&Settings { cores, ..Settings::default() }, move |me: Me| async move {
        let lock = Arc::new(Lock::new(&*me.platform));
        let condition = Arc::new(Condition::new(&*me.platform, lock));
        let turn = Arc::new(AtomicU32::new(0));
        let play = move |me: Me, number: u32, condition: Arc<Condition<Lock>>, turn: Arc<AtomicU32>| async move {
            condition.lock().acquire(&*me.platform, None).await.unwrap();
            for _ in 0..turns {
                while turn.load(Relaxed) != number {
                    me.visible().await;
                    condition.wait(&*me.platform, None).await.unwrap().unwrap();
                }
                me.compute(100).await;
                turn.store(1 - number, Relaxed);
                me.visible().await;
                condition.notify(&*me.platform, 1).unwrap();
            }
            condition.lock().release(&*me.platform).unwrap();
        };
        let (its_condition, its_turn) = (Arc::clone(&condition), Arc::clone(&turn));
        let other = me.start("other", move |me: Me| play(me, 1, its_condition, its_turn)).await;
        play(me.clone(), 0, condition, turn).await;
        me.join(&other).await;
    });
    assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
    trace.end_ns() / (2 * turns)
}

#[test]
fn a_condition_is_handed_over_in_the_time_it_takes_cpython() {
    let (one_core, two_cores) = (hand_over_ns(1), hand_over_ns(2));
    assert!((28_000..36_000).contains(&two_cores), "{two_cores} ns");
    assert!((3_000..9_000).contains(&one_core), "{one_core} ns");
}

#[test]
fn an_endless_loop_reaches_the_limit() {
    let limits = Limits { compute_ns: 1_000_000, ..Limits::default() };
    let trace = run(&Settings { limits, ..Settings::default() }, |me: Me| async move {
        loop {
            me.compute(1000).await;
        }
    });
    assert!(matches!(trace.outcome, Outcome::Limit { .. }), "{:?}", trace.outcome);
    assert_eq!(events(&trace, Kind::CutOff).len(), 1);
}

#[test]
fn endless_sleeping_reaches_the_limit() {
    let limits = Limits { virtual_ns: 10_000_000_000, ..Limits::default() };
    let trace = run(&Settings { limits, ..Settings::default() }, |me: Me| async move {
        loop {
            me.sleep_ms(500).await;
        }
    });
    assert!(matches!(trace.outcome, Outcome::Limit { .. }));
    assert!(trace.end_ns() <= 10_000_000_000);
}

#[test]
fn too_many_threads_are_refused() {
    let limits = Limits { threads: 5, ..Limits::default() };
    let trace = run(&Settings { limits, ..Settings::default() }, |me: Me| async move {
        let mut count = 0;
        loop {
            me.visible().await;
            if me.try_start("sleeper", |me: Me| async move { me.sleep_ms(1).await }).is_err() {
                break;
            }
            count += 1;
        }
        assert_eq!(count, 4);
    });
    assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
}

#[test]
fn threads_alive_when_main_ends_are_cut_off() {
    let trace = run(&Settings::default(), |me: Me| async move {
        me.start("daemon", |me: Me| async move { me.sleep_ms(5000).await }).await;
        me.sleep_ms(100).await;
    });
    let cut = events(&trace, Kind::CutOff);
    assert_eq!(cut.len(), 1);
    assert_eq!(cut[0].thread, thread(&trace, "daemon"));
    assert!(trace.end_ns() < 101_000_000);
}
