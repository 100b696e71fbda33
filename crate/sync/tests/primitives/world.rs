//! A tiny deterministic platform: threads are futures on one OS thread, time is virtual, and at each step somebody chooses
//! which thread goes on (or that the clock does).

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use hotpot_sync::{
    Budget, Cost, Fiber, Finish, Gil, How, Key, Node, OP_CLASSES, Park, ParkEnd, Pause, Platform, SpawnError, Stopped, ThreadEnd,
    ThreadInfo, Waits, Woken, drive,
};
use hotpot_trace::{EventId, Kind, ObjectId, ObjectKind, ThreadId};

pub type Shared = Arc<dyn Platform + Send + Sync>;
type Driver = Pin<Box<dyn Future<Output = ThreadEnd> + Send>>;

/// What was recorded: who, what, on which object, with which value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub thread: u32,
    pub kind: Kind,
    pub object: ObjectId,
    pub value: i64,
}

/// How a run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// How each thread ended; `None` for those that wait for ever.
    pub ends: Vec<Option<ThreadEnd>>,
    pub rows: Vec<Row>,
    pub now: Duration,
}

impl Outcome {
    pub fn is_deadlock(&self) -> bool {
        self.ends.iter().any(Option::is_none)
    }

    pub fn kinds_of(&self, thread: u32) -> Vec<Kind> {
        self.rows.iter().filter(|row| row.thread == thread).map(|row| row.kind).collect()
    }

    pub fn count(&self, kind: Kind) -> usize {
        self.rows.iter().filter(|row| row.kind == kind).count()
    }
}

struct State {
    now: Duration,
    current: ThreadId,
    waits: Waits,
    ends: BTreeMap<ThreadId, ParkEnd>,
    at_visible: BTreeSet<ThreadId>,
    killed: BTreeSet<ThreadId>,
    rows: Vec<Row>,
    objects: u32,
}

pub struct World {
    state: Mutex<State>,
    gil: Option<Gil>,
    /// How long one slice of a fiber takes.
    slice: Duration,
}

/// A fiber made of an `async` block.
struct Body(Pin<Box<dyn Future<Output = Result<(), Stopped>> + Send>>);

impl Fiber for Body {
    fn run(&mut self, _: &Shared, _: &mut Budget, cx: &mut Context<'_>) -> Pause {
        match self.0.as_mut().poll(cx) {
            Poll::Ready(Ok(())) => Pause::Finished(ThreadEnd::Done),
            Poll::Ready(Err(Stopped)) => Pause::Finished(ThreadEnd::CutOff),
            Poll::Pending => Pause::Waiting,
        }
    }
}

/// The threads of a program.
pub struct Program {
    pub world: Arc<World>,
    fibers: Vec<Box<dyn Fiber + Send>>,
}

impl Program {
    pub fn new(with_gil: bool) -> Self {
        Self::with_slices(with_gil, Duration::ZERO)
    }

    /// With a clock that each slice of a fiber moves on.
    pub fn with_slices(with_gil: bool, slice: Duration) -> Self {
        let gil = with_gil.then(|| Gil::new(ObjectId(1)));
        let state = State {
            now: Duration::ZERO,
            current: ThreadId(0),
            waits: Waits::default(),
            ends: BTreeMap::new(),
            at_visible: BTreeSet::new(),
            killed: BTreeSet::new(),
            rows: Vec::new(),
            objects: 1,
        };
        Self { world: Arc::new(World { state: Mutex::new(state), gil, slice }), fibers: Vec::new() }
    }

    /// Adds a thread.
    pub fn thread<F>(&mut self, body: impl FnOnce(Arc<World>) -> F)
    where
        F: Future<Output = Result<(), Stopped>> + Send + 'static,
    {
        self.fiber(Box::new(Body(Box::pin(body(Arc::clone(&self.world))))));
    }

    pub fn fiber(&mut self, fiber: Box<dyn Fiber + Send>) {
        self.fibers.push(fiber);
    }

