//! What a run stands on: a clock, park and unpark, a way to start a thread, and the recorder.

use core::task::{Context, Poll};
use core::time::Duration;

use hotpot_trace::{EventId, Kind, ObjectId, ObjectKind, ThreadId, WaitReason};
use std::sync::Arc;

use crate::{Budget, Fiber, Finish, Gil, Stopped};

/// What a waiter list belongs to: an object and which of its lists (a queue has one for room and one for items).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    /// The object that is waited on.
    pub object: ObjectId,
    /// Which of the object's lists; for a `Condition`, one list a waiter.
    pub list: u32,
}

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParkEnd {
    /// Somebody unparked this thread; the event says who and why.
    Unparked(EventId),
    /// The deadline passed first.
    TimedOut,
    /// The run is being stopped: give up.
    Stopped,
    /// `still` was false: the thread did not park.
    Invalid,
}

/// One wait, as a platform takes it. Primitives wait through [`crate::park`], which gives up the GIL and takes it again.
pub struct Park<'a> {
    /// Which list the thread queues in.
    pub key: Key,
    /// What the timeline shows meanwhile.
    pub how: How,
    /// Time since the run began at which the wait gives up.
    pub deadline: Option<Duration>,
    /// Whether the thread is stopped already and waits for the GIL to discard what it has: being stopped does not end this wait.
    pub leaves: bool,
    /// Whether there is still something to wait for. Asked once, under the list's lock.
    pub still: &'a dyn Fn() -> bool,
    /// Who holds what is waited for, where it has an owner. Asked under the list's lock, after `still` held.
    pub holder: &'a dyn Fn() -> Option<ThreadId>,
    /// Called once the thread is queued and its wait recorded, outside the list's lock, before it sleeps: gives up the GIL.
    /// It may unpark others.
    pub asleep: &'a dyn Fn(),
}

/// What [`Platform::unpark`] found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Woken {
    /// How many threads it unparks.
    pub count: usize,
    /// Whether others stay queued.
    pub more: bool,
}

/// The state that a parked thread shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// Blocked on the key's object.
    Blocked {
        /// What for.
        reason: WaitReason,
    },
    /// Sleeping until the deadline.
    Sleeping,
    /// Ready, but waiting for the GIL. Such a wait never makes a deadlock, and its end is no [`Kind::Wake`].
    ReadyForGil,
}

/// A waiter's place in its list. Lives in the future that waits; the platform keeps its own record by thread, since a thread
/// waits for one thing at a time.
#[derive(Debug, Default)]
pub struct Node {
    /// Whether the platform has queued the thread for this wait and has not yet reported its end.
    pub queued: bool,
    /// The place in line, lower first, kept while the same operation waits again (its wake came to nothing, or a GIL waiter's
    /// interval passed); 0 before the first wait.
    pub place: u64,
}

/// A new thread, as the trace's thread table and the platform need it.
#[derive(Debug)]
pub struct ThreadInfo {
    /// `threading.Thread.name`.
    pub name: String,
    /// Process number within the run, from 0; the page groups lanes by it.
    pub process: u32,
    /// Whether the end of the program cuts it off.
    pub daemon: bool,
    /// What others join; [`crate::drive`] marks it when the thread has ended.
    pub finish: Arc<Finish>,
}

/// A thread could not be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpawnError {
    /// The run's limit on threads (see the platform's limits).
    TooMany {
        /// The limit.
        limit: u32,
    },
    /// The same, where those that have ended do not count.
    TooManyAtOnce {
        /// The limit.
        limit: u32,
    },
    /// The run is being stopped.
    Stopped,
}

/// What a run stands on. One implementation runs threads in virtual time, the other on real threads.
///
/// Methods without a thread argument speak of the calling thread.
pub trait Platform {
    /// Time since the run began.
    fn now(&self) -> Duration;

    /// How long the calling thread has computed. A platform that cannot tell takes its waits for computing.
    fn thread_time(&self) -> Duration {
        self.now()
    }

    /// The calling thread.
    fn current(&self) -> ThreadId;

    /// The GIL of the calling thread's process; `None` where the run has none.
    fn gil(&self) -> Option<&Gil>;

