//! Content that grows and shrinks, and whose memory is counted as it does.

use std::collections::VecDeque;

use super::{Guarded, Value, charge};

/// What [`Counted`] can count.
pub trait Countable {
    /// Memory taken, in units of about 64 bytes (see [`super::Payload::units`]).
    fn units(&self) -> i64;
}

/// Values in a unit: one takes 16 bytes on every target.
const VALUES: usize = 4;
/// Bytes in a unit.
const BYTES: usize = 64;

impl Countable for Vec<Value> {
    fn units(&self) -> i64 {
        (self.len() / VALUES) as i64
    }
}

impl Countable for VecDeque<Value> {
    fn units(&self) -> i64 {
        (self.len() / VALUES) as i64
    }
}

impl Countable for Vec<u8> {
    fn units(&self) -> i64 {
        (self.len() / BYTES) as i64
    }
}

/// [`Guarded`] content that is charged for what it takes, from when it is made until it is dropped: whoever changes it does not
/// charge for that.
#[derive(Debug)]
pub struct Counted<T: Countable>(Guarded<T>);

impl<T: Countable> Counted<T> {
    /// Guards and counts `content`.
    #[inline]
    pub fn new(content: T) -> Self {
        charge(content.units());
        Self(Guarded::new(content))
    }

    /// [`Guarded::with`]
    #[inline]
    pub fn with<R>(&self, f: impl FnOnce(&mut T) -> R) -> R {
        let (result, grown) = self.0.with(|content| {
            let before = content.units();
            let result = f(content);
            (result, content.units() - before)
        });
        if grown != 0 {
            charge(grown);
        }
        result
    }

    /// [`Guarded::read`]
    #[inline]
    pub fn read<R>(&self, f: impl FnOnce(&T) -> R) -> R {
        self.0.read(f)
    }

    /// [`Guarded::replace`]
    #[inline]
    pub fn replace(&self, new: T) -> T {
        self.with(|content| core::mem::replace(content, new))
    }
}

impl<T: Countable + Clone> Counted<T> {
    /// [`Guarded::get`]
    #[inline]
    pub fn get(&self) -> T {
        self.0.get()
    }
}

impl<T: Countable + Default> Default for Counted<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: Countable> Drop for Counted<T> {
    fn drop(&mut self) {
        charge(-self.0.get_mut().units());
    }
}
