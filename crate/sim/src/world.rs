//! The state of a simulated run: cores and their clocks, threads, timers, what is recorded. Pure data and rules; who calls it
//! is the platform (for the thread that runs) and the simulation (between two turns).
//!
//! Times are picoseconds since the run began; the trace gets nanoseconds.

use core::task::Poll;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use hotpot_sync::{Budget, Fiber, Finish, How, Key, Node, OP_CLASSES, Park, ParkEnd, Waits};
use hotpot_trace::{Event, EventId, Kind, ObjectId, ReadyReason, Recorder, ThreadId, ThreadRow};

use crate::costs::{self, BYTECODE_PS, PS};
use crate::oracle::{Oracle, Schedule};
use crate::settings::{MAX_CORES, MAX_SLOW, Settings};

/// Fuel of the turn that finishes an operation after a choice point or a wait: less than any bytecode takes.
const NEXT_TO_NOTHING: i64 = 1;
/// Bytecodes of one turn at most, so that a slice of the host's time can end; where a turn ends decides nothing.
const TURN_BYTECODES: u64 = 20_000;

/// A thread as the scheduler sees it.
#[derive(Debug)]
pub(crate) struct Thread {
    pub pause: Pause,
    /// Its pause is over, and it has not yet been told.
    pub is_over: bool,
    /// Its next budget is [`NEXT_TO_NOTHING`].
    pub is_short: bool,
    pub shown: Shown,
    pub line: u32,
    /// How the wait ended that the thread has not yet been told of.
    pub end: Option<ParkEnd>,
    /// Its entry in the timers while it waits with a deadline.
    pub timer: Option<u64>,
    /// Fuel of the budget it is running on, as far as it is not accounted for.
    pub granted: i64,
    /// Switch points until it pauses early; `None` where the oracle is to be asked.
    pub countdown: Option<u32>,
    pub last_core: usize,
    /// What it computed, at machine speed.
    computed: u64,
}

/// Why a thread does not run just now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pause {
    /// It goes on when it is polled.
    None,
    /// At a choice point.
    Visible,
    /// Its budget is used up.
    Slice,
    /// At a switch point, having paused early.
    Switch,
    /// Queued; it has no core.
    Parked,
}

/// What the trace says of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    Ready,
    ReadyForGil,
    Running,
    /// Taken off its core, but still shown as running: whoever took the core has shown nothing on it yet. A thread that only
    /// asks for the GIL shows nothing, and is gone in a few microseconds.
    Preempted,
    /// Taken off its core, and shown as ready for one.
    Displaced,
    Waiting,
    Ended,
}

/// A core.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Core {
    pub clock: u64,
    pub thread: Option<ThreadId>,
    /// Who ran here last.
    pub last: Option<ThreadId>,
    /// When its thread came to it.
    pub since: u64,
    /// The thread that is still shown as running here; see [`Shown::Preempted`].
    pub hidden: Option<ThreadId>,
}

/// A thread that has what it needs except a core.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ready {
    /// From when it can run.
    pub at: u64,
    pub thread: ThreadId,
    /// Its time was up: it takes the core from a thread that computes.
    pub is_due: bool,
}

/// A thread that was started and has no driver yet.
pub(crate) struct Newborn {
    pub fiber: Box<dyn Fiber + Send>,
    pub finish: Arc<Finish>,
}

pub(crate) struct World {
    pub settings: Settings,
    pub recorder: Recorder,
    pub newborns: Vec<Newborn>,
    pub schedule: Schedule,
    oracle: Box<dyn Oracle>,
    fuel: Arc<[u32; OP_CLASSES]>,
    pub slow: u64,
    pub cores: Vec<Core>,
    pub threads: Vec<Thread>,
    /// By time, then by when they came.
    pub ready: Vec<Ready>,
    pub timers: BTreeSet<(u64, ThreadId)>,
    pub waits: Waits,
    pub current: ThreadId,
    pub core: usize,
    last_ns: u64,
    /// What all threads computed, at machine speed.
    pub computed: u64,
    /// Work done since the simulation last asked, in bytecodes.
    pub work: u64,
}

