//! What happened in a run: the event schema, the recorder, and everything that is derived from events.
//!
//! A trace is append-only and never edited. This crate does not decide anything about a run; it records and explains.
//!
//! Two ways lead to a [`Trace`]. The simulator pushes rows, one at a time and in order, into a [`Recorder`]. Live threads keep
//! rows of their own and share one [`Tables`]; [`Trace::assemble`] merges the rows by sequence number. Whatever a picture needs
//! beyond the rows is computed from a finished `Trace` by the methods that the view modules give it.

mod chrome;
mod codec;
mod counter;
mod deadlock;
mod event;
mod interval;
mod recorder;
mod statistics;
mod table;
mod trace;
mod transcript;

pub use codec::DecodeError;
pub use counter::{Counter, Quantity};
pub use deadlock::{Deadlock, Stuck};
pub use event::{Event, EventId, Kind, ObjectId, ObjectKind, ReadyReason, ThreadId, WaitReason};
pub use interval::{Arrow, FOREVER_NS, Interval, STATES, State};
pub use recorder::{LONG_WAIT_NS, Limits, Recorder, Tail};
pub use statistics::Statistics;
pub use table::{ObjectRow, Strings, Tables, ThreadRow};
pub use trace::{Columns, Outcome, Trace};
pub use transcript::seconds;
