//! What happened in a run: the event schema, the recorder, and everything that is derived from events.
//!
//! A trace is append-only and never edited. This crate does not decide anything about a run; it records and explains.
//!
//! Two ways lead to a [`Trace`]. The simulator pushes rows, one at a time and in order, into a [`Recorder`]. Live threads keep
//! rows of their own and share one [`Tables`]; [`Trace::assemble`] merges the rows by sequence number. Whatever a picture needs
//! beyond the rows is computed from a finished `Trace` by the functions of the view modules.

mod codec;
mod event;
mod recorder;
mod table;
mod trace;

pub use codec::DecodeError;
pub use event::{Event, EventId, Kind, ObjectId, ObjectKind, ReadyReason, ThreadId, WaitReason};
pub use recorder::{LONG_WAIT_NS, Limits, Recorder, Tail};
pub use table::{ObjectRow, Strings, Tables, ThreadRow};
pub use trace::{Columns, Outcome, Trace};
