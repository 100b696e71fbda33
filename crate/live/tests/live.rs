//! Live runs of small Rust fibers on OS threads.

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hotpot_live::{Limits, Live, Settings};
use hotpot_sync::{
    Budget, Condition, Event, Fiber, Finish, Lock, Pause, Platform, Queue, Semaphore, SpawnError, Stopped, ThreadEnd, ThreadInfo, sleep,
};
use hotpot_trace::{Kind, Limits as TraceLimits, ObjectId, ObjectKind, Outcome, Trace, WaitReason};
use proptest::prelude::{ProptestConfig, any, prop_assert_eq, proptest};

type Shared = Arc<dyn Platform + Send + Sync>;
type Future_ = Pin<Box<dyn Future<Output = Result<(), Stopped>> + Send>>;

const MS: Duration = Duration::from_millis(1);

/// A fiber made of an `async` block.
enum Body<F> {
    New(Option<F>),
    Begun(Future_),
}

impl<F: FnOnce(Shared) -> Future_ + Unpin> Fiber for Body<F> {
    fn run(&mut self, platform: &Shared, _: &mut Budget, cx: &mut Context<'_>) -> Pause {
        if let Self::New(start) = self {
            let start = start.take().expect("begun once");
            *self = Self::Begun(start(Arc::clone(platform)));
        }
        let Self::Begun(future) = self else { unreachable!("just begun") };
        match future.as_mut().poll(cx) {
            Poll::Ready(Ok(())) => Pause::Finished(ThreadEnd::Done),
            Poll::Ready(Err(Stopped)) => Pause::Finished(ThreadEnd::CutOff),
            Poll::Pending => Pause::Waiting,
        }
    }
}

