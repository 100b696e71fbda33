//! Synchronization primitives, written once over a [`Platform`] that parks and unparks threads.
//!
//! A primitive is a small state word; its waiters stand in FIFO lists that the platform owns. Every operation is an
//! `async fn`: in live mode a thread polls it once and it is ready (it slept inside); in simulate mode it is pending and the
//! scheduler polls it again. This crate knows no clock, no operating system and no Python.
//!
//! Operations record their events themselves, inside the critical section they tell of: releases before giving up, acquires
//! after taking. They never await [`Platform::poll_visible`]; callers do, by [`visible`], before each operation.

pub mod atomic;
mod condition;
mod drive;
mod event;
mod finish;
mod gil;
mod lock;
mod park;
mod platform;
mod queue;
mod rlock;
mod semaphore;
mod thread;
mod waits;
mod word;

pub use condition::{Cell, Condition, ConditionQueue, Monitor};
pub use drive::drive;
pub use event::Event;
pub use finish::Finish;
pub use gil::Gil;
pub use lock::{Lock, NotHeld};
pub use park::{Stopped, Wait, park, sleep, visible};
pub use platform::{Cost, How, Key, Node, Park, ParkEnd, Platform, SpawnError, ThreadInfo, Woken};
pub use queue::{GetError, PutError, Queue, SimpleQueue, Storage, TooManyDone};
pub use rlock::RLock;
pub use semaphore::{BoundedSemaphore, Semaphore, TooManyReleases};
pub use thread::{Budget, Fiber, OP_CLASSES, OpClass, Pause, ThreadEnd};
pub use waits::{Queued, Waits};
