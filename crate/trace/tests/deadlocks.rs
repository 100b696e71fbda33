//! The sentences that say why a run is stuck.

use hotpot_trace::{Event, EventId, Kind, ObjectId, ObjectKind, Outcome, Recorder, ThreadId, ThreadRow, Trace, WaitReason};

struct Story {
    recorder: Recorder,
    time_ns: u64,
}

impl Story {
    fn of(threads: &[&str], objects: &[(ObjectKind, &str)]) -> Self {
        let mut recorder = Recorder::default();
        for name in threads {
            let parent = (*name != "MainThread").then_some(ThreadId(0));
            recorder.add_thread(ThreadRow { name: (*name).to_owned(), process: 0, parent, daemon: false });
        }
        for (kind, name) in objects {
            let object = recorder.add_object(*kind);
            recorder.name_object(object, name);
        }
        Self { recorder, time_ns: 0 }
    }

    fn then(mut self, thread: u32, kind: Kind, object: u32, value: i64, reason: u8) -> Self {
        self.time_ns += 500_000_000;
        let (thread, object) = (ThreadId(thread), ObjectId(object));
        self.recorder.push(&Event { time_ns: self.time_ns, seq: EventId(0), thread, kind, object, line: 0, value, reason });
        self
    }

    fn block(self, thread: u32, object: u32, holder: i64, reason: WaitReason) -> Self {
        self.then(thread, Kind::Block, object, holder, reason as u8)
    }

    fn end(self) -> Trace {
        self.recorder.finish(Outcome::Deadlock)
    }
}

#[test]
fn two_locks_in_opposite_order_name_who_holds_what() {
    let trace = Story::of(&["MainThread", "A", "B"], &[(ObjectKind::Lock, "left"), (ObjectKind::Lock, "right")])
        .then(1, Kind::Acquire, 1, 1, 0)
        .then(2, Kind::Acquire, 2, 1, 0)
        .block(1, 2, 2, WaitReason::Acquire)
        .block(2, 1, 1, WaitReason::Acquire)
        .block(0, 0, 1, WaitReason::JoinThread)
        .end();
    let deadlock = trace.deadlock();
    let sentence = "Deadlock: MainThread waits for A to end; A holds left and waits for right, which B holds; \
                    B holds right and waits for left, which A holds.";
    assert_eq!(deadlock.sentence, sentence);
    assert_eq!(deadlock.stuck[1].holder, Some(ThreadId(2)));
    assert_eq!(deadlock.stuck[1].holds, vec![ObjectId(1)]);
}

#[test]
fn a_lock_against_itself_is_said_plainly() {
    let trace =
        Story::of(&["MainThread"], &[(ObjectKind::Lock, "lock")]).then(0, Kind::Acquire, 1, 1, 0).block(0, 1, 0, WaitReason::Acquire).end();
    assert_eq!(trace.deadlock().sentence, "Deadlock: MainThread waits for lock, which it holds itself.");
}

#[test]
fn a_lost_notification_is_told_with_its_time() {
    let trace = Story::of(&["MainThread", "A", "B"], &[(ObjectKind::Condition, "pot")])
        .then(1, Kind::Notify, 1, 0, 0)
        .block(1, 1, -1, WaitReason::Notified)
        .block(2, 1, -1, WaitReason::Notified)
        .end();
    let sentence = "Deadlock: A waits for pot to be notified; B waits for pot to be notified; \
                    pot was notified by A at 0.5 s, before anybody waited.";
    assert_eq!(trace.deadlock().sentence, sentence);
}

#[test]
fn unfinished_tasks_are_counted() {
    let trace = Story::of(&["MainThread", "worker"], &[(ObjectKind::Queue, "tasks")])
        .then(0, Kind::Unfinished, 1, 2, 0)
        .then(1, Kind::Unfinished, 1, 1, 0)
        .block(1, 1, -1, WaitReason::Get)
        .block(0, 1, -1, WaitReason::JoinQueue)
        .end();
    let sentence = "Deadlock: MainThread waits for the tasks of tasks (1 unfinished); \
                    worker waits for an item in tasks, which is empty.";
    assert_eq!(trace.deadlock().sentence, sentence);
}