fn fiber<F>(body: impl FnOnce(Shared) -> F + Send + Unpin + 'static) -> Box<dyn Fiber + Send>
where
    F: Future<Output = Result<(), Stopped>> + Send + 'static,
{
    Box::new(Body::New(Some(|platform| Box::pin(body(platform)) as Future_)))
}

/// Computes for some slices of a millisecond, and until all of its company has begun; looks at its breaker as the virtual machine
/// does.
struct Computing {
    slices: u32,
    begun: bool,
    /// How many have begun, and how many must.
    company: (Arc<AtomicU32>, u32),
}

impl Computing {
    fn for_ever() -> Self {
        Self { slices: u32::MAX, begun: false, company: (Arc::default(), 1) }
    }
}

impl Fiber for Computing {
    fn run(&mut self, _: &Shared, budget: &mut Budget, _: &mut Context<'_>) -> Pause {
        let (company, wanted) = &self.company;
        if !core::mem::replace(&mut self.begun, true) {
            company.fetch_add(1, Relaxed);
        }
        let began = Instant::now();
        while began.elapsed() < MS {
            if budget.breaker.load(Relaxed) {
                return Pause::Switch;
            }
        }
        budget.fuel = 0;
        self.slices = self.slices.saturating_sub(1);
        if self.slices == 0 && company.load(Relaxed) >= *wanted { Pause::Finished(ThreadEnd::Done) } else { Pause::OutOfFuel }
    }
}

fn spawn(platform: &Shared, fiber: Box<dyn Fiber + Send>) -> Result<Arc<Finish>, SpawnError> {
    let finish = Arc::new(Finish::new(platform.create_object(ObjectKind::Thread)));
    platform.spawn(ThreadInfo { name: String::new(), process: 0, daemon: false, finish: Arc::clone(&finish) }, fiber)?;
    Ok(finish)
}

async fn join_all(platform: &Shared, all: Vec<Arc<Finish>>) -> Result<(), Stopped> {
    for finish in all {
        finish.join(&**platform, None, WaitReason::JoinThread).await?;
    }
    Ok(())
}

fn settings(gil: bool) -> Settings {
    Settings { gil, ..Settings::default() }
}

/// Runs to the end; a run that takes a minute hangs.
fn run(settings: Settings, main: Box<dyn Fiber + Send>) -> Trace {
    let live = Live::start(settings, main);
    wait_until(|| live.is_over());
    wait_until(|| live.is_idle());
    live.finish()
}

fn wait_until(done: impl Fn() -> bool) {
    let began = Instant::now();
    while !done() {
        assert!(began.elapsed() < Duration::from_mins(1), "hangs");
        std::thread::sleep(MS);
    }
}

/// Waits until a snapshot looks so.
fn wait_for(live: &mut Live, looks_so: impl Fn(&Trace) -> bool) {
    let began = Instant::now();
    while !looks_so(&live.snapshot()) {
        assert!(began.elapsed() < Duration::from_mins(1), "hangs");
        std::thread::sleep(MS);
    }
}

/// From each thread's Run to what ends it, as pairs of sequence numbers.
fn running(trace: &Trace) -> BTreeMap<u32, Vec<(u32, u32)>> {
    let mut all: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    let mut since: BTreeMap<u32, u32> = BTreeMap::new();
    for event in trace.events.iter() {
        match event.kind {
            Kind::Run => {
                since.insert(event.thread.0, event.seq.0);
            }
            Kind::Block | Kind::Sleep | Kind::Ready | Kind::Done | Kind::CutOff | Kind::Failed => {
                if let Some(begin) = since.remove(&event.thread.0) {
                    all.entry(event.thread.0).or_default().push((begin, event.seq.0));
                }
            }
            _ => {}
        }
    }
    all
}

/// How many pairs of running stretches of different threads overlap.
fn overlaps(trace: &Trace) -> usize {
    let all: Vec<(u32, u32, u32)> =
        running(trace).into_iter().flat_map(|(thread, stretches)| stretches.into_iter().map(move |(a, b)| (thread, a, b))).collect();
    let crosses = |x: &(u32, u32, u32), y: &(u32, u32, u32)| x.0 < y.0 && x.1 < y.2 && y.1 < x.2;
    all.iter().map(|x| all.iter().filter(|y| crosses(x, y)).count()).sum()
}

fn four_computing_threads() -> Box<dyn Fiber + Send> {
    fiber(|platform| async move {
        let begun = Arc::new(AtomicU32::new(0));
        let computing = || Computing { slices: 20, begun: false, company: (Arc::clone(&begun), 4) };
        let all = (0..4).map(|_| spawn(&platform, Box::new(computing())).expect("far from the limit")).collect();
        join_all(&platform, all).await
    })
}

fn workers(trace: &Trace) -> BTreeMap<u32, i64> {
    trace.events.iter().filter(|event| event.kind == Kind::Run).map(|event| (event.thread.0, event.value)).collect()
}

#[test]
fn without_a_gil_threads_overlap_on_workers_of_their_own() {
    let trace = run(settings(false), four_computing_threads());
    assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
    assert!(overlaps(&trace) >= 6, "each of four with each other: {}", overlaps(&trace));
    let mut workers: Vec<i64> = workers(&trace).into_values().collect();
    workers.sort_unstable();
    workers.dedup();
    assert_eq!(workers.len(), 5);
}

#[test]
fn with_a_gil_no_two_threads_run_at_once() {
    let trace = run(settings(true), four_computing_threads());
    assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
    assert_eq!(overlaps(&trace), 0);
    let turns: usize = running(&trace).values().map(Vec::len).sum();
    assert!(turns >= 8, "main begins and ends, and all but one of four wait for the others to begin: {turns}");
    // Turns end when a waiter has waited for 5 ms, or with their thread.
    let most = trace.end_ns() / 5_000_000 + 12;
    assert!(turns as u64 <= most, "{turns} turns, at most {most}");
}

#[test]
fn sixty_four_threads_wait_at_once() {
    for gil in [true, false] {
        let main = fiber(|platform| async move {
            let event = Arc::new(Event::new(&*platform));
            let ready = Arc::new(Semaphore::new(&*platform, 0));
            let wait = |_| {
                let (event, ready) = (Arc::clone(&event), Arc::clone(&ready));
                let body = fiber(|platform| async move {
                    ready.release(&*platform, 1).expect("far from the limit");
                    event.wait(&*platform, None).await?;
                    Ok(())
                });
                spawn(&platform, body).expect("within the limit")
            };
            let all = (0..64).map(wait).collect();
            for _ in 0..64 {
                ready.acquire(&*platform, None).await?;
            }
            sleep(&*platform, 20 * MS).await?;
            event.set(&*platform);
            join_all(&platform, all).await
        });
        let trace = run(settings(gil), main);
        assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
        assert_eq!(trace.events.iter().filter(|event| event.kind == Kind::Done).count(), 65);
    }
}

#[test]
fn a_deadlock_is_told_when_and_only_when_nobody_can_go_on() {
    let is_told = Arc::new(AtomicBool::new(false));
    let told = Arc::clone(&is_told);
    let main = fiber(|platform| async move {
        let locks = [(); 2].map(|()| Arc::new(Lock::new(&*platform)));
        let held = [(); 2].map(|()| Arc::new(Event::new(&*platform)));
        let both = |mine: usize, other: usize| {
            let (first, second) = (Arc::clone(&locks[mine]), Arc::clone(&locks[other]));
            let (is_held, others) = (Arc::clone(&held[mine]), Arc::clone(&held[other]));
            fiber(|platform| async move {
                first.acquire(&*platform, None).await?;
                is_held.set(&*platform);
                others.wait(&*platform, None).await?;
                second.acquire(&*platform, None).await?;
                Ok(())
            })
        };
        let sleeper = fiber(|platform| async move {
            while !told.load(Relaxed) {
                sleep(&*platform, MS).await?;
            }
            Ok(())
        });
        let all = [both(0, 1), both(1, 0), sleeper].map(|body| spawn(&platform, body).expect("within the limit"));
        join_all(&platform, all.into()).await
    });
    let mut live = Live::start(settings(true), main);
    wait_for(&mut live, |trace| trace.events.iter().any(|event| event.kind == Kind::Deadlock));
    assert!(!live.is_over(), "while a thread sleeps there is hope");
    is_told.store(true, Relaxed);
    wait_until(|| live.is_over());
    wait_until(|| live.is_idle());
    let trace = live.finish();
    assert_eq!(trace.outcome, Outcome::Deadlock);
    assert_eq!(trace.deadlock().stuck.len(), 3);
}

#[test]
fn stop_ends_every_kind_of_wait_and_computing() {
    for gil in [true, false] {
        let main = fiber(|platform| async move {
            let lock = Arc::new(Lock::new(&*platform));
            lock.acquire(&*platform, None).await?;
            let semaphore = Arc::new(Semaphore::new(&*platform, 0));
            let event = Arc::new(Event::new(&*platform));
            let condition = Arc::new(Condition::new(&*platform, Arc::new(Lock::new(&*platform))));
            let queue = Arc::new(Queue::new(&*platform, 1, VecDeque::from([0])));
            let (full, tasks) = (Arc::clone(&queue), Arc::new(Queue::new(&*platform, 0, VecDeque::new())));
            assert_eq!(tasks.put(&*platform, 1, None).await?, Ok(()));
            let items = Arc::new(Queue::new(&*platform, 0, VecDeque::<u8>::new()));
            let bodies = [
                fiber(|platform| async move { lock.acquire(&*platform, None).await.map(drop) }),
                fiber(|platform| async move { semaphore.acquire(&*platform, Some(Duration::from_secs(99))).await.map(drop) }),
                fiber(|platform| async move { event.wait(&*platform, None).await.map(drop) }),
                fiber(|platform| async move {
                    condition.lock().acquire(&*platform, None).await?;
                    condition.wait(&*platform, None).await.map(drop)
                }),
                fiber(|platform| async move { full.put(&*platform, 2, None).await.map(drop) }),
                fiber(|platform| async move { items.get(&*platform, None).await.map(drop) }),
                fiber(|platform| async move { tasks.join(&*platform).await }),
                fiber(|platform| async move { sleep(&*platform, Duration::from_secs(99)).await }),
                Box::new(Computing::for_ever()),
                Box::new(Computing::for_ever()),
            ];
            let all = bodies.into_iter().map(|body| spawn(&platform, body).expect("within the limit")).collect();
            join_all(&platform, all).await
        });
        let mut live = Live::start(settings(gil), main);
        wait_for(&mut live, |trace| {
            let shown: BTreeMap<u32, Kind> = trace.events.iter().map(|event| (event.thread.0, event.kind)).collect();
            // Main, which joins, and eight that wait (one for what main holds, which is told); two that compute.
            (0..9).all(|thread| matches!(shown.get(&thread), Some(Kind::Block | Kind::Sleep | Kind::Deadlock)))
                && (9..11).all(|thread| trace.events.iter().any(|event| event.thread.0 == thread && event.kind == Kind::Run))
        });
        assert!(!live.is_over());
        assert_eq!(live.snapshot().outcome, Outcome::Running);
        live.stop();
        wait_until(|| live.is_idle());
        let trace = live.finish();
        assert_eq!(trace.outcome, Outcome::Stopped);
        assert_eq!(trace.events.iter().filter(|event| event.kind == Kind::CutOff).count(), 11);
        assert!(trace.events.iter().skip_while(|event| event.kind != Kind::CutOff).all(|event| event.kind == Kind::CutOff));
    }
}

#[test]
fn the_end_of_the_main_thread_cuts_off_who_is_left() {
    let main = fiber(|platform| async move {
        spawn(&platform, fiber(|platform| async move { sleep(&*platform, Duration::from_secs(99)).await })).expect("within the limit");
        sleep(&*platform, 20 * MS).await
    });
    let trace = run(settings(true), main);
    assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
    assert_eq!(trace.events.iter().last().map(|event| (event.kind, event.thread.0)), Some((Kind::CutOff, 1)));
}

#[test]
fn timeouts_are_never_early_and_as_much_faster_as_the_speed_says() {
    for (speed, timeout) in [(1, 200 * MS), (10, 200 * MS), (1_000, Duration::from_mins(1))] {
        let main = fiber(move |platform| async move {
            let lock = Lock::new(&*platform);
            lock.acquire(&*platform, None).await?;
            let began = platform.now();
            assert!(!lock.acquire(&*platform, Some(timeout)).await?);
            sleep(&*platform, timeout).await?;
            assert!(platform.now().checked_sub(began).unwrap() >= 2 * timeout);
            Ok(())
        });
        let began = Instant::now();
        let trace = run(Settings { speed, ..settings(true) }, main);
        let took = began.elapsed();
        assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
        let run_took = Duration::from_nanos(trace.end_ns());
        assert!(run_took >= 2 * timeout && run_took <= took * speed, "{run_took:?} in {took:?} at {speed}");
        assert!(speed < 1_000 || took < timeout / 2, "two minutes take {took:?} at speed 1,000");
    }
}

#[test]
fn a_stress_of_queues_loses_nothing() {
    for gil in [true, false] {
        let sum = Arc::new(AtomicU32::new(0));
        let total = Arc::clone(&sum);
        let main = fiber(move |platform| async move {
            let queue = Arc::new(Queue::new(&*platform, 4, VecDeque::new()));
            let mut all = Vec::new();
            for _ in 0..4 {
                let producer = Arc::clone(&queue);
                let body = fiber(|platform| async move {
                    for item in 1..=500_u32 {
                        assert_eq!(producer.put(&*platform, item, None).await?, Ok(()));
                    }
                    Ok(())
                });
                all.push(spawn(&platform, body).expect("within the limit"));
                let (consumer, total) = (Arc::clone(&queue), Arc::clone(&total));
                let body = fiber(move |platform| async move {
                    for turn in 0..500_u32 {
                        // Now and then with a timeout that is about as long as a wait.
                        let timeout = (turn % 3 == 0).then_some(Duration::from_micros(20));
                        let item = match consumer.get(&*platform, timeout).await? {
                            Ok(item) => item,
                            Err(_) => consumer.get(&*platform, None).await?.expect("waits for ever"),
                        };
                        total.fetch_add(item, Relaxed);
                        consumer.task_done(&*platform).expect("one per item");
                    }
                    Ok(())
                });
                all.push(spawn(&platform, body).expect("within the limit"));
            }
            queue.join(&*platform).await?;
            join_all(&platform, all).await
        });
        let trace = run(settings(gil), main);
        assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
        assert_eq!(sum.load(Relaxed), 4 * 500 * 501 / 2);
        let lengths: Vec<i64> =
            trace.events.iter().filter(|event| matches!(event.kind, Kind::Put | Kind::Get)).map(|event| event.value).collect();
        assert_eq!(lengths.len(), 4_000);
        assert!(lengths.iter().all(|length| (0..=4).contains(length)));
        assert!(lengths.windows(2).all(|pair| (pair[0] - pair[1]).abs() == 1), "the order of events is the order of what they tell");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_queue_hands_out_every_item_once_and_in_the_order_of_its_producer(
        gil in any::<bool>(), places in 0..5_usize, producers in 1..5_u32, items in 1..200_u32,
    ) {
        let got = Arc::new(Mutex::new(Vec::new()));
        let taken = Arc::clone(&got);
        let main = fiber(move |platform| async move {
            let queue = Arc::new(Queue::new(&*platform, places, VecDeque::new()));
            let mut all = Vec::new();
            for producer in 0..producers {
                let queue = Arc::clone(&queue);
                let body = fiber(move |platform| async move {
                    for item in 0..items {
                        assert_eq!(queue.put(&*platform, (producer, item), None).await?, Ok(()));
                    }
                    Ok(())
                });
                all.push(spawn(&platform, body).expect("within the limit"));
            }
            for _ in 0..producers * items {
                let item = queue.get(&*platform, None).await?.expect("waits for ever");
                taken.lock().expect("nobody panics").push(item);
            }
            join_all(&platform, all).await
        });
        prop_assert_eq!(run(settings(gil), main).outcome, Outcome::Finished { exit_code: 0 });
        let got = got.lock().expect("nobody panics");
        for producer in 0..producers {
            let of_one: Vec<u32> = got.iter().filter(|(of, _)| *of == producer).map(|(_, item)| *item).collect();
            prop_assert_eq!(of_one, (0..items).collect::<Vec<u32>>());
        }
    }
}

#[test]
fn so_many_threads_are_alive_at_once_and_so_many_started_in_all() {
    let limits = Limits { alive: 3, started: 10, ..Limits::default() };
    let main = fiber(|platform| async move {
        let end = Arc::new(Event::new(&*platform));
        let wait = |platform: &Shared| {
            let end = Arc::clone(&end);
            spawn(platform, fiber(|platform| async move { end.wait(&*platform, None).await.map(drop) }))
        };
        let two = vec![wait(&platform).expect("the second"), wait(&platform).expect("the third")];
        assert_eq!(wait(&platform).err(), Some(SpawnError::TooManyAtOnce { limit: 3 }));
        end.set(&*platform);
        join_all(&platform, two).await?;
        // Who was joined is no longer alive, whether or not its worker is back.
        for _ in 3..10 {
            join_all(&platform, vec![wait(&platform).expect("two at once")]).await?;
        }
        assert_eq!(wait(&platform).err(), Some(SpawnError::TooMany { limit: 10 }));
        Ok(())
    });
    let trace = run(Settings { limits, ..settings(true) }, main);
    assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
    assert_eq!(trace.threads.len(), 10);
    assert_eq!(trace.events.iter().filter(|event| event.kind == Kind::Done).count(), 10, "those that ended early are in the trace");
}

/// Three threads that count themselves and then record as fast as they can, until they are stopped or have recorded so many events.
fn recording_threads(begun: &Arc<AtomicU32>, events: i64) -> Box<dyn Fiber + Send> {
    let begun = Arc::clone(begun);
    fiber(move |platform| async move {
        let record = || {
            let begun = Arc::clone(&begun);
            fiber(move |platform| async move {
                begun.fetch_add(1, Relaxed);
                for value in 0..events {
                    platform.record(Kind::Put, ObjectId::NONE, value);
                    if platform.is_stopped() {
                        return Err(Stopped);
                    }
                }
                Ok(())
            })
        };
        let all = (0..3).map(|_| spawn(&platform, record()).expect("within the limit")).collect();
        join_all(&platform, all).await
    })
}

fn rows(trace: &Trace) -> Vec<(u32, Kind, i64)> {
    trace.events.iter().map(|event| (event.thread.0, event.kind, event.value)).collect()
}

#[test]
fn a_snapshot_begins_with_the_one_before() {
    for _ in 0..20 {
        let mut live = Live::start(settings(false), recording_threads(&Arc::default(), 5_000));
        let mut before = Vec::new();
        loop {
            let is_over = live.is_over();
            let now = rows(&live.snapshot());
            assert!(now.len() >= before.len() && now[..before.len()] == before, "nothing shown moves or goes");
            before = now;
            if is_over {
                break;
            }
        }
        wait_until(|| live.is_idle());
        assert_eq!(rows(&live.finish()), before);
        assert_eq!(before.iter().filter(|(_, kind, _)| *kind == Kind::Put).count(), 15_000);
    }
}

#[test]
fn nobody_does_anything_after_its_end() {
    for _ in 0..100 {
        let begun = Arc::default();
        let live = Live::start(settings(false), recording_threads(&begun, i64::MAX));
        while begun.load(Relaxed) < 3 {
            std::thread::yield_now();
        }
        live.stop();
        wait_until(|| live.is_idle());
        let trace = live.finish();
        let ends: Vec<u32> = trace.events.iter().filter(|event| event.kind.is_end()).map(|event| event.thread.0).collect();
        assert_eq!(ends.len(), 4, "each ends once: {ends:?}");
        for thread in ends {
            let last = trace.events.iter().filter(|event| event.thread.0 == thread).last();
            assert!(last.is_some_and(|event| event.kind.is_end()), "{last:?}");
        }
    }
}

#[test]
fn a_full_trace_keeps_ends_and_says_from_where() {
    let trace_limits = TraceLimits { events: 50, tail: 10 };
    let limits = Limits { trace: trace_limits, ..Limits::default() };
    let main = fiber(|platform| async move {
        let lock = Lock::new(&*platform);
        for _ in 0..1_000 {
            lock.acquire(&*platform, None).await?;
            lock.release(&*platform).expect("held");
        }
        sleep(&*platform, 5 * MS).await
    });
    let trace = run(Settings { limits, ..settings(true) }, main);
    let kinds: Vec<Kind> = trace.events.iter().skip(50).map(|event| event.kind).collect();
    assert_eq!(kinds, [Kind::Truncated, Kind::Sleep, Kind::Wake, Kind::Run, Kind::Done]);
}

#[test]
fn nothing_is_recorded_where_nothing_is_asked_for() {
    let trace = run(Settings { record: false, ..settings(false) }, four_computing_threads());
    assert_eq!((trace.events.len(), trace.outcome), (0, Outcome::Finished { exit_code: 0 }));
}
