//! Locks, semaphores, readers and writers.

use hotpot_trace::{Event, Kind, Outcome, Quantity, State, WaitReason};

use crate::played::{Played, is_about, play, play_with};

#[test]
fn lock_and_rlock_a_lock_blocks_its_own_holder() {
    let played = play("lock_and_rlock", &[]);
    assert_eq!(played.trace.outcome, Outcome::Deadlock);
    let sentence = played.trace.deadlock().sentence;
    assert!(sentence.contains("re-entering waits for lock, which it holds itself"), "{sentence}");
    assert!(played.has_line("Lock that nobody holds: RuntimeError: release unlocked lock"));
    assert!(played.has_line("released by another thread: allowed"));
}

#[test]
fn lock_and_rlock_an_rlock_goes_two_deep_and_out_again() {
    let played = play("lock_and_rlock", &[("KIND", "\"RLock\"")]);
    assert!(played.finished());
    let lock = played.object("lock");
    let thread = played.thread("re-entering");
    let is_its = |event: &Event| event.thread == thread && event.object == lock;
    let is_depth = |event: &Event| matches!(event.kind, Kind::Acquire | Kind::Release) && is_its(event);
    let depths: Vec<i64> = played.trace.events.iter().filter(is_depth).map(|event| event.value).collect();
    assert_eq!(depths, [1, 2, 1, 0]);
    assert!(played.has_line("released by another thread: RuntimeError: cannot release un-acquired lock"));
}

#[test]
fn semaphore_crawler_fetches_three_pages_at_a_time_in_fourteen_seconds() {
    for seed in 0..5 {
        let played = play_with("semaphore_crawler", &[], |settings| hotpot_lab::Settings { seed, ..settings });
        assert!(played.finished());
        assert!(is_about(played.trace.end_ns(), 14.0), "{}", played.trace.end_ns());
        let value = played.counter("places", Quantity::Value);
        assert_eq!(value.bound, 3);
        assert!(value.value.iter().all(|value| (0..=3).contains(value)));
        let mut changes = Vec::new();
        for page in 1..=20 {
            for interval in played.intervals(played.thread(&format!("page {page}"))) {
                if interval.state == State::Sleeping {
                    changes.extend([(interval.start_ns, 1), (interval.end_ns, -1)]);
                }
            }
        }
        changes.sort_unstable();
        let mut active = 0;
        let most = changes.into_iter().map(|(_, change)| {
            active += change;
            active
        });
        assert_eq!(most.max(), Some(3));
    }
}

/// Times between a line and the next one that matches, for everybody whose name begins so.
fn stays(played: &Played, who: &str, enters: &str, leaves: &str) -> Vec<(u64, u64)> {
    let mut stays = Vec::new();
    let prints = played.prints();
    for (place, (begin, thread, _)) in prints.iter().enumerate().filter(|(_, (_, _, line))| line.starts_with(who) && line.contains(enters))
    {
        let end = prints[place..].iter().find(|(_, other, line)| other == thread && line.contains(leaves)).unwrap();
        stays.push((*begin, end.0));
    }
    stays
}

#[test]
fn readers_writer_readers_overlap_and_the_writer_never_does() {
    for seed in 0..10 {
        for fair in ["True", "False"] {
            let played = play_with("readers_writer", &[("FAIR", fair)], |settings| hotpot_lab::Settings { seed, ..settings });
            assert!(played.finished());
            let readers = stays(&played, "reader", "reads", "is out");
            let writers = stays(&played, "writer", "begins", "ends");
            assert_eq!((readers.len(), writers.len()), (8, 2));
            let overlap = |one: &(u64, u64), two: &(u64, u64)| one.0 < two.1 && two.0 < one.1;
            assert!(readers.iter().enumerate().any(|(place, one)| readers[place + 1..].iter().any(|two| overlap(one, two))));
            assert!(!writers.iter().any(|writer| readers.iter().any(|reader| overlap(writer, reader))), "seed {seed}");
        }
    }
}

#[test]
fn bounded_semaphore_notices_one_release_too_many() {
    let played = play("bounded_semaphore", &[]);
    assert!(played.finished());
    assert!(played.has_line("one release too many: ValueError: Semaphore released too many times"));
    assert!(played.has_line("main goes on: 2 of 2 seats are free"));
    let played = play("bounded_semaphore", &[("BOUNDED", "False")]);
    assert!(played.has_line("main goes on: 3 of 2 seats are free"));
    assert!(played.anybody_blocked(WaitReason::Acquire));
}
