//! Live runs of small Rust fibers on OS threads.

use std::collections::{BTreeMap, VecDeque};
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use hotpot_live::{Limits, Live, Settings};
use hotpot_sync::{
    Budget, Condition, Event, Fiber, Finish, Lock, Pause, Platform, Queue, Semaphore, SpawnError, Stopped, ThreadEnd, ThreadInfo, sleep,
};
use hotpot_trace::{Kind, Limits as TraceLimits, ObjectKind, Outcome, Trace, WaitReason};
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

/// Computes for slices of a millisecond until told to end; looks at its breaker as the virtual machine does.
struct Computing {
    slices: u32,
}

impl Fiber for Computing {
    fn run(&mut self, _: &Shared, budget: &mut Budget, _: &mut Context<'_>) -> Pause {
        let began = Instant::now();
        while began.elapsed() < MS {
            if budget.breaker.load(Relaxed) {
                return Pause::Switch;
            }
        }
        budget.fuel = 0;
        self.slices = self.slices.saturating_sub(1);
        if self.slices == 0 { Pause::Finished(ThreadEnd::Done) } else { Pause::OutOfFuel }
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
        let all = (0..4).map(|_| spawn(&platform, Box::new(Computing { slices: 20 })).expect("far from the limit")).collect();
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
    assert!(overlaps(&trace) >= 3, "{}", overlaps(&trace));
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
    assert!((8..60).contains(&turns), "80 ms of computing in turns of 5 ms or more: {turns}");
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
    let main = fiber(|platform| async move {
        let locks = [(); 2].map(|()| Arc::new(Lock::new(&*platform)));
        let both = |first: &Arc<Lock>, second: &Arc<Lock>| {
            let (first, second) = (Arc::clone(first), Arc::clone(second));
            fiber(|platform| async move {
                first.acquire(&*platform, None).await?;
                sleep(&*platform, 20 * MS).await?;
                second.acquire(&*platform, None).await?;
                Ok(())
            })
        };
        let mut all = vec![spawn(&platform, both(&locks[0], &locks[1])), spawn(&platform, both(&locks[1], &locks[0]))];
        all.push(spawn(&platform, fiber(|platform| async move { sleep(&*platform, 100 * MS).await })));
        join_all(&platform, all.into_iter().map(|finish| finish.expect("within the limit")).collect()).await
    });
    let trace = run(settings(true), main);
    assert_eq!(trace.outcome, Outcome::Deadlock);
    assert!(trace.end_ns() >= 100_000_000, "while a thread sleeps there is hope");
    let cycle = trace.events.iter().find(|event| event.kind == Kind::Deadlock).expect("the cycle is told");
    assert!(cycle.time_ns < 90_000_000, "at once");
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
                Box::new(Computing { slices: u32::MAX }),
                Box::new(Computing { slices: u32::MAX }),
            ];
            let all = bodies.into_iter().map(|body| spawn(&platform, body).expect("within the limit")).collect();
            join_all(&platform, all).await
        });
        let mut live = Live::start(settings(gil), main);
        wait_until(|| live.now() > 100 * MS);
        assert!(!live.is_over());
        assert_eq!(live.snapshot().outcome, Outcome::Running);
        let began = Instant::now();
        live.stop();
        wait_until(|| live.is_idle());
        assert!(began.elapsed() < Duration::from_secs(1));
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
fn timeouts_are_never_early_and_ten_times_as_fast_at_speed_ten() {
    for speed in [1, 10] {
        let main = fiber(|platform| async move {
            let lock = Lock::new(&*platform);
            lock.acquire(&*platform, None).await?;
            let began = platform.now();
            assert!(!lock.acquire(&*platform, Some(200 * MS)).await?);
            sleep(&*platform, 100 * MS).await?;
            assert!(platform.now().checked_sub(began).unwrap() >= 300 * MS);
            Ok(())
        });
        let began = Instant::now();
        let trace = run(Settings { speed, ..settings(true) }, main);
        let took = began.elapsed() * speed;
        assert!(took >= 300 * MS && took < 300 * MS + 150 * MS * speed, "{took:?}");
        assert!((300_000_000..).contains(&trace.end_ns()));
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
fn limits_end_a_run_with_a_sentence() {
    let limits = Limits { instructions: 100_000, ..Limits::default() };
    let trace = run(Settings { limits, ..settings(true) }, Box::new(Computing { slices: u32::MAX }));
    assert_eq!(trace.outcome, Outcome::Limit { sentence: "The program ran 100000 instructions, the limit of a run.".to_owned() });

    let limits = Limits { threads: 3, ..Limits::default() };
    let main = fiber(|platform| async move {
        for expected in [true, true, false] {
            let other = spawn(&platform, fiber(|platform| async move { sleep(&*platform, MS).await }));
            assert_eq!(other.is_ok(), expected);
            assert!(expected || other.err() == Some(SpawnError::TooMany { limit: 3 }));
        }
        Ok(())
    });
    let trace = run(Settings { limits, ..settings(true) }, main);
    assert_eq!(trace.outcome, Outcome::Finished { exit_code: 0 });
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
