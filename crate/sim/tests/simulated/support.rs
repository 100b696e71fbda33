//! Threads of a run written as Rust futures, in place of Python.

use core::future::{Future, poll_fn};
use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, Mutex};

use hotpot_sim::{Settings, Simulation};
use hotpot_sync::{Budget, Fiber, Finish, OpClass, Pause, Platform, SpawnError, ThreadEnd, ThreadInfo, sleep, visible};
use hotpot_trace::{Event, Kind, ObjectKind, ThreadId, Trace, WaitReason};

type Boxed = Pin<Box<dyn Future<Output = ThreadEnd> + Send>>;

/// The budget a script runs on, where its future can reach it.
#[derive(Default)]
struct Meter {
    fuel: AtomicI64,
    op: AtomicI64,
    switch_points: AtomicU32,
    pauses_at_switch: AtomicBool,
    is_pausing: AtomicBool,
    is_anywhere: AtomicBool,
    breaker: Mutex<Option<Arc<AtomicBool>>>,
}

/// The calling thread of a test program.
#[derive(Clone)]
pub struct Me {
    pub platform: Arc<dyn Platform + Send + Sync>,
    meter: Arc<Meter>,
}

impl Me {
    /// Executes so many bytecodes of the class `Jump`; a switch point follows the last.
    pub async fn compute(&self, bytecodes: u32) {
        for left in (0..bytecodes).rev() {
            self.one_bytecode(left == 0).await;
        }
    }

    async fn one_bytecode(&self, is_jump: bool) {
        let meter = &self.meter;
        while meter.fuel.load(Ordering::Relaxed) <= 0 {
            self.pause(false).await;
        }
        meter.fuel.fetch_sub(meter.op.load(Ordering::Relaxed), Ordering::Relaxed);
        if is_jump || meter.is_anywhere.load(Ordering::Relaxed) {
            let is_asked = meter.breaker.lock().unwrap().as_ref().is_some_and(|breaker| breaker.load(Ordering::Relaxed));
            let left = meter.switch_points.load(Ordering::Relaxed);
            if left != u32::MAX {
                meter.switch_points.store(left.saturating_sub(1), Ordering::Relaxed);
            }
            if is_asked || left == 0 {
                self.pause(true).await;
            }
        }
    }

    async fn pause(&self, at_switch: bool) {
        self.meter.pauses_at_switch.store(at_switch, Ordering::Relaxed);
        self.meter.is_pausing.store(true, Ordering::Relaxed);
        let mut polled = false;
        poll_fn(|_| if core::mem::replace(&mut polled, true) { Poll::Ready(()) } else { Poll::Pending }).await;
    }

    /// A choice point.
    pub async fn visible(&self) {
        visible(&*self.platform).await;
    }

    pub async fn sleep_ms(&self, ms: u64) {
        self.visible().await;
        sleep(&*self.platform, Duration::from_millis(ms)).await.unwrap();
    }

    pub async fn print(&self, text: &str) {
        self.visible().await;
        let text = self.platform.intern(text);
        self.platform.record(Kind::Output, hotpot_trace::ObjectId(1), i64::from(text));
    }

    /// Starts a thread; what it returns is joined by [`Me::join`].
    pub async fn start<F>(&self, name: &str, body: impl FnOnce(Me) -> F + Send + 'static) -> Arc<Finish>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        self.visible().await;
        self.try_start(name, body).unwrap()
    }

    pub fn try_start<F>(&self, name: &str, body: impl FnOnce(Me) -> F + Send + 'static) -> Result<Arc<Finish>, SpawnError>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let object = self.platform.create_object(ObjectKind::Thread);
        self.platform.name_object(object, name);
        let finish = Arc::new(Finish::new(object));
        let info = ThreadInfo { name: name.to_owned(), process: 0, daemon: false, finish: Arc::clone(&finish) };
        self.platform.spawn(info, Script::of(body))?;
        Ok(finish)
    }

    pub async fn join(&self, finish: &Finish) {
        self.visible().await;
        finish.join(&*self.platform, None, WaitReason::JoinThread).await.unwrap();
    }
}

/// A fiber whose frames are one Rust future.
pub struct Script {
    begin: Option<Box<dyn FnOnce(Me) -> Boxed + Send>>,
    future: Option<Boxed>,
    meter: Arc<Meter>,
}

impl Script {
    pub fn of<F>(body: impl FnOnce(Me) -> F + Send + 'static) -> Box<dyn Fiber + Send>
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let begin = move |me| -> Boxed {
            let body = body(me);
            Box::pin(async move {
                body.await;
                ThreadEnd::Done
            })
        };
        Box::new(Self { begin: Some(Box::new(begin)), future: None, meter: Arc::default() })
    }
}

impl Fiber for Script {
    fn run(&mut self, platform: &Arc<dyn Platform + Send + Sync>, budget: &mut Budget, cx: &mut Context<'_>) -> Pause {
        let meter = &self.meter;
        meter.fuel.store(budget.fuel, Ordering::Relaxed);
        meter.op.store(i64::from(budget.costs[OpClass::Jump as usize]), Ordering::Relaxed);
        meter.switch_points.store(budget.switch_points, Ordering::Relaxed);
        meter.is_anywhere.store(budget.switch_anywhere, Ordering::Relaxed);
        *meter.breaker.lock().unwrap() = Some(Arc::clone(&budget.breaker));
        if let Some(begin) = self.begin.take() {
            self.future = Some(begin(Me { platform: Arc::clone(platform), meter: Arc::clone(meter) }));
        }
        let poll = self.future.as_mut().unwrap().as_mut().poll(cx);
        budget.fuel = meter.fuel.load(Ordering::Relaxed);
        budget.switch_points = meter.switch_points.load(Ordering::Relaxed);
        match poll {
            Poll::Ready(end) => Pause::Finished(end),
            Poll::Pending if meter.is_pausing.swap(false, Ordering::Relaxed) => {
                if meter.pauses_at_switch.load(Ordering::Relaxed) {
                    Pause::Switch
                } else {
                    Pause::OutOfFuel
                }
            }
            Poll::Pending => Pause::Waiting,
        }
    }
}

/// Runs a test program to its end.
pub fn run<F>(settings: &Settings, main: impl FnOnce(Me) -> F + Send + 'static) -> Trace
where
    F: Future<Output = ()> + Send + 'static,
{
    Simulation::new(settings.clone(), Script::of(main)).run()
}

pub fn events(trace: &Trace, kind: Kind) -> Vec<Event> {
    trace.events.iter().filter(|event| event.kind == kind).collect()
}

pub fn prints(trace: &Trace) -> Vec<String> {
    trace.output().map(|(_, _, text)| text.to_owned()).collect()
}

pub fn thread(trace: &Trace, name: &str) -> ThreadId {
    ThreadId(trace.threads.iter().position(|row| row.name == name).unwrap() as u32)
}