    /// Runs it; `choose(n)` picks one of `n` things that can happen next: a thread goes on, by id, or, last, the
    /// clock passes the next deadline: when no thread can go on, and `races` times although some can.
    pub fn run(self, mut races: u32, choose: &mut dyn FnMut(usize) -> usize) -> Outcome {
        let world = self.world;
        let mut ends = vec![None; self.fibers.len()];
        let start = |(id, fiber)| {
            let finish = Arc::new(Finish::new(ObjectId::NONE));
            finish.set_thread(ThreadId(id as u32));
            Some(Box::pin(drive(fiber, Arc::clone(&world) as Shared, finish)) as Driver)
        };
        let mut drivers: Vec<Option<Driver>> = self.fibers.into_iter().enumerate().map(start).collect();
        loop {
            let (ready, deadline) = world.ready(&drivers);
            let choices = ready.len() + usize::from(deadline.is_some() && (races > 0 || ready.is_empty()));
            if choices == 0 {
                break;
            }
            let Some(&id) = ready.get(choose(choices)) else {
                races = races.saturating_sub(u32::from(!ready.is_empty()));
                world.pass(deadline);
                continue;
            };
            world.lock().current = ThreadId(id as u32);
            let driver = drivers[id].as_mut().expect("only threads that have not ended are ready");
            if let Poll::Ready(end) = driver.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                ends[id] = Some(end);
                drivers[id] = None;
            }
        }
        let state = world.lock();
        Outcome { ends, rows: state.rows.clone(), now: state.now }
    }
}

/// First come, first served: the thread with the least id goes on.
pub fn run_in_order(program: Program) -> Outcome {
    program.run(0, &mut |_| 0)
}

/// Runs a program under every schedule; returns how many there are.
pub fn explore(races: u32, program: impl Fn() -> Program, check: impl Fn(&Outcome)) -> usize {
    let mut path: Vec<(usize, usize)> = Vec::new();
    for runs in 1.. {
        let mut depth = 0;
        let outcome = program().run(races, &mut |choices| {
            if depth == path.len() {
                path.push((0, choices));
            }
            depth += 1;
            assert_eq!(path[depth - 1].1, choices, "the same choices lead to the same place");
            path[depth - 1].0
        });
        check(&outcome);
        while path.last().is_some_and(|&(choice, choices)| choice + 1 == choices) {
            path.pop();
        }
        match path.last_mut() {
            Some(last) => last.0 += 1,
            None => return runs,
        }
    }
    unreachable!("the search ends before the numbers do")
}

impl World {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("a test thread panicked")
    }

    fn ready(&self, drivers: &[Option<Driver>]) -> (Vec<usize>, Option<Duration>) {
        let state = self.lock();
        let is_ready = |id: &usize| drivers[*id].is_some() && state.waits.get(ThreadId(*id as u32)).is_none();
        let ready = (0..drivers.len()).filter(is_ready).collect();
        (ready, state.waits.iter().filter_map(|(_, queued)| queued.deadline).min())
    }

    fn pass(&self, deadline: Option<Duration>) {
        let mut state = self.lock();
        state.now = state.now.max(deadline.expect("only chosen where there is one"));
        let now = state.now;
        let is_late = |deadline: Option<Duration>| deadline.is_some_and(|deadline| deadline <= now);
        let late: Vec<_> = state.waits.iter().filter(|(_, queued)| is_late(queued.deadline)).map(|(thread, _)| thread).collect();
        for thread in late {
            state.waits.remove(thread);
            state.ends.insert(thread, ParkEnd::TimedOut);
        }
    }

    /// Ends the thread at its wait, or at its next.
    pub fn kill(&self, thread: ThreadId) {
        let mut state = self.lock();
        state.killed.insert(thread);
        if state.waits.remove(thread).is_some() {
            state.ends.insert(thread, ParkEnd::Stopped);
        }
    }
}

impl Platform for World {
    fn now(&self) -> Duration {
        self.lock().now
    }

    fn current(&self) -> ThreadId {
        self.lock().current
    }

