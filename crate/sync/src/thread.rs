//! A thread of a program as the platform sees it: something that runs for a while and then says why it paused.

use core::task::Context;

use crate::Platform;

/// One Python thread's stack of frames, on the heap; it can be parked anywhere.
pub trait Fiber {
    /// Runs until the budget is used up or something must be waited for. `platform` stays the same for the fiber's life.
    fn run(&mut self, platform: &std::sync::Arc<dyn Platform + Send + Sync>, budget: &mut Budget, cx: &mut Context<'_>) -> Pause;
}

/// Why a fiber stopped running.
#[derive(Debug)]
pub enum Pause {
    /// Its function returned or failed; it will not be run again.
    Finished(ThreadEnd),
    /// `Budget::fuel` is used up. Where this happens is never a scheduling choice.
    OutOfFuel,
    /// It stands at a switch point at which the budget or the GIL's drop request asked it to pause.
    Switch,
    /// A future inside it is pending: poll again when the platform makes the thread go on.
    Waiting,
}

/// How a thread ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadEnd {
    /// Its function returned.
    Done,
    /// An exception was not caught; its one-line text.
    Failed(String),
    /// The run was stopped while it ran.
    CutOff,
    /// It reached a limit of the run, told in one sentence: the whole run ends.
    Limit(String),
}

/// Classes of bytecodes that cost about the same; the simulator's table prices each, the virtual machine charges by class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum OpClass {
    /// Locals, constants, stack shuffling.
    Load,
    /// Global and builtin names.
    Global,
    /// Attribute load or store.
    Attribute,
    /// Arithmetic on numbers and other operators.
    Arithmetic,
    /// Comparison, truth test.
    Compare,
    /// Jumps.
    Jump,
    /// Entering and leaving a Python function.
    Call,
    /// Calling a builtin.
    NativeCall,
    /// Subscript load or store, slice.
    Subscript,
    /// Building a container, a string or a function.
    Build,
    /// One step of an iteration.
    Iterate,
    /// Raising and catching.
    Raise,
    /// Importing, building a class.
    Rare,
}

/// How many [`OpClass`]es there are.
pub const OP_CLASSES: usize = OpClass::Rare as usize + 1;

/// How much a fiber may execute, and at what price.
#[derive(Clone, Debug)]
pub struct Budget {
    /// What is left, in cost units (simulate: picoseconds of virtual time at machine speed 1; live: instructions).
    pub fuel: i64,
    /// Switch points to pass before pausing with [`Pause::Switch`]; `u32::MAX` for never.
    pub switch_points: u32,
    /// Whether a switch point lies between any two bytecodes (GIL off, or *switch anywhere*), not only where CPython 3.11
    /// looks at its eval breaker: function entry, after a call, backward jump.
    pub switch_anywhere: bool,
    /// What one bytecode of each [`OpClass`] takes off `fuel`.
    pub costs: std::sync::Arc<[u32; OP_CLASSES]>,
    /// Set from outside when the fiber should pause at its next switch point (GIL drop request, Stop).
    pub breaker: std::sync::Arc<crate::atomic::AtomicBool>,
}
