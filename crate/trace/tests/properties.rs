//! What holds for every trace, tried on many random ones.

use std::collections::BTreeMap;

use hotpot_trace::{Event, EventId, FOREVER_NS, Kind, Limits, ObjectId, ObjectKind, Outcome, Recorder, Tables, ThreadId, ThreadRow, Trace};
use proptest::prelude::*;

const THREADS: u32 = 4;

fn row(name: &str) -> ThreadRow {
    ThreadRow { name: name.to_owned(), process: 0, parent: None, daemon: false }
}

fn tables() -> Tables {
    let mut tables = Tables::default();
    for thread in 0..THREADS {
        tables.add_thread(row(&format!("Thread-{thread}")));
    }
    for kind in [ObjectKind::Lock, ObjectKind::Queue, ObjectKind::Semaphore] {
        tables.add_object(kind);
    }
    tables.strings.intern("hello\n");
    tables
}

fn recorder(limits: Limits) -> Recorder {
    let mut recorder = Recorder::new(limits);
    let tables = tables();
    for thread in tables.threads {
        recorder.add_thread(thread);
    }
    for object in tables.objects.iter().filter_map(|object| object.kind) {
        recorder.add_object(object);
    }
    recorder.intern("hello\n");
    recorder
}

prop_compose! {
    /// One event after some time; wakes point at an earlier event.
    fn step()(
        gap in prop_oneof![Just(0u64), 1u64..1000, 1_000_000u64..3_000_000],
        thread in 0..THREADS,
        kind in prop::sample::select(Kind::ALL.to_vec()),
        object in 0u32..4,
        line in 0u32..50,
        value in -1i64..6,
        reason in 0u8..8,
    ) -> (u64, Event) {
        let (thread, object) = (ThreadId(thread), ObjectId(object));
        (gap, Event { time_ns: 0, seq: EventId(0), thread, kind, object, line, value, reason })
    }
}

fn events(most: usize) -> impl Strategy<Value = Vec<Event>> {
    prop::collection::vec(step(), 0..most).prop_map(|steps| {
        let mut time_ns = 0;
        let number = |(place, (gap, event)): (usize, (u64, Event))| {
            time_ns += gap;
            let seq = EventId(place as u32 + 1);
            let value = match event.kind {
                Kind::Start => event.value.max(0).min(i64::from(THREADS) - 1),
                Kind::Wake => event.value.min(place as i64),
                Kind::Output => 0,
                _ => event.value,
            };
            Event { time_ns, seq, value, ..event }
        };
        steps.into_iter().enumerate().map(number).collect()
    })
}

fn record(events: &[Event], limits: Limits) -> Trace {
    let mut recorder = recorder(limits);
    for event in events {
        recorder.push(event);
    }
    recorder.finish(Outcome::Deadlock)
}

fn outcomes() -> impl Strategy<Value = Outcome> {
    prop_oneof![
        Just(Outcome::Running),
        any::<i32>().prop_map(|exit_code| Outcome::Finished { exit_code }),
        ".*".prop_map(|error| Outcome::Failed { error }),
        Just(Outcome::Deadlock),
        ".*".prop_map(|sentence| Outcome::Limit { sentence }),
        Just(Outcome::Stopped),
    ]
}

