//! Queues.

use std::collections::BTreeMap;

use hotpot_trace::{Outcome, Quantity, WaitReason};

use crate::played::{is_about, play, play_with};

#[test]
fn producer_consumer_keeps_the_queue_within_its_size_and_every_item_in_order() {
    for seed in 0..10 {
        let played = play_with("producer_consumer", &[], |settings| hotpot_lab::Settings { seed, ..settings });
        assert!(played.finished(), "seed {seed}");
        let length = played.counter("buns", Quantity::Length);
        assert_eq!(length.bound, 3);
        assert!(length.value.iter().all(|value| (0..=3).contains(value)));
        assert_eq!((length.value.first(), length.value.iter().max(), length.value.last()), (Some(&0), Some(&3), Some(&0)));
        assert!(played.anybody_blocked(WaitReason::Put));
        assert!(played.anybody_blocked(WaitReason::Get));
        let mut eaten = BTreeMap::new();
        for line in played.lines() {
            if let Some((_, bun)) = line.split_once(" ate ") {
                *eaten.entry(bun.to_owned()).or_insert(0) += 1;
            }
        }
        let expected: BTreeMap<String, i32> = ["A", "B"].iter().flat_map(|name| (1..=8).map(move |i| (format!("{name}{i}"), 1))).collect();
        assert_eq!(eaten, expected);
    }
}

#[test]
fn producer_consumer_hands_out_items_in_the_order_of_each_producer() {
    let played = play("producer_consumer", &[("CONSUMERS", "1")]);
    let lines = played.lines();
    for name in ["A", "B"] {
        let numbers: Vec<u32> = lines.iter().filter_map(|line| line.split_once(&format!(" ate {name}"))?.1.parse().ok()).collect();
        assert_eq!(numbers, (1..=8).collect::<Vec<_>>());
    }
}

#[test]
fn producer_consumer_without_sentinels_hangs_and_says_why() {
    let played = play("producer_consumer", &[("SENTINEL", "False")]);
    assert_eq!(played.trace.outcome, Outcome::Deadlock);
    let sentence = played.trace.deadlock().sentence;
    assert!(sentence.contains("MainThread waits for consumer 1 to end"), "{sentence}");
    assert!(sentence.contains("consumer 1 waits for an item in buns, which is empty"), "{sentence}");
}

#[test]
fn task_done_join_wakes_main_when_nothing_is_unfinished() {
    let played = play("task_done_join", &[]);
    assert!(played.finished());
    let length = played.counter("tasks", Quantity::Length);
    let unfinished = played.counter("tasks", Quantity::Unfinished);
    assert_eq!(unfinished.value.iter().max(), Some(&6));
    assert_eq!(unfinished.value.last(), Some(&0));
    assert!(length.time_ns.last() < unfinished.time_ns.last());
    let waits = played.blocked(played.thread("MainThread"), WaitReason::JoinQueue);
    assert_eq!(waits.len(), 1);
    assert!(waits[0].end_ns >= *unfinished.time_ns.last().unwrap());
    assert!(is_about(played.printed_at("every task is done").unwrap(), 3.0));
}

#[test]
fn task_done_join_forgotten_once_names_main_the_queue_and_the_task() {
    let played = play("task_done_join", &[("FORGET_ONE", "True")]);
    assert_eq!(played.trace.outcome, Outcome::Deadlock);
    let sentence = played.trace.deadlock().sentence;
    assert!(sentence.contains("MainThread waits for the tasks of tasks (1 unfinished)"), "{sentence}");
}

#[test]
fn task_done_join_once_too_often_fails() {
    let played = play("task_done_join", &[("ONE_TOO_MANY", "True")]);
    let error = "ValueError: task_done() called too many times".to_owned();
    assert_eq!(played.trace.outcome, Outcome::Failed { error });
}

#[test]
fn queue_kinds_give_the_same_items_in_three_orders() {
    let played = play("queue_kinds", &[]);
    assert!(played.finished());
    for line in [
        "Queue: [30, 10, 50, 20, 40]",
        "LifoQueue: [40, 20, 50, 10, 30]",
        "PriorityQueue: [10, 20, 30, 40, 50]",
        "SimpleQueue: [30, 10, 50, 20, 40, 99]",
        "Queue is full: put_nowait() raises Full",
        "get(timeout=0.5) raises Empty after 0.5 s",
    ] {
        assert!(played.lines().iter().any(|other| other == line), "{line} not in {:?}", played.lines());
    }
}
