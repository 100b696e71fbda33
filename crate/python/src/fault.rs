//! What an operation on plain data raises: the exception's type and its message, before there is an exception object.

use std::borrow::Cow;
use std::fmt;

use crate::raise::Unwind;
use crate::types::types;

/// The exception types that operations on numbers and text raise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// `ValueError`
    Value,
    /// `TypeError`
    Type,
    /// `OverflowError`
    Overflow,
    /// `ZeroDivisionError`
    ZeroDivision,
    /// `IndexError`
    Index,
    /// `LookupError`
    Lookup,
    /// `MemoryError`: the result would be larger than one object may be.
    Memory,
    /// `UnicodeEncodeError`
    UnicodeEncode,
    /// `UnicodeDecodeError`
    UnicodeDecode,
}

/// A failed operation: which exception, and its message as CPython words it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The exception's type.
    pub kind: FaultKind,
    /// What `str(exception)` gives.
    pub message: Cow<'static, str>,
}

/// The result of an operation on plain data.
pub type Outcome<T> = Result<T, Fault>;

impl Fault {
    /// A fault of `kind` with `message`.
    pub fn new(kind: FaultKind, message: impl Into<Cow<'static, str>>) -> Self {
        Self { kind, message: message.into() }
    }

    /// `ValueError(message)`
    pub fn value(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(FaultKind::Value, message)
    }

    /// `TypeError(message)`
    pub fn type_error(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(FaultKind::Type, message)
    }

    /// `OverflowError(message)`
    pub fn overflow(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(FaultKind::Overflow, message)
    }

    /// `ZeroDivisionError(message)`
    pub fn zero_division(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(FaultKind::ZeroDivision, message)
    }

    /// `MemoryError()`: refused before anything was allocated.
    pub fn memory() -> Self {
        Self::new(FaultKind::Memory, "")
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.message)
    }
}

impl std::error::Error for Fault {}

impl From<Fault> for Unwind {
    fn from(fault: Fault) -> Self {
        let types = types();
        let class = match fault.kind {
            FaultKind::Value => &types.value_error,
            FaultKind::Type => &types.type_error,
            FaultKind::Overflow => &types.overflow_error,
            FaultKind::ZeroDivision => &types.zero_division_error,
            FaultKind::Index => &types.index_error,
            FaultKind::Lookup => &types.lookup_error,
            FaultKind::Memory => return Self::with_args(&types.memory_error, Vec::new()),
            FaultKind::UnicodeEncode => &types.unicode_encode_error,
            FaultKind::UnicodeDecode => &types.unicode_decode_error,
        };
        Self::new(class, fault.message)
    }
}

/// The most bytes one string or bytes object may take.
pub const MAX_OBJECT_BYTES: usize = 1 << 26;

/// The most bits one int may have: operations on larger ones would keep a worker deaf for longer than a slice.
pub const MAX_INT_BITS: u64 = 1 << 20;

/// A count as a size: 0 where it is negative, and where a size cannot tell it (of 32 bits, in browsers) the largest, which
/// [`check_size`] and memory limits refuse.
pub fn size(count: i64) -> usize {
    usize::try_from(count.max(0)).unwrap_or(usize::MAX)
}

/// Refuses a result of `count` pieces of `each` bytes that would be larger than one object may be.
pub fn check_size(count: usize, each: usize) -> Outcome<usize> {
    match count.checked_mul(each) {
        Some(bytes) if bytes <= MAX_OBJECT_BYTES => Ok(bytes),
        _ => Err(Fault::memory()),
    }
}
