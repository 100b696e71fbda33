//! Synchronization primitives, written once over a [`Platform`] that parks and unparks threads.
//!
//! A primitive is a small state word; its waiters stand in FIFO lists that the platform owns. Every operation is an
//! `async fn`: in live mode a thread polls it once and it is ready (it slept inside); in simulate mode it is pending and the
//! scheduler polls it again. This crate knows no clock, no operating system and no Python.

mod platform;
mod thread;

pub use platform::{Block, Cost, How, Key, Node, ParkEnd, Platform, SpawnError, ThreadInfo};
pub use thread::{Budget, Fiber, OP_CLASSES, OpClass, Pause, ThreadEnd};

/// Placeholder until the primitive is written.
#[derive(Debug)]
pub struct Gil;
