//! Values: what a slot of the stack, a list or a dict holds.

use num_bigint::BigInt;
use num_traits::ToPrimitive;

use super::{ClassFlags, Payload, Ref, Text};
pub use crate::num::int::Int;

/// A Python value. `Unbound` never reaches a program: it marks empty slots and arguments that were not given.
///
/// No content is a `bool` or an `f64`: where pointers have 64 bits every content then is a word of one kind, and the compiler keeps a
/// value in two registers. One that moves through memory is written in two parts, and whoever reads it in one waits for them.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// An empty slot.
    #[default]
    Unbound,
    /// `None`
    None,
    /// `NotImplemented`
    NotImplemented,
    /// `...`
    Ellipsis,
    /// `False`
    False,
    /// `True`
    True,
    /// An int that fits 64 bits. Larger ones are objects; no int is ever both.
    Int(i64),
    /// A float.
    Float(FloatBits),
    /// Everything else.
    Object(Ref),
}

/// A float as its bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloatBits(u64);

impl FloatBits {
    /// The float.
    #[inline]
    pub fn get(self) -> f64 {
        f64::from_bits(self.0)
    }
}

impl From<Int> for Value {
    fn from(value: Int) -> Self {
        match value {
            Int::Small(value) => Value::Int(value),
            Int::Big(value) => Value::Object(Ref::new(Payload::BigInt(value))),
        }
    }
}

impl From<BigInt> for Value {
    fn from(value: BigInt) -> Self {
        Int::from(value).into()
    }
}

impl Value {
    /// `True` or `False`.
    #[inline]
    pub fn bool(value: bool) -> Self {
        if value { Self::True } else { Self::False }
    }

    /// A float.
    #[inline]
    pub fn float(value: f64) -> Self {
        Self::Float(FloatBits(value.to_bits()))
    }

    /// A bool's value.
    #[inline]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::False => Some(false),
            Self::True => Some(true),
            _ => None,
        }
    }

    /// A new string.
    pub fn str(text: impl Into<Text>) -> Self {
        Self::Object(Ref::new(Payload::Str(text.into())))
    }

    /// A new tuple.
    pub fn tuple(items: impl Into<Box<[Value]>>) -> Self {
        Self::Object(Ref::new(Payload::Tuple(items.into())))
    }

    /// A new list.
    pub fn list(items: Vec<Value>) -> Self {
        Self::Object(Ref::container(Payload::List(super::Counted::new(items))))
    }

    /// A new bytes object.
    pub fn bytes(bytes: impl Into<Box<[u8]>>) -> Self {
        Self::Object(Ref::new(Payload::Bytes(bytes.into())))
    }

    /// A new dict.
    pub fn dict(table: super::Table) -> Self {
        Self::Object(Ref::container(Payload::Dict(super::Guarded::new(table))))
    }

    /// A new set.
    pub fn set(table: super::SetTable) -> Self {
        Self::Object(Ref::container(Payload::Set(super::Guarded::new(table))))
    }

    /// Whether the slot is empty.
    #[inline]
    pub fn is_unbound(&self) -> bool {
        matches!(self, Self::Unbound)
    }

    /// Whether it is `None`.
    #[inline]
    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    /// The object, unless unboxed.
    #[inline]
    pub fn object(&self) -> Option<&Ref> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The object's payload, unless unboxed.
    #[inline]
    pub fn payload(&self) -> Option<&Payload> {
        match self {
            Self::Object(object) => Some(object.payload()),
            _ => None,
        }
    }

    /// Python's `is`.
    #[inline]
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Object(a), Self::Object(b)) => a.is(b),
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a == b,
            (Self::None, Self::None)
            | (Self::False, Self::False)
            | (Self::True, Self::True)
            | (Self::NotImplemented, Self::NotImplemented)
            | (Self::Ellipsis, Self::Ellipsis)
            | (Self::Unbound, Self::Unbound) => true,
            _ => false,
        }
    }

    /// The text, for `str` and its subclasses.
    #[inline]
    pub fn as_str(&self) -> Option<&str> {
        match self.payload() {
            Some(Payload::Str(text)) => Some(text.as_str()),
            _ => None,
        }
    }

    /// The text object, for `str` and its subclasses.
    #[inline]
    pub fn as_text(&self) -> Option<&Text> {
        match self.payload() {
            Some(Payload::Str(text)) => Some(text),
            _ => None,
        }
    }

    /// The bytes, for `bytes` and its subclasses.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self.payload() {
            Some(Payload::Bytes(bytes)) => Some(bytes),
            _ => None,
        }
    }

    /// The number, for `int`, `bool` and their subclasses.
    pub fn as_int(&self) -> Option<Int> {
        match self {
            Self::Int(value) => Some(Int::Small(*value)),
            Self::False => Some(Int::Small(0)),
            Self::True => Some(Int::Small(1)),
            Self::Object(object) => match object.payload() {
                Payload::BigInt(value) => Some(Int::from(value.clone())),
                _ => None,
            },
            _ => None,
        }
    }

    /// The number, for ints that fit 64 bits.
    #[inline]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Int(value) => Some(*value),
            Self::False => Some(0),
            Self::True => Some(1),
            Self::Object(object) => match object.payload() {
                Payload::BigInt(value) => value.to_i64(),
                _ => None,
            },
            _ => None,
        }
    }

    /// The number, for `float` and its subclasses (not for ints).
    #[inline]
    pub fn as_float(&self) -> Option<f64> {
        match self {
            Self::Float(value) => Some(value.get()),
            Self::Object(object) => match object.payload() {
                Payload::Float(value) => Some(*value),
                _ => None,
            },
            _ => None,
        }
    }

    /// The items, for `tuple` and its subclasses.
    pub fn as_tuple(&self) -> Option<&[Value]> {
        match self.payload() {
            Some(Payload::Tuple(items)) => Some(items),
            _ => None,
        }
    }

    /// The class's data, if this is a class.
    pub fn as_class(&self) -> Option<&super::Class> {
        match self.payload() {
            Some(Payload::Class(class)) => Some(class),
            _ => None,
        }
    }
}

