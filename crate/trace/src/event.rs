//! The event schema: one fixed-width row per thing that happened.

/// A thread of a run: its row in the trace's thread table. The main thread is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ThreadId(pub u32);

/// A lock, queue, event ... of a run: its row in the trace's object table. Row 0 means "no object".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId(pub u32);

impl ObjectId {
    /// No object.
    pub const NONE: Self = Self(0);
}

/// An event's sequence number, from 1; taken inside the critical section it tells of. 0 means "no event".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventId(pub u32);

impl EventId {
    /// No event: for example the cause of a wait that ended by timeout.
    pub const NONE: Self = Self(0);
}

/// One row of a trace. What `object` and `value` mean depends on [`Kind`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Nanoseconds since the run began: virtual in simulate mode, wall clock in live mode.
    pub time_ns: u64,
    /// Position in the run's total order.
    pub seq: EventId,
    /// The thread that the event happens to.
    pub thread: ThreadId,
    /// What happened.
    pub kind: Kind,
    /// The object concerned, or [`ObjectId::NONE`].
    pub object: ObjectId,
    /// Source line the thread stands at, from 1; 0 when it runs no Python code of the program.
    pub line: u32,
    /// A number whose meaning the kind gives.
    pub value: i64,
    /// For [`Kind::Ready`], [`Kind::Start`] and [`Kind::Wake`] a [`ReadyReason`] (for `Start` the new thread's), for
    /// [`Kind::Block`] a [`WaitReason`], else 0.
    pub reason: u8,
}

/// What happened. The first group changes a thread's state; the second tells what it did to an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Kind {
    /// This thread started another; `value` is the new thread's id. The new thread is ready for its worker from here.
    Start = 0,
    /// Runs from now; `value` is the core (simulate) or worker (live).
    Run = 1,
    /// Could run but does not; `reason` says why. For the GIL `object` is that and `value` its holder's thread id, or -1.
    Ready = 2,
    /// Waits on `object`; `value` is the holder's thread id, or -1; `reason` says what it waits for.
    Block = 3,
    /// Sleeps until `value` (nanoseconds since the run began).
    Sleep = 4,
    /// A wait ended; `value` is the waking event's id, 0 when it timed out, -1 when the full trace did not keep the waking
    /// event. The thread is ready from here; `reason` says for what.
    Wake = 5,
    /// Returned from its function.
    Done = 6,
    /// Ended by an uncaught exception; `value` is the index of the exception's one-line text in the string table.
    Failed = 7,
    /// Cut off while alive: a daemon at the end of the program, or a stopped run.
    CutOff = 8,

    /// Took a lock; `value` is its depth after (1 unless reentrant).
    Acquire = 16,
    /// Gave a lock back; `value` is its depth after. Wakes point here.
    Release = 17,
    /// Tried a lock without waiting, or timed out, and did not get it.
    AcquireFailed = 18,
    /// Took one from a semaphore; `value` is its counter after.
    SemaphoreAcquire = 19,
    /// Gave to a semaphore; `value` is its counter after.
    SemaphoreRelease = 20,
    /// Called `wait` on a condition (its lock is given up next).
    ConditionWait = 21,
    /// Called `notify`; `value` is how many waiters it woke: 0 is a lost notification.
    Notify = 22,
    /// Set an event; `value` is how many waiters it woke.
    EventSet = 23,
    /// Cleared an event.
    EventClear = 24,
    /// Put an item; `value` is the queue's length after.
    Put = 25,
    /// Took an item; `value` is the queue's length after.
    Get = 26,
    /// A queue's count of unfinished tasks changed; `value` is the count after.
    Unfinished = 27,
    /// Joined a thread to its end; `value` is that thread's id.
    Joined = 28,
    /// An object came to be; `value` is its counter at birth (semaphore value, queue maxsize).
    Create = 29,
    /// Wrote to the console: `value` is the index of the text in the string table, `object` 1 for standard output, 2 for standard error.
    Output = 30,
    /// Reached another source line (simulate only).
    Line = 31,
    /// A cycle of lock owners closed at this wait; `value` is the number of threads in it.
    Deadlock = 32,
    /// From here on only starts, ends and long waits are kept: the trace was full.
    Truncated = 33,
}

