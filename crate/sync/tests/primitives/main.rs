//! The primitives on a small deterministic platform: single cases, every interleaving of small programs, random programs.
#![cfg(not(loom))]

mod condition;
mod gil;
mod lock;
mod queue;
mod random;
mod semaphore;
mod world;
