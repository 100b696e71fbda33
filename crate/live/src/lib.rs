//! Real threads: each thread of a program runs on a thread of its own, an OS thread or a Web Worker, by the wall clock.
//!
//! A [`Live`] run hands each fiber to a [`pool`] thread, which polls its driver once: every wait sleeps inside. Waits, GIL
//! and primitives are those of `hotpot_sync`; here are the list of who waits where, the word each thread sleeps on, the clock, and the
//! collection of events. What an OS thread and a worker do differently stands in two modules of one shape, `native` and `worker`.
//! This crate schedules nothing and knows no Python.

#![cfg_attr(all(target_arch = "wasm32", target_feature = "atomics"), feature(stdarch_wasm_atomic_wait))]

#[cfg(not(target_arch = "wasm32"))]
#[path = "native.rs"]
mod backend;
#[cfg(target_arch = "wasm32")]
#[path = "worker.rs"]
mod backend;

#[cfg(feature = "bench")]
pub mod bench;
mod log;
pub mod pool;
mod run;
mod settings;
mod thread;

pub use run::Live;
pub use settings::{Limits, Settings};