impl World {
    pub fn new(settings: Settings, mut oracle: Box<dyn Oracle>) -> Self {
        let slow = settings.slow.clamp(1, MAX_SLOW);
        let cores = settings.cores.clamp(1, MAX_CORES);
        oracle.new_run();
        Self {
            recorder: Recorder::new(settings.limits.trace),
            settings,
            newborns: Vec::new(),
            schedule: Schedule::default(),
            oracle,
            fuel: Arc::new(costs::fuel(slow)),
            slow: u64::from(slow),
            cores: vec![Core::default(); cores as usize],
            threads: Vec::new(),
            ready: Vec::new(),
            timers: BTreeSet::new(),
            waits: Waits::default(),
            current: ThreadId(0),
            core: 0,
            last_ns: 0,
            computed: 0,
            work: 0,
        }
    }

    /// The clock of the core that the current thread runs on.
    pub fn now(&self) -> u64 {
        self.cores[self.core].clock
    }

    /// What the current thread computed.
    pub fn thread_time(&self) -> u64 {
        self.threads[self.current.0 as usize].computed
    }

    pub fn current(&self) -> ThreadId {
        self.current
    }

    pub fn thread(&mut self) -> &mut Thread {
        &mut self.threads[self.current.0 as usize]
    }

    // The oracle's answers.

    pub fn pick(&mut self, candidates: usize) -> usize {
        if candidates < 2 {
            return 0;
        }
        let picked = self.oracle.pick(candidates).min(candidates - 1);
        self.schedule.0.push(picked as u64);
        picked
    }

    pub fn draw(&mut self, bound: u64) -> u64 {
        let drawn = self.oracle.draw(bound).min(bound.saturating_sub(1));
        self.schedule.0.push(drawn);
        drawn
    }

    /// Jitter below `ns`.
    pub fn jitter(&mut self, ns: u64) -> u64 {
        if self.settings.seed == 0 { 0 } else { self.draw(ns) * PS }
    }

    // What is recorded.

    pub fn push(&mut self, at: u64, thread: ThreadId, kind: Kind, object: ObjectId, value: i64, reason: u8) -> EventId {
        self.last_ns = self.last_ns.max(at / PS);
        let line = self.threads[thread.0 as usize].line;
        let event = Event { time_ns: self.last_ns, seq: EventId::NONE, thread, kind, object, line, value, reason };
        self.recorder.push(&event)
    }

    /// An event of the current thread.
    pub fn record(&mut self, kind: Kind, object: ObjectId, value: i64) -> EventId {
        if kind.is_end() {
            self.thread().shown = Shown::Ended;
        }
        self.push(self.now(), self.current, kind, object, value, 0)
    }

    pub fn set_line(&mut self, line: u32, budget: &Budget) {
        let thread = self.thread();
        thread.line = line;
        let used = (thread.granted - budget.fuel).max(0) as u64;
        if self.settings.lines {
            self.push(self.now() + used, self.current, Kind::Line, ObjectId::NONE, 0, 0);
        }
    }

    pub fn running(&mut self) {
        if self.thread().shown != Shown::Running {
            self.show_running(self.current, self.core);
        }
    }

    /// Shows a thread as running on a core, and who ran there as ready.
    pub fn show_running(&mut self, id: ThreadId, core: usize) {
        let clock = self.cores[core].clock;
        if let Some(hidden) = self.cores[core].hidden.take() {
            self.threads[hidden.0 as usize].shown = Shown::Displaced;
            self.push(clock, hidden, Kind::Ready, ObjectId::NONE, -1, ReadyReason::Core as u8);
        }
        self.threads[id.0 as usize].shown = Shown::Running;
        self.push(clock, id, Kind::Run, ObjectId::NONE, core as i64, 0);
    }

    /// Cuts off who is still alive, at the end of the run.
    pub fn cut_off(&mut self) {
        for id in 0..self.threads.len() {
            if self.threads[id].shown != Shown::Ended {
                self.threads[id].shown = Shown::Ended;
                let at = self.last_ns * PS;
                self.push(at, ThreadId(id as u32), Kind::CutOff, ObjectId::NONE, 0, 0);
            }
        }
    }

