//! Determinism, seeds and schedules; deadlocks.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

use crate::support::{Me, Script, events, prints, run};
use hotpot_sim::{Progress, Replay, Settings, Simulation};
use hotpot_sync::Lock;
use hotpot_trace::{Kind, Outcome, Trace};

/// Each thread adds 1 to a counter so many times: reads it, computes a little, writes it back.
fn count_up(
    threads: u32,
    times: u32,
    locked: bool,
) -> impl FnOnce(Me) -> core::pin::Pin<Box<dyn Future<Output = ()> + Send>> + Send + 'static {
    move |me: Me| {
        Box::pin(async move {
            let counter = Arc::new(AtomicU32::new(0));
            let lock = Arc::new(Lock::new(&*me.platform));
            let mut started = Vec::new();
            for number in 0..threads {
                let (counter, lock) = (Arc::clone(&counter), Arc::clone(&lock));
                let body = move |me: Me| async move {
                    for _ in 0..times {
                        if locked {
                            me.visible().await;
                            lock.acquire(&*me.platform, None).await.unwrap();
                        }
                        let read = counter.load(Relaxed);
                        me.compute(3).await;
                        counter.store(read + 1, Relaxed);
                        if locked {
                            me.visible().await;
                            lock.release(&*me.platform).unwrap();
                        }
                        me.compute(2).await;
                    }
                };
                started.push(me.start(&format!("adder {number}"), body).await);
            }
            for thread in &started {
                me.join(thread).await;
            }
            me.print(&counter.load(Relaxed).to_string()).await;
        })
    }
}

fn counted(trace: &Trace) -> u32 {
    prints(trace)[0].parse().unwrap()
}

#[test]
fn the_same_seed_gives_the_same_trace() {
    for gil in [true, false] {
        for seed in 0..20 {
            let settings = Settings { seed, gil, cores: 2, ..Settings::default() };
            let hashes: BTreeSet<String> = (0..3).map(|_| run(&settings, count_up(3, 20, false)).hash()).collect();
            assert_eq!(hashes.len(), 1, "seed {seed}, gil {gil}");
        }
    }
}

#[test]
fn where_a_step_ends_changes_nothing() {
    for seed in 0..10 {
        let settings = Settings { seed, gil: seed % 2 == 0, cores: 2, ..Settings::default() };
        let whole = run(&settings, count_up(3, 20, true));
        for work in [1, 7, 100] {
            let mut simulation = Simulation::new(settings.clone(), Script::of(count_up(3, 20, true)));
            while simulation.step(work) == Progress::Running {
                simulation.snapshot();
            }
            assert_eq!(simulation.finish().hash(), whole.hash(), "seed {seed}, steps of {work}");
        }
    }
}

#[test]
fn replaying_a_schedule_gives_the_same_bytes() {
    for seed in 1..30 {
        let settings = Settings { seed, gil: seed % 2 == 0, cores: 1 + (seed % 3) as u32, ..Settings::default() };
        let mut simulation = Simulation::new(settings.clone(), Script::of(count_up(4, 15, false)));
        while simulation.step(1000) == Progress::Running {}
        let schedule = simulation.schedule();
        let trace = simulation.finish();
        let replay = Box::new(Replay::new(schedule));
        let again = Simulation::with_oracle(settings, replay, Script::of(count_up(4, 15, false))).run();
        assert_eq!(trace.encode(), again.encode(), "seed {seed}");
    }
}

#[test]
fn an_unlocked_counter_loses_updates_on_many_seeds() {
    for (gil, cores) in [(false, 1), (false, 4), (true, 1), (true, 4)] {
        let settings = |seed| Settings { seed, gil, cores, anywhere: true, slow: 1000, ..Settings::default() };
        let counts: Vec<u32> = (1..=60).map(|seed| counted(&run(&settings(seed), count_up(4, 10, false)))).collect();
        let outcomes: BTreeSet<u32> = counts.iter().copied().collect();
        let lost = counts.iter().filter(|count| **count < 40).count();
        assert!(lost > 30, "gil {gil}, {cores} cores: {counts:?}");
        assert!(outcomes.len() > 3, "gil {gil}, {cores} cores: {counts:?}");
    }
}