impl Kind {
    /// Every kind, in the order of its number.
    pub const ALL: [Self; 27] = [
        Self::Start,
        Self::Run,
        Self::Ready,
        Self::Block,
        Self::Sleep,
        Self::Wake,
        Self::Done,
        Self::Failed,
        Self::CutOff,
        Self::Acquire,
        Self::Release,
        Self::AcquireFailed,
        Self::SemaphoreAcquire,
        Self::SemaphoreRelease,
        Self::ConditionWait,
        Self::Notify,
        Self::EventSet,
        Self::EventClear,
        Self::Put,
        Self::Get,
        Self::Unfinished,
        Self::Joined,
        Self::Create,
        Self::Output,
        Self::Line,
        Self::Deadlock,
        Self::Truncated,
    ];

    /// The kind with this number, as the columns store it.
    pub fn from_u8(number: u8) -> Option<Self> {
        let place = match number {
            0..=8 => number,
            // The second group begins at 16.
            16..=33 => number - 7,
            _ => return None,
        };
        Some(Self::ALL[usize::from(place)])
    }

    /// Whether the thread's life ends with this event.
    pub fn is_end(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::CutOff)
    }
}

/// Why a thread that could run does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum ReadyReason {
    /// Every core is taken.
    Core = 0,
    /// Another thread holds the GIL.
    Gil = 1,
    /// Its worker has not begun yet.
    Worker = 2,
}

/// What a blocked thread does at the object it waits on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum WaitReason {
    /// Acquiring a lock or semaphore.
    Acquire = 0,
    /// Waiting to be notified or for an event to be set.
    Notified = 1,
    /// Acquiring a condition's lock again after it was notified or timed out.
    Reacquire = 2,
    /// Waiting for an item.
    Get = 3,
    /// Waiting for room.
    Put = 4,
    /// Waiting for unfinished tasks to reach 0.
    JoinQueue = 5,
    /// Waiting for a thread to end.
    JoinThread = 6,
    /// The program has ended; waiting for its threads.
    Exit = 7,
}

impl WaitReason {
    /// The reason with this number, as the columns store it.
    pub fn from_u8(number: u8) -> Option<Self> {
        [Self::Acquire, Self::Notified, Self::Reacquire, Self::Get, Self::Put, Self::JoinQueue, Self::JoinThread, Self::Exit]
            .get(usize::from(number))
            .copied()
    }
}

/// What an object of the object table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum ObjectKind {
    /// `threading.Lock`.
    Lock = 0,
    /// `threading.RLock`.
    RLock = 1,
    /// `threading.Condition`.
    Condition = 2,
    /// `threading.Semaphore`.
    Semaphore = 3,
    /// `threading.BoundedSemaphore`.
    BoundedSemaphore = 4,
    /// `threading.Event`.
    Event = 5,
    /// `queue.Queue`, `LifoQueue` or `PriorityQueue`.
    Queue = 6,
    /// `queue.SimpleQueue`.
    SimpleQueue = 7,
    /// `threading.Barrier`.
    Barrier = 8,
    /// A thread, waited for by `join`.
    Thread = 9,
    /// The global interpreter lock of a process.
    Gil = 10,
}

impl ObjectKind {
    /// Every kind with its Python name, in the order of its number.
    const NAMES: [(Self, &str); 11] = [
        (Self::Lock, "Lock"),
        (Self::RLock, "RLock"),
        (Self::Condition, "Condition"),
        (Self::Semaphore, "Semaphore"),
        (Self::BoundedSemaphore, "BoundedSemaphore"),
        (Self::Event, "Event"),
        (Self::Queue, "Queue"),
        (Self::SimpleQueue, "SimpleQueue"),
        (Self::Barrier, "Barrier"),
        (Self::Thread, "Thread"),
        (Self::Gil, "Gil"),
    ];

    /// The class name as Python spells it.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }

    /// The kind with this number, as the codec stores it.
    pub fn from_u8(number: u8) -> Option<Self> {
        Self::NAMES.get(usize::from(number)).map(|row| row.0)
    }
}
