//! What a run stands on: a clock, park and unpark, a way to start a thread, and the recorder.

use core::task::{Context, Poll};
use core::time::Duration;

use hotpot_trace::{EventId, Kind, ObjectId, ObjectKind, ThreadId, WaitReason};

use crate::{Budget, Fiber, Gil};

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
    /// The run is being stopped: give up, touch nothing more.
    Stopped,
    /// `still` was false: the thread did not park.
    Invalid,
}

/// What the platform records of a wait, and needs to find deadlocks.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// What the timeline shows.
    pub how: How,
    /// Time since the run began at which the wait gives up.
    pub deadline: Option<Duration>,
}

/// The state that a parked thread shows.
#[derive(Clone, Copy, Debug)]
pub enum How {
    /// Blocked on the key's object.
    Blocked {
        /// What for.
        reason: WaitReason,
        /// Who holds the object, where it has an owner.
        holder: Option<ThreadId>,
    },
    /// Sleeping until the deadline.
    Sleeping,
    /// Ready, but waiting for the GIL. Such a wait never makes a deadlock.
    ReadyForGil,
}

/// A waiter's place in its list. Lives in the future that waits; the platform keeps its own record by thread, since a thread
/// waits for one thing at a time.
#[derive(Debug, Default)]
pub struct Node {
    /// Whether the platform has queued the thread for this wait and has not yet reported its end.
    pub queued: bool,
}

/// A new thread, as the trace's thread table and the platform need it.
#[derive(Clone, Debug)]
pub struct ThreadInfo {
    /// `threading.Thread.name`.
    pub name: String,
    /// Process number within the run, from 0; the page groups lanes by it.
    pub process: u32,
    /// Whether the end of the program cuts it off.
    pub daemon: bool,
}

/// A thread could not be started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpawnError {
    /// The run's limit on threads (see the platform's limits).
    TooMany {
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

    /// The calling thread.
    fn current(&self) -> ThreadId;

    /// The GIL of the calling thread's process; `None` where the run has none.
    fn gil(&self) -> Option<&Gil>;

    /// A choice point before an operation on something that threads share. Simulate: pending until the thread's core has the
    /// least clock and the oracle picks it. Live: ready at once.
    fn poll_visible(&self, cx: &mut Context<'_>) -> Poll<()>;

    /// Queues the caller on `key` if `still()` holds under the queue's lock, records the wait, and parks it until it is
    /// unparked, the deadline passes or the run stops. Ready at once in live mode (it sleeps inside); pending in simulate
    /// mode. A caller that holds the GIL must have released it (see [`crate::park`]).
    fn poll_park(&self, key: Key, still: &dyn Fn() -> bool, block: &Block, node: &mut Node, cx: &mut Context<'_>) -> Poll<ParkEnd>;

    /// Unparks up to `n` waiters of `key`, longest first, each with `by` as the waking event; returns how many.
    /// `under_lock(count)` runs under the queue's lock before any of them can go on: there a primitive clears its waiter bit.
    fn unpark(&self, key: Key, n: usize, by: EventId, under_lock: &dyn Fn(usize)) -> usize;

    /// Whether unparking `key` would find somebody.
    fn has_waiters(&self, key: Key) -> bool;

    /// Appends an event for the calling thread and returns its number. Call it inside the critical section it tells of:
    /// releases before giving up, acquires after taking.
    fn record(&self, kind: Kind, object: ObjectId, value: i64) -> EventId;

    /// Adds a row to the object table. The name may come later, by [`Platform::name_object`].
    fn create_object(&self, kind: ObjectKind) -> ObjectId;

    /// Names an object after the variable it was first assigned to (`"pot"`, `"self.lock"`); the first name stays.
    fn name_object(&self, object: ObjectId, name: &str);

    /// Adds a text to the string table, for [`Kind::Output`] and [`Kind::Failed`].
    fn intern(&self, text: &str) -> u32;

    /// Tells the source line of the calling thread, used for the events it records from now on; simulate also records
    /// [`Kind::Line`].
    fn set_line(&self, line: u32);

    /// Starts a thread. The new thread is ready; its first run comes when the platform has a core or worker for it.
    fn spawn(&self, info: ThreadInfo, fiber: Box<dyn Fiber + Send>) -> Result<ThreadId, SpawnError>;

    /// How much the calling thread may execute before it must pause.
    fn budget(&self) -> Budget;

    /// Takes back a budget after a pause: simulate advances the core's clock by what was used.
    fn spend(&self, budget: &Budget);

    /// End of a slice that is out of fuel. Simulate: pending until the scheduler goes on with this thread (never a choice).
    /// Live: ready at once.
    fn poll_slice(&self, cx: &mut Context<'_>) -> Poll<()>;

    /// Whether loops may spin before they park: other threads truly run at the same time (live) and the caller holds no GIL.
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