proptest! {
    #[test]
    fn decoding_the_bytes_gives_the_trace(events in events(60), outcome in outcomes()) {
        let trace = Trace::assemble(tables(), events, outcome);
        let bytes = trace.encode();
        prop_assert_eq!(Trace::decode(&bytes), Ok(trace.clone()));
        prop_assert_eq!(trace.hash(), trace.clone().hash());
        for length in 0..bytes.len() {
            prop_assert!(Trace::decode(&bytes[..length]).is_err());
        }
    }

    #[test]
    fn foreign_bytes_are_refused_without_a_panic(mut bytes in prop::collection::vec(any::<u8>(), 0..200), known in any::<bool>()) {
        if known {
            bytes.splice(0..0, *b"HPTR\x01");
        }
        if let Ok(trace) = Trace::decode(&bytes) {
            trace.transcript();
        }
    }

    #[test]
    fn rows_of_threads_merge_to_the_order_they_happened_in(events in events(60)) {
        let whole = record(&events, Limits::default());
        let mut parts: BTreeMap<ThreadId, Vec<Event>> = BTreeMap::new();
        for event in &events {
            // Live sequence numbers have gaps.
            let seq = EventId(event.seq.0 * 3);
            let value = if event.kind == Kind::Wake && event.value > 0 { event.value * 3 } else { event.value };
            parts.entry(event.thread).or_default().push(Event { seq, value, ..*event });
        }
        let rows = parts.into_values().rev().flatten().collect();
        prop_assert_eq!(Trace::assemble(tables(), rows, Outcome::Deadlock), whole);
    }

    #[test]
    fn intervals_of_a_thread_follow_each_other_to_the_end(events in events(80)) {
        let trace = record(&events, Limits::default());
        let intervals = trace.intervals();
        for pair in intervals.windows(2) {
            if pair[0].thread == pair[1].thread {
                prop_assert_eq!(pair[0].end_ns, pair[1].start_ns);
                prop_assert_eq!(pair[0].end_step, pair[1].start_step);
                prop_assert!(pair[0].start_step < pair[0].end_step);
            } else {
                prop_assert!(pair[0].thread < pair[1].thread);
                prop_assert!(pair[0].end_ns == trace.end_ns() || pair[0].end_ns == FOREVER_NS);
                prop_assert_eq!(pair[0].end_step, trace.steps());
            }
        }
        let lived: u64 = trace.statistics().state_ns.iter().flatten().sum();
        let told: u64 = intervals.iter().map(|interval| interval.end_ns.min(trace.end_ns()) - interval.start_ns).sum();
        prop_assert_eq!(lived, told);
    }

    #[test]
    fn arrows_never_point_back(events in events(80)) {
        let trace = record(&events, Limits::default());
        for arrow in trace.arrows() {
            prop_assert!(arrow.from < arrow.to);
            prop_assert!(arrow.from_ns <= arrow.to_ns);
        }
    }

    #[test]
    fn views_and_exports_take_any_trace(events in events(60)) {
        let trace = record(&events, Limits::default());
        trace.deadlock();
        trace.counters();
        let words = trace.transcript();
        prop_assert_eq!(words.lines().count(), trace.steps() as usize);
        let json: serde_json::Value = serde_json::from_str(&trace.to_chrome_json())?;
        prop_assert!(json["traceEvents"].is_array());
    }

    #[test]
    fn a_full_trace_keeps_starts_ends_outputs_and_long_waits(events in events(200), limit in 0u32..50) {
        let trace = record(&events, Limits { events: limit, tail: 1000 });
        let count = |kind: Kind, events: &[Event]| events.iter().filter(|event| event.kind == kind).count();
        let kept: Vec<Event> = trace.events.iter().collect();
        prop_assert!(kept.is_sorted_by_key(|event| event.time_ns));
        for kind in [Kind::Start, Kind::Done, Kind::Failed, Kind::CutOff, Kind::Output] {
            prop_assert_eq!(count(kind, &events), count(kind, &kept));
        }
        prop_assert_eq!(Trace::decode(&trace.encode()), Ok(trace));
    }
}

#[test]
fn past_the_limit_a_long_wait_stays_and_a_short_one_goes() {
    let mut recorder = recorder(Limits { events: 2, tail: 10 });
    let mut push = |time_ns: u64, kind: Kind, value: i64| {
        let event = Event { time_ns, seq: EventId(0), thread: ThreadId(0), kind, object: ObjectId(1), line: 1, value, reason: 0 };
        recorder.push(&event)
    };
    push(0, Kind::Run, 0);
    push(10, Kind::Create, 0);
    push(20, Kind::Block, -1);
    push(30, Kind::Wake, 1);
    push(40, Kind::Run, 0);
    push(50, Kind::Block, -1);
    let release = push(50, Kind::Release, 0);
    push(2_000_000, Kind::Wake, i64::from(release.0));
    push(2_000_000, Kind::Run, 0);
    push(2_000_010, Kind::Done, 0);
    let trace = recorder.finish(Outcome::Finished { exit_code: 0 });
    let kinds: Vec<(u64, Kind)> = trace.events.iter().map(|event| (event.time_ns, event.kind)).collect();
    let expected = vec![
        (0, Kind::Run),
        (10, Kind::Create),
        (20, Kind::Truncated),
        (50, Kind::Block),
        (2_000_000, Kind::Wake),
        (2_000_000, Kind::Run),
        (2_000_010, Kind::Done),
    ];
    assert_eq!(kinds, expected);
    assert_eq!(trace.events.value[4], -1, "the waking event was not kept");
}
