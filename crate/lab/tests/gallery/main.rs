//! What each program of the gallery must show, as statements about its simulated trace.

mod beside;
mod conditions;
mod locks;
mod played;
mod queues;
mod threads;
