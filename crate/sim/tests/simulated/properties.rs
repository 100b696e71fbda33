//! What holds for every run, tried on many random programs, machines and seeds.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::time::Duration;

use hotpot_sim::{Progress, Replay, Settings, Simulation};
use hotpot_sync::{Event, Fiber, Lock, Queue, Semaphore};
use hotpot_trace::{Kind, ObjectId, Outcome, State, ThreadId, Trace, WaitReason};
use proptest::prelude::*;

use crate::support::{Me, Script};

/// What a thread does; numbers are places in the program's lists of objects.
#[derive(Clone, Debug)]
enum Act {
    Compute(u32),
    Sleep(u64),
    With(usize, Vec<Act>),
    TryWith(usize),
    Enter(Vec<Act>),
    Put(usize),
    Get(usize),
    Set,
    Clear,
    Wait,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let simple = prop_oneof![
        3 => (1u32..200).prop_map(Act::Compute),
        2 => (0u64..20).prop_map(Act::Sleep),
        1 => (0usize..2).prop_map(Act::TryWith),
        2 => (0usize..2).prop_map(Act::Put),
        2 => (0usize..2).prop_map(Act::Get),
        1 => Just(Act::Set),
        1 => Just(Act::Clear),
        1 => Just(Act::Wait),
    ];
    let act = simple.prop_recursive(2, 12, 4, |inner| {
        let body = prop::collection::vec(inner, 1..4);
        prop_oneof![(0usize..2, body.clone()).prop_map(|(lock, body)| Act::With(lock, body)), body.prop_map(Act::Enter)]
    });
    prop::collection::vec(act, 1..6)
}

struct Objects {
    locks: [Lock; 2],
    queues: [Queue<u32>; 2],
    places: Semaphore,
    event: Event,
}

fn carry_out<'a>(me: &'a Me, objects: &'a Objects, acts: &'a [Act]) -> core::pin::Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
    Box::pin(async move {
        let platform = &*me.platform;
        let patience = Some(Duration::from_millis(7));
        for act in acts {
            me.visible().await;
            match act {
                Act::Compute(bytecodes) => me.compute(*bytecodes).await,
                Act::Sleep(ms) => me.sleep_ms(*ms).await,
                Act::With(lock, body) => {
                    if objects.locks[*lock].acquire(platform, patience).await.unwrap() {
                        carry_out(me, objects, body).await;
                        me.visible().await;
                        objects.locks[*lock].release(platform).unwrap();
                    }
                }
                Act::TryWith(lock) => {
                    if objects.locks[*lock].try_acquire(platform) {
                        me.compute(5).await;
                        me.visible().await;
                        objects.locks[*lock].release(platform).unwrap();
                    }
                }
                Act::Enter(body) => {
                    // No patience: this may deadlock.
                    assert!(objects.places.acquire(platform, None).await.unwrap());
                    carry_out(me, objects, body).await;
                    me.visible().await;
                    objects.places.release(platform, 1).unwrap();
                }
                Act::Put(queue) => drop(objects.queues[*queue].put(platform, 1, patience).await.unwrap()),
                Act::Get(queue) => drop(objects.queues[*queue].get(platform, None).await.unwrap()),
                Act::Set => drop(objects.event.set(platform)),
                Act::Clear => objects.event.clear(platform),
                Act::Wait => drop(objects.event.wait(platform, patience).await.unwrap()),
            }
        }
    })
}

fn program(threads: Vec<Vec<Act>>) -> Box<dyn Fiber + Send> {
    Script::of(|me: Me| async move {
        let platform = &*me.platform;
        let objects = Arc::new(Objects {
            locks: [Lock::new(platform), Lock::new(platform)],
            queues: [Queue::new(platform, 2, VecDeque::new()), Queue::new(platform, 0, VecDeque::new())],
            places: Semaphore::new(platform, 2),
            event: Event::new(platform),
        });
        let mut started = Vec::new();
        for (number, acts) in threads.into_iter().enumerate() {
            let objects = Arc::clone(&objects);
            started.push(me.start(&format!("{number}"), |me: Me| async move { carry_out(&me, &objects, &acts).await }).await);
        }
        for thread in &started {
            me.join(thread).await;
        }
    })
}