    /// A choice point before an operation on something that threads share, and before reading the clock. Simulate: pending until
    /// the thread's core has the least clock and the oracle picks it; what the fiber used of its budget is accounted for by
    /// then, so [`Platform::now`] and [`Platform::record`] have the time right. Live: ready at once.
    fn poll_visible(&self, cx: &mut Context<'_>) -> Poll<()>;

    /// Queues the caller on `park.key`, at `node.place` if that is set, else last, if `park.still` holds under the list's lock;
    /// records the wait, calls `park.asleep` and sleeps until it is unparked, the deadline passes or the run stops. Ready at once in live mode (it
    /// sleeps inside); pending in simulate mode, where it is called again with the same arguments.
    ///
    /// The wait's end is exact: a timeout takes the thread out of the list under its lock, and a thread that was
    /// unparked is told so even if its deadline passed or the run stopped meanwhile. To kill a thread, end its wait with
    /// [`ParkEnd::Stopped`]; a driver is dropped in the middle of a wait only when the whole run is thrown away.
    fn poll_park(&self, park: &Park<'_>, node: &mut Node, cx: &mut Context<'_>) -> Poll<ParkEnd>;

    /// Unparks up to `n` waiters of `key`, the longest waiters first; returns how many.
    ///
    /// `under_lock` runs under the list's lock, before any of them can go on: there a primitive updates its state, and records or names the event
    /// that wakes them. It is called even when nobody waits.
    fn unpark(&self, key: Key, n: usize, under_lock: &mut dyn FnMut(Woken) -> EventId) -> usize;

    /// The calling thread took `key.object` while others stay queued on `key`: their holder, in the search for cycles, is now the caller.
    /// (Until an object has waiters nobody needs to know its holder; the first waiter tells it by [`Park::holder`], and unparking forgets it.)
    fn took_over(&self, key: Key);

    /// The calling thread has what it needs to run, the GIL where there is one: after each wait, and at its begin. Live
    /// records [`Kind::Run`] here.
    fn running(&self);

    /// Whether the run is being stopped, or the calling thread killed.
    fn is_stopped(&self) -> bool;

    /// Appends an event for the calling thread and returns its number ([`EventId::NONE`] when nothing is recorded). Call it inside the critical section it tells of:
    /// releases before giving up, acquires after taking.
    fn record(&self, kind: Kind, object: ObjectId, value: i64) -> EventId;

    /// Adds a row to the object table. The name may come later, by [`Platform::name_object`].
    fn create_object(&self, kind: ObjectKind) -> ObjectId;

    /// Names an object after the variable it was first assigned to (`"pot"`, `"self.lock"`); the first name stays.
    fn name_object(&self, object: ObjectId, name: &str);

    /// Adds a text to the string table, for [`Kind::Output`] and [`Kind::Failed`].
    fn intern(&self, text: &str) -> u32;

    /// Tells the source line of the calling thread, used for the events it records from now on; simulate also records
    /// [`Kind::Line`], at the time that `budget`, the one the fiber is running on, says.
    fn set_line(&self, line: u32, budget: &Budget);

    /// Starts a thread. The new thread is ready; its first run comes when the platform has a core or worker for it.
    fn spawn(&self, info: ThreadInfo, fiber: Box<dyn Fiber + Send>) -> Result<ThreadId, SpawnError>;

    /// How much the calling thread may execute before it must pause. After a choice point or a wait simulate gives next to
    /// nothing, so that the fiber finishes its operation and pauses: what the operation woke may have to go first.
    fn budget(&self) -> Budget;

    /// Takes back a budget after a pause: simulate advances the core's clock by what was used.
    fn spend(&self, budget: &Budget);

    /// The fiber paused with [`crate::Pause::OutOfFuel`] or [`crate::Pause::Switch`] (and any hand-over of the GIL is done).
    /// Simulate: pending until the scheduler goes on with this thread; `switch` says whether that is a choice. Live: ready at
    /// once.
    fn poll_slice(&self, switch: bool, cx: &mut Context<'_>) -> Poll<Result<(), Stopped>>;

    /// Whether waits may spin before they park: other threads truly run at the same time (live, more than one core) and the caller's process
    /// has no GIL.
    fn may_spin(&self) -> bool;

    /// Adds virtual time to the calling thread's core (cost of a call into a library); nothing in live mode.
    fn charge(&self, cost: Cost);

    /// The next number of the run's random stream for library use (seeds of `random` where the program gives none).
    fn entropy(&self) -> u64;
}

/// A library operation whose virtual time the simulator's cost table gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cost {
    /// An uncontended operation on a primitive.
    Primitive,
    /// `Thread.start()`.
    ThreadStart,
    /// One `print`.
    Print,
}