    /// A pause of the current thread that ends when [`World::next_turn`] lets it go on.
    pub fn pause_or_go(&mut self, pause: Pause) -> Poll<()> {
        let thread = self.thread();
        if core::mem::take(&mut thread.is_over) {
            return Poll::Ready(());
        }
        thread.pause = pause;
        Poll::Pending
    }

    // Threads.

    pub fn threads(&self) -> u32 {
        self.threads.len() as u32
    }

    /// Adds a thread, ready from `at` on.
    pub fn add_thread(&mut self, row: ThreadRow, at: u64) -> ThreadId {
        let id = self.recorder.add_thread(row);
        self.threads.push(Thread {
            pause: Pause::None,
            is_over: false,
            is_short: false,
            shown: Shown::Ready,
            line: 0,
            end: None,
            timer: None,
            granted: 0,
            countdown: None,
            last_core: usize::MAX,
            computed: 0,
        });
        self.make_ready(id, at, false);
        id
    }

    /// The current thread starts another.
    pub fn spawn(&mut self, mut row: ThreadRow, newborn: Newborn) -> ThreadId {
        row.parent = Some(self.current);
        let at = self.now() + costs::START_LATENCY_NS * PS + self.jitter(8 * costs::START_LATENCY_NS);
        let id = self.add_thread(row, at);
        newborn.finish.set_thread(id);
        self.newborns.push(newborn);
        self.push(self.now(), self.current, Kind::Start, ObjectId::NONE, i64::from(id.0), ReadyReason::Core as u8);
        id
    }

    pub fn make_ready(&mut self, thread: ThreadId, at: u64, is_due: bool) {
        let place = self.ready.partition_point(|other| other.at <= at);
        self.ready.insert(place, Ready { at, thread, is_due });
    }

    // Waiting.

    /// The current thread queues; `holder` holds what it waits for.
    pub fn park(&mut self, park: &Park<'_>, holder: Option<ThreadId>, node: &mut Node) {
        let (now, me) = (self.now(), self.current);
        let owner = holder.filter(|_| park.how != How::ReadyForGil);
        self.waits.enter(me, park.key, park.how, park.deadline, owner, node);
        match park.how {
            How::Blocked { reason } => {
                let holder = holder.map_or(-1, |holder| i64::from(holder.0));
                self.push(now, me, Kind::Block, park.key.object, holder, reason as u8);
                self.thread().shown = Shown::Waiting;
                if let Some(length) = self.waits.cycle(me) {
                    self.record(Kind::Deadlock, park.key.object, length as i64);
                }
            }
            How::Sleeping => {
                let until = park.deadline.map_or(i64::MAX, |deadline| deadline.as_nanos() as i64);
                self.push(now, me, Kind::Sleep, ObjectId::NONE, until, 0);
                self.thread().shown = Shown::Waiting;
            }
            How::ReadyForGil => {
                if self.thread().shown != Shown::ReadyForGil {
                    let holder = holder.filter(|holder| *holder != me).map_or(-1, |holder| i64::from(holder.0));
                    self.push(now, me, Kind::Ready, park.key.object, holder, ReadyReason::Gil as u8);
                    self.thread().shown = Shown::ReadyForGil;
                }
            }
        }
        if let Some(deadline) = park.deadline {
            let deadline = u64::try_from(deadline.as_nanos()).unwrap_or(u64::MAX).saturating_mul(PS).max(now);
            let late = costs::TIMER_SLACK_NS * PS + self.jitter(costs::TIMER_SLACK_NS);
            let at = deadline.saturating_add(late);
            self.timers.insert((at, me));
            self.thread().timer = Some(at);
        }
        self.thread().pause = Pause::Parked;
    }

    /// The end of the current thread's wait, if it has come.
    pub fn wait_end(&mut self) -> Option<ParkEnd> {
        self.thread().end.take()
    }

    pub fn waiting(&self, key: Key) -> usize {
        self.waits.count(key)
    }

