//! The one table of what things take: picoseconds for the processor, nanoseconds for the kernel.
//!
//! Measured on CPython 3.11 (Debian 12, two cores, Linux 6.18) by `scripts/costs`, rounded. These figures describe one machine
//! and stay as they are, so that a run made today is made the same tomorrow.

use hotpot_sync::{OP_CLASSES, OpClass};

/// Picoseconds in a nanosecond.
pub(crate) const PS: u64 = 1_000;
/// What a bytecode takes on the average, in picoseconds at machine speed 1.
pub(crate) const BYTECODE_PS: u64 = 6_000;

/// What one bytecode takes, in picoseconds at machine speed 1.
///
/// `Call` is charged where a function is entered and where it is left, so it is half of what `scripts/costs` tells.
pub(crate) const fn bytecode_ps(class: OpClass) -> u64 {
    match class {
        OpClass::Load => 1_800,
        OpClass::Jump => 2_500,
        OpClass::Global | OpClass::Attribute => 3_800,
        OpClass::Subscript => 6_000,
        OpClass::Arithmetic => 7_000,
        OpClass::Compare => 8_000,
        OpClass::NativeCall | OpClass::Iterate => 10_000,
        OpClass::Call => 16_000,
        OpClass::Build => 40_000,
        OpClass::Raise => 60_000,
        OpClass::Rare => 5_700_000,
    }
}

/// An operation on a primitive beyond its bytecodes, at machine speed 1.
pub(crate) const PRIMITIVE_NS: u64 = 30;
/// A `print` beyond its bytecodes, at machine speed 1.
pub(crate) const PRINT_NS: u64 = 1_100;

/// `start_new_thread`, until it returns.
pub(crate) const START_CALL_NS: u64 = 15_000;
/// From there until the new thread runs.
pub(crate) const START_LATENCY_NS: u64 = 15_000;
/// Entering the kernel to wait, until the core is free.
pub(crate) const PARK_NS: u64 = 1_500;
/// Entering the kernel to wake a thread.
pub(crate) const WAKE_CALL_NS: u64 = 1_500;
/// From there until the woken thread runs on a core that was idle: such that a condition is handed over in the 32 µs it takes
/// CPython on two quiet cores (7 on one).
pub(crate) const WAKE_LATENCY_NS: u64 = 27_000;
/// A core going from one thread to another.
pub(crate) const SWITCH_NS: u64 = 2_000;
/// How long after its end a sleep or timeout ends: the kernel's timer slack and the wake-up.
pub(crate) const TIMER_SLACK_NS: u64 = 60_000;
/// How long one of several computing threads keeps a core.
pub(crate) const TIME_SLICE_NS: u64 = 4_000_000;
/// With the GIL off: how far plain bytecode may run ahead of the other cores.
pub(crate) const LOOKAHEAD_NS: u64 = 1_000;

/// The fuel that each class takes at a machine speed: `slow` times the measured cost.
pub(crate) fn fuel(slow: u32) -> [u32; OP_CLASSES] {
    const CLASSES: [OpClass; OP_CLASSES] = [
        OpClass::Load,
        OpClass::Global,
        OpClass::Attribute,
        OpClass::Arithmetic,
        OpClass::Compare,
        OpClass::Jump,
        OpClass::Call,
        OpClass::NativeCall,
        OpClass::Subscript,
        OpClass::Build,
        OpClass::Iterate,
        OpClass::Raise,
        OpClass::Rare,
    ];
    CLASSES.map(|class| u32::try_from(bytecode_ps(class) * u64::from(slow)).unwrap_or(u32::MAX))
}