impl From<Ref> for Value {
    fn from(object: Ref) -> Self {
        Self::Object(object)
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::bool(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<usize> for Value {
    fn from(value: usize) -> Self {
        Self::Int(value as i64)
    }
}

impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::float(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::str(text)
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::str(text)
    }
}

/// What hashing a value without running Python gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hashed {
    /// The hash, as `hash()` shows it.
    Hash(i64),
    /// A class of the program defines `__hash__` or `__eq__`: ask the virtual machine.
    AskPython,
    /// `TypeError: unhashable type`, of the value that is the innermost one to blame.
    Unhashable,
}

const MODULUS: u64 = (1 << 61) - 1;

/// CPython's hash of a 64-bit int.
pub fn hash_i64(value: i64) -> i64 {
    let magnitude = (value.unsigned_abs() % MODULUS) as i64;
    match if value < 0 { -magnitude } else { magnitude } {
        -1 => -2,
        hash => hash,
    }
}

fn hash_big(value: &BigInt) -> i64 {
    let magnitude = (value.magnitude() % MODULUS).to_i64().unwrap_or(0);
    match if value.sign() == num_bigint::Sign::Minus { -magnitude } else { magnitude } {
        -1 => -2,
        hash => hash,
    }
}

/// CPython's hash of a float (`_Py_HashDouble`); equal to the int's hash for integral values.
pub fn hash_float(value: f64) -> i64 {
    if value.is_infinite() {
        return if value > 0.0 { 314_159 } else { -314_159 };
    }
    if value.is_nan() {
        return 0;
    }
    let (mut mantissa, mut exponent) = libm::frexp(value.abs());
    let mut hash: u64 = 0;
    while mantissa != 0.0 {
        hash = ((hash << 28) & MODULUS) | (hash >> (61 - 28));
        mantissa *= 268_435_456.0;
        exponent -= 28;
        let part = mantissa as u64;
        mantissa -= part as f64;
        hash += part;
        if hash >= MODULUS {
            hash -= MODULUS;
        }
    }
    let shift = exponent.rem_euclid(61) as u32;
    if shift != 0 {
        hash = ((hash << shift) & MODULUS) | (hash >> (61 - shift));
    }
    match if value < 0.0 { -(hash as i64) } else { hash as i64 } {
        -1 => -2,
        hash => hash,
    }
}

/// CPython's tuple hash (xxHash's scheme, `tuplehash`).
fn hash_tuple(items: &[Value], depth: u32) -> Hashed {
    const PRIME_1: u64 = 11_400_714_785_074_694_791;
    const PRIME_2: u64 = 14_029_467_366_897_019_727;
    const PRIME_5: u64 = 2_870_177_450_012_600_261;
    let mut sum = PRIME_5;
    for item in items {
        match hash_within(item, depth + 1) {
            Hashed::Hash(lane) => {
                sum = sum.wrapping_add((lane as u64).wrapping_mul(PRIME_2));
                sum = sum.rotate_left(31).wrapping_mul(PRIME_1);
            }
            other => return other,
        }
    }
    sum = sum.wrapping_add((items.len() as u64) ^ (PRIME_5 ^ 0x35_d373));
    Hashed::Hash(if sum == u64::MAX { 1_546_275_796 } else { sum as i64 })
}

/// Hashes a value as far as that needs no Python.
pub fn plain_hash(value: &Value) -> Hashed {
    hash_within(value, 0)
}

/// Tuples nested deeper than this are left to the virtual machine, which counts its depth.
const MAX_DEPTH: u32 = 100;

fn hash_within(value: &Value, depth: u32) -> Hashed {
    if depth > MAX_DEPTH {
        return Hashed::AskPython;
    }
    Hashed::Hash(match value {
        Value::Int(value) => hash_i64(*value),
        Value::False => 0,
        Value::True => 1,
        Value::Float(value) => hash_float(value.get()),
        Value::None => 0x5f5e_1001,
        Value::Ellipsis => 0x5f5e_1002,
        Value::NotImplemented | Value::Unbound => 0x5f5e_1003,
        Value::Object(object) => {
            if let Some(class) = object.own_class()
                && class.class_flags().contains(ClassFlags::CUSTOM_HASH)
            {
                return Hashed::AskPython;
            }
            match object.payload() {
                Payload::Str(text) => text.hash(),
                Payload::BigInt(value) => hash_big(value),
                Payload::Float(value) => hash_float(*value),
                Payload::Bytes(bytes) => super::text::hash_bytes(bytes),
                Payload::Tuple(items) => return hash_tuple(items, depth),
                Payload::FrozenSet(table) => table.frozen_hash(),
                Payload::Range(range) => return hash_tuple(&range.identity(), depth),
                Payload::List(_) | Payload::Dict(_) | Payload::Set(_) | Payload::ByteArray(_) | Payload::Slice(_) => {
                    return Hashed::Unhashable;
                }
                Payload::BoundMethod(method) => match (hash_within(&method.function, depth + 1), method.receiver.object()) {
                    (Hashed::Hash(function), Some(receiver)) => function ^ receiver.identity() as i64,
                    (other, _) => return other,
                },
                _ => (object.identity() >> 4) as i64,
            }
        }
    })
}

/// Compares two values as far as that needs no Python; `None`: ask the virtual machine.
pub fn plain_equal(a: &Value, b: &Value) -> Option<bool> {
    equal_within(a, b, 0)
}

fn equal_within(a: &Value, b: &Value, depth: u32) -> Option<bool> {
    if a.is(b) {
        return Some(match a {
            Value::Float(value) => !value.get().is_nan(),
            _ => true,
        });
    }
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => return Some(a == b),
        (Value::Float(a), Value::Float(b)) => return Some(a.get() == b.get()),
        (Value::Object(a), Value::Object(b)) => {
            let custom = |object: &Ref| object.own_class().is_some_and(|class| class.class_flags().contains(ClassFlags::CUSTOM_EQ));
            if custom(a) || custom(b) {
                return None;
            }
            return match (a.payload(), b.payload()) {
                (Payload::Str(a), Payload::Str(b)) => Some(a.as_str() == b.as_str()),
                (Payload::BigInt(a), Payload::BigInt(b)) => Some(a == b),
                (Payload::Bytes(a), Payload::Bytes(b)) => Some(a == b),
                (Payload::Float(a), Payload::Float(b)) => Some(a == b),
                (Payload::BigInt(_), Payload::Float(_)) | (Payload::Float(_), Payload::BigInt(_)) => None,
                (Payload::Range(a), Payload::Range(b)) => {
                    Some(a.len() == b.len() && (a.is_empty() || (a.start == b.start && (a.len() == 1 || a.step == b.step))))
                }
                (Payload::Tuple(_), Payload::Tuple(_)) if depth > MAX_DEPTH => None,
                (Payload::Tuple(a), Payload::Tuple(b)) => {
                    if a.len() != b.len() {
                        return Some(false);
                    }
                    for (a, b) in a.iter().zip(b.iter()) {
                        if a.is(b) {
                            continue;
                        }
                        match equal_within(a, b, depth + 1) {
                            Some(true) => {}
                            other => return other,
                        }
                    }
                    Some(true)
                }
                (Payload::BoundMethod(a), Payload::BoundMethod(b)) => Some(a.receiver.is(&b.receiver) && a.function.is(&b.function)),
                // Containers that hold anything are compared by the virtual machine; whatever else is equal only to itself.
                (a, b) => (!(a.compares_by_content() && b.compares_by_content())).then_some(false),
            };
        }
        _ => {}
    }
    if let (Some(a), Some(b)) = (a.as_number(), b.as_number()) {
        return Some(a == b);
    }
    if let Value::Object(object) = a
        && object.own_class().is_some_and(|class| class.class_flags().contains(ClassFlags::CUSTOM_EQ))
    {
        return None;
    }
    if let Value::Object(object) = b
        && object.own_class().is_some_and(|class| class.class_flags().contains(ClassFlags::CUSTOM_EQ))
    {
        return None;
    }
    Some(false)
}

/// A number for exact comparison across int, bool and float.
#[derive(PartialEq)]
enum Number {
    Int(Int),
    Fraction(f64),
}

impl Value {
    fn as_number(&self) -> Option<Number> {
        if let Some(value) = self.as_int() {
            return Some(Number::Int(value));
        }
        let value = self.as_float()?;
        if value.is_finite() && libm::trunc(value) == value {
            return num_traits::FromPrimitive::from_f64(value).map(|big: BigInt| Number::Int(Int::from(big)));
        }
        Some(Number::Fraction(value))
    }
}
