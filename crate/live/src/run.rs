//! A live run, from its first thread to its trace.

use core::task::{Context, Poll, Waker};
use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hotpot_sync::{Fiber, Finish, Gil, How, SpawnError, ThreadEnd, ThreadInfo, Waits, drive};
use hotpot_trace::{Event, Kind, ObjectId, ObjectKind, Outcome, ReadyReason, Tables, ThreadId, ThreadRow, Trace};

use crate::backend::{self, Sleeper};
use crate::log::{Log, Sequence};
use crate::pool;
use crate::settings::Settings;
use crate::thread::LiveThread;

/// [`Sleeper`] word: the thread is queued.
pub(crate) const ASLEEP: u32 = 0;
/// It was unparked; [`Thread::by`] says by which event.
pub(crate) const UNPARKED: u32 = 1;
/// It was taken out of its list because the run is over.
pub(crate) const STOPPED: u32 = 2;

/// One thread of the run.
#[derive(Debug)]
pub(crate) struct Thread {
    pub id: ThreadId,
    pub log: Log,
    pub sleeper: Sleeper,
    finish: Arc<Finish>,
    /// The event that unparked it; written before the word.
    pub by: AtomicU32,
    /// Whether it shows as running; only its own thread looks.
    pub shows_running: AtomicBool,
    /// Whether it shows as waiting for the GIL; only its own thread looks.
    pub shows_ready: AtomicBool,
}

/// What the run's lock guards: who waits where, and who is alive.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub waits: Waits,
    /// Those that were spawned and have not given their worker back.
    alive: BTreeMap<ThreadId, Arc<Thread>>,
    /// How many were spawned.
    started: u32,
    /// What those that ended have recorded, until the collector takes it.
    rows: Vec<Event>,
    outcome: Option<Outcome>,
    /// The number of the last event of the run; what threads still do after it is not part of the run.
    last_event: u32,
}

/// What all threads of a run share.
#[derive(Debug)]
pub(crate) struct Run {
    pub settings: Settings,
    pub sequence: Sequence,
    pub tables: Mutex<Tables>,
    pub table: Mutex<Table>,
    pub gil: Option<Arc<Gil>>,
    /// The run is over. Also the breaker of threads without a GIL.
    pub stop: Arc<AtomicBool>,
    pub entropy: AtomicU64,
    /// [`backend::clock`] when the run began.
    began: Duration,
    /// The end as the stopping thread, which is none of the run's, tells it.
    outside: Log,
}

impl Run {
    /// Time since the run began, by the run's own clock.
    pub fn now(&self) -> Duration {
        backend::clock().saturating_sub(self.began).saturating_mul(self.settings.speed)
    }

    pub fn table(&self) -> MutexGuard<'_, Table> {
        // What a panicking thread of the run left is still what the others go by.
        self.table.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn tables(&self) -> MutexGuard<'_, Tables> {
        self.tables.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn is_over(&self) -> bool {
        // Pairs with the store in `end`, though nothing but the flag itself is relied on.
        self.stop.load(Ordering::Acquire)
    }

    /// Starts a thread; `parent` records it.
    pub fn spawn(
        self: &Arc<Self>,
        parent: Option<&Thread>,
        info: ThreadInfo,
        fiber: Box<dyn Fiber + Send>,
    ) -> Result<ThreadId, SpawnError> {
        let finish = Arc::clone(&info.finish);
        self.spawn_with(parent, info, move |platform| poll_once(drive(fiber, platform, finish)))
    }

    /// Starts a thread that carries out `body`.
    pub fn spawn_with(
        self: &Arc<Self>,
        parent: Option<&Thread>,
        info: ThreadInfo,
        body: impl FnOnce(Arc<LiveThread>) -> ThreadEnd + Send + 'static,
    ) -> Result<ThreadId, SpawnError> {
        let limits = &self.settings.limits;
        let mut table = self.table();
        if table.outcome.is_some() {
            return Err(SpawnError::Stopped);
        }
        if table.started >= limits.started {
            return Err(SpawnError::TooMany { limit: limits.started });
        }
        if table.are_alive(limits.alive) {
            return Err(SpawnError::TooManyAtOnce { limit: limits.alive });
        }
        let row = ThreadRow { name: info.name, process: info.process, parent: parent.map(|parent| parent.id), daemon: info.daemon };
        let id = self.tables().add_thread(row);
        let now_ns = self.now().as_nanos() as u64;
        let thread = Arc::new(Thread {
            id,
            log: Log::new(id, now_ns),
            sleeper: Sleeper::default(),
            finish: info.finish,
            by: AtomicU32::new(0),
            shows_running: AtomicBool::new(false),
            shows_ready: AtomicBool::new(false),
        });
        thread.finish.set_thread(id);
        table.started += 1;
        table.alive.insert(id, Arc::clone(&thread));
        if let Some(parent) = parent
            && self.settings.record
        {
            parent.log.set_time(now_ns);
            parent.log.push(&self.sequence, Kind::Start, ObjectId::NONE, i64::from(id.0), ReadyReason::Worker as u8);
        }
        drop(table);
        let run = Arc::clone(self);
        if pool::submit(Box::new(move || run.carry_out(thread, body))) {
            return Ok(id);
        }
        let workers = pool::workers();
        self.end(Outcome::Limit { sentence: format!("No more threads can be had than {workers}.") });
        Err(SpawnError::TooMany { limit: workers })
    }

