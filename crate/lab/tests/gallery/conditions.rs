//! Conditions and events.

use hotpot_trace::{Kind, Outcome, State, WaitReason};

use crate::played::{SECOND, is_about, play, play_with};

#[test]
fn hotpot_is_filled_and_emptied_in_turns() {
    for seed in 0..10 {
        let played = play_with("hotpot", &[], |settings| hotpot_lab::Settings { seed, ..settings });
        assert!(played.finished(), "seed {seed}: {:?}", played.trace.outcome);
        let levels: Vec<u32> = played.lines().iter().filter_map(|line| line.split(": ").nth(1)?.parse().ok()).collect();
        assert_eq!(levels, [[1, 2, 3, 4, 5, 4, 3, 2, 1, 0], [1, 2, 3, 4, 5, 4, 3, 2, 1, 0]].concat());
    }
}

#[test]
fn hotpot_wakes_point_from_a_notify_to_the_other_thread() {
    let played = play("hotpot", &[]);
    let (a, b) = (played.thread("A"), played.thread("B"));
    for (from, to) in [(a, b), (b, a)] {
        let arrows = played.arrows(from, to);
        let notifies = arrows.iter().filter(|arrow| {
            let event = played.trace.events.get(arrow.from.0 as usize - 1);
            event.is_some_and(|event| event.kind == Kind::Notify)
        });
        assert_eq!(notifies.count(), 2, "{}", played.trace.transcript());
    }
}

#[test]
fn hotpot_a_notified_thread_then_waits_for_the_lock() {
    let played = play("hotpot", &[]);
    for name in ["A", "B"] {
        let thread = played.thread(name);
        let pot = played.blocked(thread, WaitReason::Notified);
        let lock = played.blocked(thread, WaitReason::Reacquire);
        assert_eq!((pot.len(), lock.len()), (2, 2), "{}", played.trace.transcript());
        for (pot, lock) in pot.iter().zip(&lock) {
            assert_eq!(pot.object, played.object("pot"));
            assert!(pot.end_ns <= lock.start_ns && lock.start_ns < pot.end_ns + SECOND / 10);
            assert!(lock.holder.is_some_and(|holder| holder != thread));
        }
    }
}

#[test]
fn hotpot_with_b_second_loses_the_first_notify_and_says_so() {
    let played = play("hotpot", &[("B_FIRST", "False")]);
    assert_eq!(played.trace.outcome, Outcome::Deadlock);
    let sentence = played.trace.deadlock().sentence;
    assert!(sentence.contains("A waits for pot to be notified"), "{sentence}");
    assert!(sentence.contains("B waits for pot to be notified"), "{sentence}");
    assert!(sentence.contains("pot was notified by A at"), "{sentence}");
}

#[test]
fn two_conditions_block_on_either() {
    let played = play("two_conditions", &[]);
    assert!(played.finished());
    let blocked_on = |name: &str| {
        let object = played.object(name);
        played.trace.intervals().into_iter().any(|interval| interval.state == State::Blocked && interval.object == object)
    };
    assert!(blocked_on("not_full"));
    assert!(blocked_on("not_empty"));
    assert!(played.has_line("wait() without the lock: RuntimeError: cannot wait on un-acquired lock"));
}

#[test]
fn traffic_light_releases_all_cars_at_once() {
    let played = play("traffic_light", &[]);
    assert!(played.finished());
    let light = played.thread("light");
    for car in 1..=10 {
        let car = played.thread(&format!("car {car}"));
        let waits = played.blocked(car, WaitReason::Notified);
        assert_eq!(waits.len(), 1);
        assert_eq!(waits[0].object, played.object("green"));
        assert!(is_about(waits[0].end_ns, 5.0));
        assert_eq!(played.arrows(light, car).len(), 1);
    }
}

#[test]
fn traffic_light_in_phases_lets_cars_pass_at_green() {
    let played = play("traffic_light", &[("PHASES", "3"), ("GAP", "1.0"), ("CARS", "15")]);
    assert!(played.finished());
    assert!(played.has_line("need not stop"));
    assert!(played.has_line("drives on"));
}

#[test]
fn db_connect_gives_up_after_three_tries() {
    let played = play("db_connect", &[]);
    for name in ["worker 1", "worker 2"] {
        let end = played.end(played.thread(name));
        assert_eq!(end.kind, Kind::Failed);
        assert!(is_about(end.time_ns, 1.5), "{}", end.time_ns);
        assert!(played.has_line(&format!("TimeoutError: {name}: no database after 3 tries")));
    }
    assert!(played.has_line("Traceback (most recent call last):"));
}

#[test]
fn db_connect_with_ten_tries_connects_when_the_checker_says_so() {
    let played = play("db_connect", &[("TRIES", "10")]);
    assert!(played.finished());
    for name in ["worker 1", "worker 2"] {
        assert!(is_about(played.printed_at(&format!("{name}: connected")).unwrap(), 2.75));
    }
}
