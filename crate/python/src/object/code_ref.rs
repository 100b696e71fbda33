//! References to linked code.
//!
//! Functions, frames and tracebacks refer to code by plain pointer: a count would be paid for at every call. What keeps it sound is
//! who outlives whom: a program owns its code ([`OwnedCode`]), a run owns its program and gives it up last, after its heap was
//! cleared, and nothing of a heap leaves its run. Code of library modules lives for the rest of the process.
#![expect(unsafe_code, reason = "pointers instead of counts; see the module's comment")]

use core::ops::Deref;
use core::ptr::NonNull;

use super::Linked;

/// A reference to linked code, as cheap as a pointer.
#[derive(Clone, Copy)]
pub struct CodeRef(NonNull<Linked>);

// SAFETY: linked code is never changed, its guesses aside, and `Linked` itself may be shared between threads.
unsafe impl Send for CodeRef where Linked: Sync {}
// SAFETY: as for Send.
unsafe impl Sync for CodeRef where Linked: Sync {}

impl CodeRef {
    /// Code that lives for the rest of the process.
    pub fn for_ever(code: Linked) -> Self {
        Self(NonNull::from(Box::leak(Box::new(code))))
    }
}

impl Deref for CodeRef {
    type Target = Linked;
    #[inline]
    fn deref(&self) -> &Linked {
        // SAFETY: the code's owner outlives the run that this reference belongs to (see the module's comment).
        unsafe { self.0.as_ref() }
    }
}

impl core::fmt::Debug for CodeRef {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "<code {:?} of {}>", self.code.name, self.code.file)
    }
}

/// Code with an owner: freed when this is dropped. The owner must outlive every run of it.
#[derive(Debug)]
pub struct OwnedCode(CodeRef);

impl OwnedCode {
    /// Takes the code over.
    pub fn new(code: Linked) -> Self {
        Self(CodeRef::for_ever(code))
    }

    /// A reference to it, good while the owner lives.
    pub fn get(&self) -> CodeRef {
        self.0
    }
}

impl Drop for OwnedCode {
    fn drop(&mut self) {
        // SAFETY: made by `for_ever` from a `Box` that nobody else frees; its runs are gone, so no reference is used again.
        drop(unsafe { Box::from_raw(self.0.0.as_ptr()) });
    }
}
