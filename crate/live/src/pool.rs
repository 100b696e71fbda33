//! Threads that carry out fibers, used again and again.
//!
//! A thread works for the pool by calling [`work`], which parks it until there is a job. Native builds start such threads as
//! needed. In a browser the host starts workers ahead, asks [`wanted`] now and then, and starts as many more; nobody waits for it
//! to answer but the thread that has no worker yet.

use std::cell::Cell;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::backend;

/// Something to carry out on a thread of its own.
pub type Job = Box<dyn FnOnce() + Send>;

struct State {
    jobs: VecDeque<Job>,
    /// Threads parked in [`work`], less those that a job in `jobs` has been given to wake.
    idle: usize,
    /// Threads that work here.
    workers: u32,
    /// Threads asked for and not come.
    wanted: u32,
}

static STATE: Mutex<State> = Mutex::new(State { jobs: VecDeque::new(), idle: 0, workers: 0, wanted: 0 });
static JOB: Condvar = Condvar::new();

thread_local! {
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

fn state() -> MutexGuard<'static, State> {
    // No job runs while it is held, so a panic cannot leave it torn.
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Carries out jobs on the calling thread, for ever.
pub fn work() {
    let mut pool = state();
    NUMBER.set(pool.workers);
    pool.workers += 1;
    pool.wanted = pool.wanted.saturating_sub(1);
    pool.idle += 1;
    loop {
        if let Some(job) = pool.jobs.pop_front() {
            pool.idle -= 1;
            drop(pool);
            job();
            pool = state();
            pool.idle += 1;
        } else {
            pool = JOB.wait(pool).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// The number of the calling thread among those that work here, from 0.
pub fn number() -> u32 {
    NUMBER.get()
}

/// How many threads work here, parked or not.
pub fn workers() -> u32 {
    state().workers
}

/// How many more threads should call [`work`], as seen now.
pub fn wanted() -> u32 {
    state().wanted
}

/// Gives a job to a parked thread, or to one that is asked for. False if none can be had.
pub(crate) fn submit(job: Job) -> bool {
    let mut pool = state();
    pool.jobs.push_back(job);
    if pool.idle + (pool.wanted as usize) < pool.jobs.len() {
        pool.wanted += 1;
        drop(pool);
        if !backend::start_worker() {
            let mut pool = state();
            pool.wanted -= 1;
            // If another thread has the job already, it is as good as started.
            return pool.jobs.pop_back().is_none();
        }
    } else {
        drop(pool);
        JOB.notify_one();
    }
    true
}
