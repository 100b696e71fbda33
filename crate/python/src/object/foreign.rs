//! Objects of library modules written in Rust: locks, queues, deques, random generators.

use core::any::Any;

/// Content of an object whose type lives in `modules/`. Its class is always in the object's header.
pub trait Foreign: Any + Send + Sync {
    /// For downcasting.
    fn as_any(&self) -> &dyn Any;

    /// Drops the Python values it holds, so that cycles end with the run.
    fn clear(&self) {}

    /// Names the object after a variable, where it is a synchronization object.
    fn name(&self, platform: &dyn hotpot_sync::Platform, name: &str) {
        let _ = (platform, name);
    }
}

impl dyn Foreign {
    /// The content as `T`.
    pub fn get<T: Foreign>(&self) -> Option<&T> {
        self.as_any().downcast_ref()
    }
}

impl super::Value {
    /// The content, if this is an object of library type `T`.
    pub fn foreign<T: Foreign>(&self) -> Option<&T> {
        match self.payload() {
            Some(super::Payload::Foreign(content)) => content.get(),
            _ => None,
        }
    }
}