    fn carry_out(self: Arc<Self>, thread: Arc<Thread>, body: impl FnOnce(Arc<LiveThread>) -> ThreadEnd) {
        thread.sleeper.bind();
        let id = thread.id;
        let platform = Arc::new(LiveThread::new(Arc::clone(&self), thread));
        // A panic is a bug of ours; it ends the run and not the process. (In WebAssembly it traps, and the host starts anew.)
        let end = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| body(Arc::clone(&platform))));
        let end = end.unwrap_or_else(|_| {
            // The others still need it to leave.
            if let Some(gil) = &self.gil {
                gil.release_if_held(&*platform);
            }
            ThreadEnd::Limit("Hotpot failed: see the console of the machine it runs on.".to_owned())
        });
        self.ended(id, end);
    }

    fn ended(&self, thread: ThreadId, end: ThreadEnd) {
        let outcome = match end {
            ThreadEnd::Limit(sentence) => Some(Outcome::Limit { sentence }),
            ThreadEnd::Done if thread.0 == 0 => Some(Outcome::Finished { exit_code: 0 }),
            ThreadEnd::Failed(error) if thread.0 == 0 => Some(Outcome::Failed { error }),
            _ => None,
        };
        let mut table = self.table();
        if let Some(ended) = table.alive.remove(&thread) {
            ended.log.close(&mut table.rows);
        }
        // Only a panic leaves a thread queued that nobody will wake.
        table.waits.remove(thread);
        match outcome {
            Some(outcome) => self.end_locked(&mut table, outcome),
            None => self.look_for_deadlock(&mut table),
        }
    }

    /// Ends the run, if it has not ended: no thread goes on past its next wait or slice.
    pub fn end(&self, outcome: Outcome) {
        self.end_locked(&mut self.table(), outcome);
    }

    /// After a thread has queued or ended. Exact: a woken thread is off its list before it moves, so when all that are alive
    /// are queued and none has a deadline, nobody is left to wake them.
    pub fn look_for_deadlock(&self, table: &mut Table) {
        if table.alive.is_empty() || table.waits.len() < table.alive.len() || table.outcome.is_some() {
            return;
        }
        let is_for_ever = |how: How, deadline: Option<Duration>| deadline.is_none() && matches!(how, How::Blocked { .. });
        if table.waits.iter().all(|(_, queued)| is_for_ever(queued.how, queued.deadline)) {
            self.end_locked(table, Outcome::Deadlock);
        }
    }

    fn end_locked(&self, table: &mut Table, outcome: Outcome) {
        if table.outcome.is_some() {
            return;
        }
        // Before the ends are recorded: threads that run still record too, and nothing comes after an end.
        table.last_event = self.sequence.last();
        if self.settings.record && outcome != Outcome::Deadlock {
            self.outside.set_time(self.now().as_nanos() as u64);
            for &thread in table.alive.keys() {
                self.outside.push_for(thread, &self.sequence, Kind::CutOff);
            }
        }
        table.outcome = Some(outcome);
        self.stop.store(true, Ordering::Release);
        if let Some(gil) = &self.gil {
            gil.breaker().store(true, Ordering::Release);
        }
        let queued: Vec<ThreadId> = table.waits.iter().map(|(thread, _)| thread).collect();
        for id in queued {
            table.waits.remove(id);
            let thread = table.thread(id);
            thread.sleeper.store(STOPPED);
            thread.sleeper.wake();
        }
    }
}

impl Table {
    /// A thread that is alive.
    pub fn thread(&self, id: ThreadId) -> &Arc<Thread> {
        &self.alive[&id]
    }

    /// Whether so many are, as the program sees it: who has joined a thread need not wait for its worker too.
    fn are_alive(&self, limit: u32) -> bool {
        let limit = limit as usize;
        self.alive.len() >= limit && self.alive.values().filter(|thread| !thread.finish.is_ended()).count() >= limit
    }
}

fn poll_once(driver: impl Future<Output = ThreadEnd>) -> ThreadEnd {
    match core::pin::pin!(driver).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(end) => end,
        Poll::Pending => ThreadEnd::Limit("A thread waits for something that a live run does not know.".to_owned()),
    }
}

