//! What happened in a run: the event schema, the recorder, and everything that is derived from events.
//!
//! A trace is append-only and never edited. This crate does not decide anything about a run; it records and explains.

mod event;

pub use event::{Event, EventId, Kind, ObjectId, ObjectKind, ReadyReason, ThreadId, WaitReason};