    pub fn took_over(&mut self, key: Key) {
        self.waits.took_over(key, self.current);
    }

    /// The current thread wakes the first `n` of a list.
    pub fn unpark(&mut self, key: Key, n: usize, by: EventId) {
        for (thread, queued) in self.waits.take(key, n) {
            let now = self.now();
            // With no core free the kernel need not bring one out of its sleep.
            let latency = if self.cores.iter().any(|core| core.thread.is_none()) { costs::WAKE_LATENCY_NS } else { 0 };
            let at = now + latency * PS + self.jitter(costs::WAKE_LATENCY_NS);
            self.wake(thread, queued.how, ParkEnd::Unparked(by), now);
            self.make_ready(thread, at, false);
            self.cores[self.core].clock += costs::WAKE_CALL_NS * PS;
        }
    }

    pub fn wake(&mut self, id: ThreadId, how: How, end: ParkEnd, at: u64) {
        let thread = &mut self.threads[id.0 as usize];
        thread.end = Some(end);
        if let Some(timer) = thread.timer.take() {
            self.timers.remove(&(timer, id));
        }
        if how != How::ReadyForGil {
            thread.shown = Shown::Ready;
            let by = if let ParkEnd::Unparked(by) = end { by } else { EventId::NONE };
            self.push(at, id, Kind::Wake, ObjectId::NONE, i64::from(by.0), ReadyReason::Core as u8);
        }
    }

    // Computing.

    /// What the current thread may execute before something else can happen.
    pub fn budget(&mut self, breaker: &Arc<AtomicBool>) -> Budget {
        let is_anywhere = self.settings.anywhere || !self.settings.gil;
        let is_short = core::mem::take(&mut self.thread().is_short);
        let fuel = if is_short { NEXT_TO_NOTHING } else { self.until_next() };
        self.thread().granted = fuel;
        let switch_points = if self.settings.seed == 0 { u32::MAX } else { self.countdown() };
        Budget { fuel, switch_points, switch_anywhere: is_anywhere, costs: Arc::clone(&self.fuel), breaker: Arc::clone(breaker) }
    }

    /// Fuel up to the next thing that can happen elsewhere, and at least one bytecode.
    fn until_next(&self) -> i64 {
        let now = self.now();
        let others = self.cores.iter().enumerate().filter(|(core, other)| *core != self.core && other.thread.is_some());
        let others = others.map(|(_, other)| other.clock + costs::LOOKAHEAD_NS * PS).min();
        let dispatch = self.next_dispatch().or_else(|| self.preempts_at(self.core));
        let timer = self.timers.first().map(|timer| timer.0);
        let turn = now + TURN_BYTECODES * BYTECODE_PS * self.slow;
        let next = [others, dispatch, timer].into_iter().flatten().fold(turn, u64::min);
        next.saturating_sub(now).max(1) as i64
    }

    /// Switch points that this thread passes before it pauses early: mostly few, sometimes many.
    fn countdown(&mut self) -> u32 {
        if let Some(countdown) = self.thread().countdown {
            return countdown;
        }
        let scale = self.draw(9);
        let countdown = self.draw(1 << scale) as u32;
        self.thread().countdown = Some(countdown);
        countdown
    }

    pub fn spend(&mut self, budget: &Budget) {
        let thread = self.thread();
        let used = (thread.granted - budget.fuel).max(0) as u64;
        thread.granted = budget.fuel;
        if thread.countdown.is_some() {
            thread.countdown = Some(budget.switch_points);
        }
        self.take_time(used);
    }

    /// The current thread computes for so long.
    fn take_time(&mut self, used: u64) {
        self.cores[self.core].clock += used;
        self.computed += used;
        self.thread().computed += used;
        self.work += used / (BYTECODE_PS * self.slow);
    }

    /// A call into the kernel takes `ns`, however slow the machine is.
    pub fn enter_kernel(&mut self, ns: u64) {
        self.cores[self.core].clock += ns * PS;
    }

    /// A call into a library takes `ns` at machine speed 1.
    pub fn charge(&mut self, ns: u64) {
        self.take_time(ns * PS * self.slow);
    }
}