/// A live run, seen from outside. Dropping it stops it.
#[derive(Debug)]
pub struct Live {
    run: Arc<Run>,
    /// What threads recorded, as far as it was collected.
    rows: Vec<Event>,
    /// What [`Run::outside`] did.
    ends: Vec<Event>,
}

impl Live {
    /// Starts a run with the program's main thread.
    pub fn start(settings: Settings, main: Box<dyn Fiber + Send>) -> Self {
        let (run, info) = Self::prepare(settings);
        let started = run.spawn(None, info, main);
        Self::begin(run, started)
    }

    /// Starts a run whose main thread carries out `body`, without a driver.
    #[cfg(feature = "bench")]
    pub(crate) fn start_with(settings: Settings, body: impl FnOnce(Arc<LiveThread>) -> ThreadEnd + Send + 'static) -> Self {
        let (run, info) = Self::prepare(settings);
        let started = run.spawn_with(None, info, body);
        Self::begin(run, started)
    }

    fn begin(run: Arc<Run>, started: Result<ThreadId, SpawnError>) -> Self {
        if started.is_err() {
            run.end(Outcome::Limit { sentence: "No thread can be had.".to_owned() });
        }
        Self { run, rows: Vec::new(), ends: Vec::new() }
    }

    fn prepare(settings: Settings) -> (Arc<Run>, ThreadInfo) {
        let mut tables = Tables::default();
        let object = tables.add_object(ObjectKind::Thread);
        tables.name_object(object, "MainThread");
        let gil = settings.gil.then(|| {
            let object = tables.add_object(ObjectKind::Gil);
            tables.name_object(object, "GIL");
            Arc::new(Gil::new(object))
        });
        let run = Arc::new(Run {
            sequence: Sequence::new(settings.limits.trace),
            tables: Mutex::new(tables),
            table: Mutex::default(),
            gil,
            stop: Arc::default(),
            entropy: AtomicU64::new(settings.entropy),
            began: backend::clock(),
            outside: Log::new(ThreadId(0), 0),
            settings,
        });
        let finish = Arc::new(Finish::new(object));
        (run, ThreadInfo { name: "MainThread".to_owned(), process: 0, daemon: false, finish })
    }

    /// Stops it, if it goes on: its threads are cut off wherever they are.
    pub fn stop(&self) {
        self.run.end(Outcome::Stopped);
    }

    /// Whether the run is over. Threads may still be on their way out; see [`Live::is_idle`].
    pub fn is_over(&self) -> bool {
        self.run.is_over()
    }

    /// Whether every thread has given its worker back.
    pub fn is_idle(&self) -> bool {
        self.run.table().alive.is_empty()
    }

    /// How many threads are alive.
    pub fn alive(&self) -> usize {
        self.run.table().alive.len()
    }

    /// Time since the run began, by the run's own clock.
    pub fn now(&self) -> Duration {
        self.run.now()
    }

    /// The run so far, or whole if it is over. What one snapshot shows the next one begins with.
    pub fn snapshot(&mut self) -> Trace {
        // Logs are read one after another, while threads append. An event is numbered and appended under its log's lock, so those up to
        // a number that is read before any of the logs are all found; later ones are kept for the next time.
        let so_far = self.run.sequence.last();
        let table = self.run.table();
        let threads: Vec<_> = table.alive.values().cloned().collect();
        let (outcome, last_event) = (table.outcome.clone(), table.last_event);
        drop(table);
        for thread in threads {
            if outcome.is_some() {
                thread.log.close(&mut self.rows);
            } else {
                thread.log.drain(&mut self.rows);
            }
        }
        // After the logs: who ended meanwhile has moved its rows here.
        self.rows.append(&mut self.run.table().rows);
        let mut rows: Vec<Event> = Vec::new();
        if outcome.is_some() {
            self.run.outside.drain(&mut self.ends);
            self.rows.retain(|row| row.seq.0 <= last_event);
            rows.clone_from(&self.rows);
            // Whose own end was recorded already is not cut off.
            let ended: BTreeSet<ThreadId> = rows.iter().filter(|row| row.kind.is_end()).map(|row| row.thread).collect();
            rows.extend(self.ends.iter().filter(|end| !ended.contains(&end.thread)));
        } else {
            rows.extend(self.rows.iter().filter(|row| row.seq.0 <= so_far));
        }
        // After the rows: what they name is in the tables by then.
        let tables = self.run.tables().clone();
        Trace::assemble(tables, rows, outcome.unwrap_or(Outcome::Running))
    }

    /// The trace. A run that goes on is stopped.
    pub fn finish(mut self) -> Trace {
        self.stop();
        self.snapshot()
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.stop();
    }
}