    fn gil(&self) -> Option<&Gil> {
        self.gil.as_ref()
    }

    fn poll_visible(&self, _: &mut Context<'_>) -> Poll<()> {
        let mut state = self.lock();
        let me = state.current;
        if state.at_visible.remove(&me) {
            return Poll::Ready(());
        }
        state.at_visible.insert(me);
        Poll::Pending
    }

    fn poll_park(&self, park: &Park<'_>, node: &mut Node, _: &mut Context<'_>) -> Poll<ParkEnd> {
        let me = self.current();
        if let Some(end) = self.lock().ends.remove(&me) {
            node.queued = false;
            return Poll::Ready(end);
        }
        assert!(!node.queued, "a queued thread is not polled");
        if self.is_stopped() && !park.leaves {
            return Poll::Ready(ParkEnd::Stopped);
        }
        if !(park.still)() {
            return Poll::Ready(ParkEnd::Invalid);
        }
        let holder = (park.holder)();
        self.lock().waits.enter(me, park.key, park.how, park.deadline, holder, node);
        let (kind, value) = match park.how {
            How::Blocked { .. } => (Kind::Block, holder.map_or(-1, |id| i64::from(id.0))),
            How::Sleeping => (Kind::Sleep, 0),
            How::ReadyForGil => (Kind::Ready, 0),
        };
        self.record(kind, park.key.object, value);
        let cycle = self.lock().waits.cycle(me);
        if let Some(length) = cycle {
            self.record(Kind::Deadlock, park.key.object, length as i64);
        }
        (park.asleep)();
        Poll::Pending
    }

    fn unpark(&self, key: Key, n: usize, under_lock: &mut dyn FnMut(Woken) -> EventId) -> usize {
        let queued = self.lock().waits.count(key);
        let count = n.min(queued);
        let by = under_lock(Woken { count, more: queued > count });
        let mut state = self.lock();
        for (thread, _) in state.waits.take(key, n) {
            state.ends.insert(thread, ParkEnd::Unparked(by));
        }
        count
    }

    fn took_over(&self, key: Key) {
        let mut state = self.lock();
        let me = state.current;
        state.waits.took_over(key, me);
    }

    fn running(&self) {
        self.record(Kind::Run, ObjectId::NONE, 0);
    }

    fn is_stopped(&self) -> bool {
        let state = self.lock();
        state.killed.contains(&state.current)
    }

    fn record(&self, kind: Kind, object: ObjectId, value: i64) -> EventId {
        let mut state = self.lock();
        let thread = state.current.0;
        state.rows.push(Row { thread, kind, object, value });
        EventId(state.rows.len() as u32)
    }

    fn create_object(&self, _: ObjectKind) -> ObjectId {
        let mut state = self.lock();
        state.objects += 1;
        ObjectId(state.objects)
    }

    fn name_object(&self, _: ObjectId, _: &str) {}

    fn intern(&self, _: &str) -> u32 {
        0
    }

    fn set_line(&self, _: u32, _: &Budget) {}

    fn spawn(&self, _: ThreadInfo, _: Box<dyn Fiber + Send>) -> Result<ThreadId, SpawnError> {
        Err(SpawnError::TooMany { limit: 0 })
    }

    fn budget(&self) -> Budget {
        let breaker = self.gil.as_ref().map_or_else(Arc::default, |gil| Arc::clone(gil.breaker()));
        Budget { fuel: 1_000, switch_points: u32::MAX, switch_anywhere: false, costs: Arc::new([1; OP_CLASSES]), breaker }
    }

    fn spend(&self, _: &Budget) {
        let now = self.now() + self.slice;
        self.pass(Some(now));
    }

    fn poll_slice(&self, _: bool, cx: &mut Context<'_>) -> Poll<Result<(), Stopped>> {
        self.poll_visible(cx).map(Ok)
    }

    fn may_spin(&self) -> bool {
        false
    }

    fn charge(&self, _: Cost) {}

    fn entropy(&self) -> u64 {
        0
    }
}