prop_compose! {
    fn machines()(cores in 1u32..5, gil in any::<bool>(), anywhere in any::<bool>(), fast in any::<bool>(), seed in 0u64..1000) -> Settings {
        Settings { cores, gil, anywhere, slow: if fast { 1 } else { 1000 }, seed, ..Settings::default() }
    }
}

/// Nobody takes what another has, and counters never leave their bounds.
fn check_objects(trace: &Trace) -> Result<(), TestCaseError> {
    let mut holders: BTreeMap<ObjectId, ThreadId> = BTreeMap::new();
    let mut lengths: BTreeMap<ObjectId, i64> = BTreeMap::new();
    for event in trace.events.iter() {
        match event.kind {
            Kind::Acquire => prop_assert_eq!(holders.insert(event.object, event.thread), None),
            Kind::Release => prop_assert_eq!(holders.remove(&event.object), Some(event.thread)),
            Kind::Put | Kind::Get => {
                let change = if event.kind == Kind::Put { 1 } else { -1 };
                let length = lengths.entry(event.object).or_insert(0);
                *length += change;
                prop_assert_eq!(*length, event.value);
                prop_assert!(*length >= 0);
            }
            Kind::SemaphoreAcquire | Kind::SemaphoreRelease => prop_assert!((0..=2).contains(&event.value)),
            _ => {}
        }
    }
    Ok(())
}

/// No more threads run than there are cores, or than the GIL lets; nobody runs on two cores, and no core runs two.
fn check_machine(trace: &Trace, settings: &Settings) -> Result<(), TestCaseError> {
    prop_assert!(trace.events.time_ns.is_sorted());
    let most = if settings.gil { 1 } else { settings.cores as usize };
    let mut running: BTreeMap<ThreadId, i64> = BTreeMap::new();
    for event in trace.events.iter() {
        match event.kind {
            Kind::Run => {
                prop_assert!(!running.values().any(|core| *core == event.value), "two on one core\n{}", trace.transcript());
                // A thread may go on on another core after a pause that shows nothing.
                running.insert(event.thread, event.value);
                prop_assert!(running.len() <= most, "{} run\n{}", running.len(), trace.transcript());
                prop_assert!(event.value < i64::from(settings.cores));
            }
            Kind::Block | Kind::Sleep => {
                prop_assert!(running.remove(&event.thread).is_some(), "{:?}\n{}", event, trace.transcript());
            }
            // Ready: perhaps from a wait straight to the queue for the GIL.
            Kind::Ready | Kind::Done | Kind::Failed | Kind::CutOff => drop(running.remove(&event.thread)),
            kind if (kind as u8) >= Kind::Acquire as u8 => {
                prop_assert!(running.contains_key(&event.thread), "{:?} of who does not run\n{}", event, trace.transcript());
            }
            _ => {}
        }
    }
    Ok(())
}

/// A run that stops short is one in which everybody waits for somebody.
fn check_end(trace: &Trace) -> Result<(), TestCaseError> {
    match trace.outcome {
        Outcome::Finished { .. } => prop_assert!(trace.intervals().iter().all(|interval| interval.end_ns <= trace.end_ns())),
        Outcome::Deadlock => {
            let deadlock = trace.deadlock();
            prop_assert!(deadlock.stuck.iter().any(|stuck| stuck.thread.0 == 0 && stuck.reason == WaitReason::JoinThread));
            let last: BTreeMap<ThreadId, State> = trace.intervals().iter().map(|interval| (interval.thread, interval.state)).collect();
            prop_assert!(last.values().all(|state| matches!(state, State::Blocked | State::Done)));
        }
        ref other => prop_assert!(false, "{other:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_run_keeps_the_rules_and_can_be_made_again(threads in prop::collection::vec(acts(), 1..5), settings in machines()) {
        let mut simulation = Simulation::new(settings.clone(), program(threads.clone()));
        while simulation.step(500) == Progress::Running {}
        let schedule = simulation.schedule();
        let trace = simulation.finish();
        check_objects(&trace)?;
        check_machine(&trace, &settings)?;
        check_end(&trace)?;
        let again = Simulation::with_oracle(settings, Box::new(Replay::new(schedule)), program(threads)).run();
        prop_assert_eq!(again.encode(), trace.encode());
    }
}