#[test]
fn a_locked_counter_never_does() {
    for gil in [true, false] {
        for seed in 0..40 {
            let settings = Settings { seed, gil, anywhere: true, cores: 1 + (seed % 4) as u32, ..Settings::default() };
            let trace = run(&settings, count_up(4, 10, true));
            assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 }, "seed {seed}");
            assert_eq!(counted(&trace), 40, "seed {seed}, gil {gil}");
        }
    }
}

#[test]
fn with_the_gil_nothing_is_lost_between_switch_points() {
    for seed in 0..60 {
        let settings = Settings { seed, slow: 1000, ..Settings::default() };
        let trace = run(&settings, |me: Me| async move {
            let counter = Arc::new(AtomicU32::new(0));
            let mut started = Vec::new();
            for number in 0..4 {
                let counter = Arc::clone(&counter);
                let body = move |me: Me| async move {
                    for _ in 0..10 {
                        let read = counter.load(Relaxed);
                        me.compute(0).await;
                        counter.store(read + 1, Relaxed);
                        me.compute(5).await;
                    }
                };
                started.push(me.start(&format!("{number}"), body).await);
            }
            for thread in &started {
                me.join(thread).await;
            }
            me.print(&counter.load(Relaxed).to_string()).await;
        });
        assert_eq!(counted(&trace), 40, "seed {seed}");
    }
}

async fn opposite_locks(me: Me) {
    let left = Arc::new(Lock::new(&*me.platform));
    let right = Arc::new(Lock::new(&*me.platform));
    me.platform.name_object(left.object(), "left");
    me.platform.name_object(right.object(), "right");
    let mut started = Vec::new();
    for (name, first, second) in [("A", &left, &right), ("B", &right, &left)] {
        let (first, second) = (Arc::clone(first), Arc::clone(second));
        let body = move |me: Me| async move {
            me.visible().await;
            first.acquire(&*me.platform, None).await.unwrap();
            me.compute(20).await;
            me.sleep_ms(1).await;
            me.visible().await;
            second.acquire(&*me.platform, None).await.unwrap();
            me.compute(20).await;
            me.visible().await;
            second.release(&*me.platform).unwrap();
            first.release(&*me.platform).unwrap();
        };
        started.push(me.start(name, body).await);
    }
    for thread in &started {
        me.join(thread).await;
    }
}

#[test]
fn a_deadlock_names_threads_and_locks() {
    for gil in [true, false] {
        let trace = run(&Settings { gil, ..Settings::default() }, opposite_locks);
        assert_eq!(trace.outcome, Outcome::Deadlock);
        assert_eq!(events(&trace, Kind::Deadlock)[0].value, 2);
        let sentence = "Deadlock: MainThread waits for A to end; A holds left and waits for right, which B holds; \
                        B holds right and waits for left, which A holds.";
        assert_eq!(trace.deadlock().sentence, sentence);
        let open = trace.intervals().into_iter().filter(|interval| interval.end_ns == hotpot_trace::FOREVER_NS).count();
        assert_eq!(open, 3);
    }
}

#[test]
fn a_stopped_run_cuts_its_threads_off() {
    let mut simulation = Simulation::new(Settings::default(), Script::of(count_up(3, 1000, true)));
    assert_eq!(simulation.step(50), Progress::Running);
    let trace = simulation.finish();
    assert_eq!(trace.outcome, Outcome::Stopped);
    assert_eq!(events(&trace, Kind::CutOff).len(), trace.threads.len());
}

/// Two threads print two letters each; with one core and a pick at every switch point the orders are the six merges.
#[test]
fn the_merges_of_two_threads_are_exactly_six() {
    let mut orders = BTreeSet::new();
    for seed in 1..400 {
        let settings = Settings { seed, gil: true, anywhere: true, slow: 1000, ..Settings::default() };
        let trace = run(&settings, |me: Me| async move {
            let mut started = Vec::new();
            for name in ["a", "b"] {
                let body = move |me: Me| async move {
                    me.compute(20).await;
                    me.print(name).await;
                    me.compute(20).await;
                    me.print(name).await;
                };
                started.push(me.start(name, body).await);
            }
            for thread in &started {
                me.join(thread).await;
            }
        });
        orders.insert(prints(&trace).concat());
    }
    let six: BTreeSet<String> = ["aabb", "abab", "abba", "baab", "baba", "bbaa"].into_iter().map(str::to_owned).collect();
    assert_eq!(orders, six);
}
