//! Counted references to objects, and the run's register of containers.
//!
//! A count is a relaxed load and store while only one thread of a heap can run, and an atomic read-modify-write otherwise (see
//! [`super::guarded`]). Builtins, code and constants are immortal. Dropping is iterative: an object freed while another is being
//! freed waits in a list.
#![expect(unsafe_code, reason = "the object model's one owner of raw pointers; see each SAFETY comment")]

use core::cell::{Cell, RefCell};
use core::mem::ManuallyDrop;
use core::ops::Deref;
use core::ptr::NonNull;
use core::sync::atomic::{AtomicBool, AtomicI64, AtomicU32, Ordering};
use std::collections::BTreeMap;
use std::sync::Arc;

use super::guarded::{Guarded, is_free_threaded};
use super::{ClassFlags, Payload};

/// Counts from here up mean "immortal".
const IMMORTAL: u32 = 1 << 30;

/// `Obj::state` bits.
const FINALIZED: u32 = 1;

/// An object: header and payload.
pub struct Obj {
    count: AtomicU32,
    /// Place in the heap's register, plus one; 0 where not registered.
    slot: AtomicU32,
    /// Deterministic identity for `id()`, given when first asked for.
    id: AtomicU32,
    state: AtomicU32,
    /// The class, where the payload alone does not tell it (instances, exceptions, subclasses of builtins, module types).
    class: Option<Ref>,
    /// Instance attributes: a dict, made when the first is set.
    attributes: Guarded<Option<Ref>>,
    payload: Payload,
}

/// A counted reference to an object.
pub struct Ref(NonNull<Obj>);

// SAFETY: counts follow the protocol above; all mutable content is behind `Guarded`.
unsafe impl Send for Ref {}
// SAFETY: as for Send.
unsafe impl Sync for Ref {}

impl Obj {
    /// The payload.
    #[inline]
    pub fn payload(&self) -> &Payload {
        &self.payload
    }

    /// The class, where it is not implied by the payload.
    #[inline]
    pub fn own_class(&self) -> Option<&Ref> {
        self.class.as_ref()
    }

    /// The attribute dict.
    #[inline]
    pub fn attributes(&self) -> &Guarded<Option<Ref>> {
        &self.attributes
    }

    /// Whether something is to be called before it goes.
    fn has_finalizer(&self) -> bool {
        match (&self.class, &self.payload) {
            (_, Payload::Generator(generator)) => generator.has_to_clean_up(),
            (Some(class), _) => class.class_flags().contains(ClassFlags::FINALIZER),
            (None, _) => false,
        }
    }

    /// Whether the caller is to finalize it: that happens once.
    pub fn begins_end(&self) -> bool {
        self.has_finalizer() && self.state.fetch_or(FINALIZED, Ordering::Relaxed) & FINALIZED == 0
    }

    /// Content to drop when a run clears its containers.
    fn clear(&self) {
        let attributes = self.attributes.replace(None);
        drop(attributes);
        self.payload.clear();
    }
}

impl Ref {
    /// A new object that can take part in no cycle by itself (strings, tuples, numbers).
    #[inline]
    pub fn new(payload: Payload) -> Self {
        Self::allocate(None, payload, 1)
    }

    /// A new leaf object of a given class.
    pub fn with_class(class: Ref, payload: Payload) -> Self {
        let made = Self::allocate(Some(class), payload, 1);
        register(&made);
        made
    }

    /// A new container: registered with the current heap, which clears it when the run ends.
    #[inline]
    pub fn container(payload: Payload) -> Self {
        let made = Self::allocate(None, payload, 1);
        register(&made);
        made
    }

    /// An object that is never freed by counting, and that several runs may share: it has no attributes of its own, and its payload is
    /// one that does not change or is frozen.
    pub fn immortal(class: Option<Ref>, payload: Payload) -> Self {
        Self::put(class, payload, IMMORTAL, Guarded::frozen(None))
    }

    #[inline]
    fn allocate(class: Option<Ref>, payload: Payload, count: u32) -> Self {
        charge(payload.units());
        Self::put(class, payload, count, Guarded::new(None))
    }

    #[inline]
    fn put(class: Option<Ref>, payload: Payload, count: u32, attributes: Guarded<Option<Self>>) -> Self {
        let object = Box::new(Obj {
            count: AtomicU32::new(count),
            slot: AtomicU32::new(0),
            id: AtomicU32::new(0),
            state: AtomicU32::new(0),
            class,
            attributes,
            payload,
        });
        Self(NonNull::from(Box::leak(object)))
    }

    /// Whether both are the same object.
    #[inline]
    pub fn is(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    /// Address, for sets of visited objects only: it differs from run to run.
    #[inline]
    pub fn address(&self) -> usize {
        self.0.as_ptr() as usize
    }

    /// The number that `id()` shows: the same in every run of the same program.
    pub fn identity(&self) -> u64 {
        if self.count.load(Ordering::Relaxed) >= IMMORTAL {
            return shown_identity(with_heap(|heap| heap.immortal_identity(self.address())).unwrap_or(1));
        }
        let known = self.id.load(Ordering::Relaxed);
        let number = if known != 0 {
            known
        } else {
            let fresh = with_heap(|heap| heap.next_id.fetch_add(1, Ordering::Relaxed)).unwrap_or(1);
            // Two threads may ask at once: the first number stays.
            match self.id.compare_exchange(0, fresh, Ordering::Relaxed, Ordering::Relaxed) {
                Ok(_) => fresh,
                Err(first) => first,
            }
        };
        shown_identity(number)
    }

    /// Whether nobody else holds it.
    pub fn is_unique(&self) -> bool {
        self.count.load(Ordering::Relaxed) == 1
    }
}

fn shown_identity(number: u32) -> u64 {
    0x7f00_0000_0000 + u64::from(number) * 48
}

/// An immortal object that has an owner after all: freed when this is dropped. The owner must outlive every run that may have got
/// hold of the object, and other owned objects that refer to it.
#[derive(Debug)]
pub struct Owned(ManuallyDrop<Ref>);

impl Owned {
    /// A new immortal object.
    pub fn new(payload: Payload) -> Self {
        Self(ManuallyDrop::new(Ref::immortal(None, payload)))
    }

    /// A reference to it, good while the owner lives.
    pub fn get(&self) -> Ref {
        Ref::clone(&self.0)
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // SAFETY: allocated by `put` with `Box`; immortal objects are not freed by counting and are on no list, and their runs are gone.
        drop(unsafe { Box::from_raw(self.0.0.as_ptr()) });
    }
}

#[cold]
#[inline(never)]
fn release(object_pointer: NonNull<Obj>) {
    // SAFETY: the count reached 0, so this is the only reference left.
    let object = unsafe { object_pointer.as_ref() };
    if object.begins_end() {
        object.count.store(1, Ordering::Relaxed);
        let again = Ref(object_pointer);
        PENDING_FINALIZERS.with(|list| list.borrow_mut().push(again));
        ANY_FINALIZERS.with(|any| any.set(true));
        return;
    }
    TRASH.with(|trash| {
        if trash.busy.get() {
            trash.waiting.borrow_mut().push(object_pointer);
            return;
        }
        trash.busy.set(true);
        let mut next = Some(object_pointer);
        while let Some(object) = next {
            unregister(object);
            // SAFETY: allocated by `allocate` with `Box`, count 0, taken off every list.
            let object = unsafe { Box::from_raw(object.as_ptr()) };
            charge(-object.payload.held_units());
            drop(object);
            next = trash.waiting.borrow_mut().pop();
        }
        trash.busy.set(false);
    });
}

impl Clone for Ref {
    #[inline]
    fn clone(&self) -> Self {
        let count = self.count.load(Ordering::Relaxed);
        if count < IMMORTAL {
            if is_free_threaded() {
                self.count.fetch_add(1, Ordering::Relaxed);
            } else {
                self.count.store(count + 1, Ordering::Relaxed);
            }
        }
        Self(self.0)
    }
}

impl Drop for Ref {
    #[inline]
    fn drop(&mut self) {
        let count = self.count.load(Ordering::Relaxed);
        if count >= IMMORTAL {
            return;
        }
        if is_free_threaded() {
            // Release publishes this owner's writes; the Acquire fence below pairs with it in the last owner.
            if self.count.fetch_sub(1, Ordering::Release) != 1 {
                return;
            }
            core::sync::atomic::fence(Ordering::Acquire);
        } else {
            self.count.store(count - 1, Ordering::Relaxed);
            if count != 1 {
                return;
            }
        }
        release(self.0);
    }
}

impl Deref for Ref {
    type Target = Obj;
    #[inline]
    fn deref(&self) -> &Obj {
        // SAFETY: a live reference keeps the object alive.
        unsafe { self.0.as_ref() }
    }
}

impl core::fmt::Debug for Ref {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "<{} object>", self.class_name())
    }
}

#[derive(Default)]
struct Trash {
    busy: Cell<bool>,
    waiting: RefCell<Vec<NonNull<Obj>>>,
}

thread_local! {
    static TRASH: Trash = Trash::default();
    static PENDING_FINALIZERS: RefCell<Vec<Ref>> = const { RefCell::new(Vec::new()) };
    static CURRENT: RefCell<Option<Arc<Heap>>> = const { RefCell::new(None) };
    static ANY_FINALIZERS: Cell<bool> = const { Cell::new(false) };
    static CHARGED: Cell<i64> = const { Cell::new(0) };
}

/// Objects whose count reached 0 and whose class has `__del__`, and generators within `try` or `with`: the virtual machine calls it at its next safepoint.
pub fn take_finalizers() -> Vec<Ref> {
    if !ANY_FINALIZERS.with(|any| any.replace(false)) {
        return Vec::new();
    }
    PENDING_FINALIZERS.with(|list| core::mem::take(&mut *list.borrow_mut()))
}

/// Whether [`take_finalizers`] would return any.
#[inline]
pub fn has_finalizers() -> bool {
    ANY_FINALIZERS.with(Cell::get)
}

/// The containers and the memory count of one process of a run.
#[derive(Debug, Default)]
pub struct Heap {
    containers: Guarded<Vec<Registered>>,
    /// Memory in use, in units (see [`Payload::units`]).
    units: AtomicI64,
    next_id: AtomicU32,
    /// Identities of immortal objects, which several runs share, by address.
    immortal_ids: Guarded<BTreeMap<usize, u32>>,
    /// Objects that wait for their finalizer while no thread is inside this heap: see [`Entered`].
    pending: Guarded<Vec<Ref>>,
    is_any_pending: AtomicBool,
}

#[derive(Debug)]
struct Registered(NonNull<Obj>);

// SAFETY: only followed while the object is registered, hence alive.
unsafe impl Send for Registered {}

impl Heap {
    /// An empty heap.
    pub fn new() -> Arc<Self> {
        Arc::new(Self { next_id: AtomicU32::new(1), ..Self::default() })
    }

    /// Memory in use, in units, by all threads that have flushed (see [`flush_units`]).
    pub fn units(&self) -> i64 {
        self.units.load(Ordering::Relaxed)
    }

    fn immortal_identity(&self, address: usize) -> u32 {
        self.immortal_ids.with(|ids| *ids.entry(address).or_insert_with(|| self.next_id.fetch_add(1, Ordering::Relaxed)))
    }

    /// Keeps this thread's pending finalizers until a thread enters again: another run on this thread has nothing to do with them.
    fn put_off_finalizers(&self) {
        let mut mine = take_finalizers();
        if !mine.is_empty() {
            self.pending.with(|pending| pending.append(&mut mine));
            self.is_any_pending.store(true, Ordering::Release);
        }
    }

    fn take_up_finalizers(&self) {
        // Acquire pairs with the Release above; the list itself is guarded.
        if self.is_any_pending.load(Ordering::Relaxed) && self.is_any_pending.swap(false, Ordering::Acquire) {
            let mut waiting = self.pending.replace(Vec::new());
            if !waiting.is_empty() {
                PENDING_FINALIZERS.with(|list| list.borrow_mut().append(&mut waiting));
                ANY_FINALIZERS.with(|any| any.set(true));
            }
        }
    }

    /// The living containers that are `wanted`, in no order.
    pub fn find(&self, wanted: impl Fn(&Obj) -> bool) -> Vec<Ref> {
        self.containers.read(|list| {
            let found = list.iter().filter_map(|entry| {
                // SAFETY: registered, hence not freed yet.
                let object = unsafe { entry.0.as_ref() };
                // One whose last reference another thread has just dropped has the count 0. Acquire pairs with the Release of a drop.
                let taken = |count: u32| (count > 0).then_some(count + 1);
                let is_taken = wanted(object) && object.count.fetch_update(Ordering::Acquire, Ordering::Relaxed, taken).is_ok();
                if is_taken { Some(Ref(entry.0)) } else { None }
            });
            found.collect()
        })
    }

    /// Whether a living object has a finalizer.
    pub fn holds_finalizable(&self) -> bool {
        // SAFETY: registered, hence alive.
        self.containers.read(|list| list.iter().any(|entry| unsafe { entry.0.as_ref() }.has_finalizer()))
    }

    /// How many containers are alive.
    pub fn container_count(&self) -> usize {
        self.containers.read(Vec::len)
    }

    /// Drops the content of every container: nothing of the run may execute any more.
    pub fn clear(self: &Arc<Self>) {
        let _entered = enter(self);
        loop {
            // Each pass clears what is registered now; clearing frees most of it.
            let alive: Vec<Ref> = self.containers.read(|list| {
                list.iter()
                    .map(|entry| {
                        let again = ManuallyDrop::new(Ref(entry.0));
                        Ref::clone(&again)
                    })
                    .collect()
            });
            if alive.is_empty() {
                break;
            }
            for object in &alive {
                object.clear();
            }
            let before = alive.len();
            drop(alive);
            discard_finalizers();
            if self.container_count() >= before {
                break;
            }
        }
    }
}

/// Drops what waits for its finalizer on this thread, until nothing new comes: when a run is cleared or a thread is stopped, no more
/// Python runs.
pub fn discard_finalizers() {
    while !take_finalizers().is_empty() {}
}

/// Makes `heap` the current one of this thread while the result lives.
pub fn enter(heap: &Arc<Heap>) -> Entered {
    flush_units();
    with_heap(Heap::put_off_finalizers);
    heap.take_up_finalizers();
    Entered(CURRENT.with(|current| current.replace(Some(heap.clone()))))
}

/// See [`enter`].
#[derive(Debug)]
pub struct Entered(Option<Arc<Heap>>);

impl Drop for Entered {
    fn drop(&mut self) {
        flush_units();
        with_heap(Heap::put_off_finalizers);
        let left = CURRENT.with(|current| current.replace(self.0.take()));
        with_heap(Heap::take_up_finalizers);
        drop(left);
    }
}

fn with_heap<R>(f: impl FnOnce(&Heap) -> R) -> Option<R> {
    CURRENT.with(|current| current.borrow().as_deref().map(f))
}

/// Counts memory on this thread, in units; negative when freed.
#[inline]
pub fn charge(units: i64) {
    CHARGED.with(|charged| charged.set(charged.get() + units));
}

/// Runs `f` without counting the memory that it takes or frees: for what does not belong to one run.
pub fn uncharged<R>(f: impl FnOnce() -> R) -> R {
    let before = CHARGED.with(Cell::get);
    let result = f();
    CHARGED.with(|charged| charged.set(before));
    result
}

/// Adds this thread's count to its heap's and returns the sum.
pub fn flush_units() -> i64 {
    let mine = CHARGED.with(|charged| charged.replace(0));
    with_heap(|heap| heap.units.fetch_add(mine, Ordering::Relaxed) + mine).unwrap_or(0)
}

fn register(object: &Ref) {
    with_heap(|heap| {
        heap.containers.with(|list| {
            list.push(Registered(object.0));
            object.slot.store(list.len() as u32, Ordering::Relaxed);
        });
    });
}

fn unregister(object: NonNull<Obj>) {
    // SAFETY: called by the last owner before the object is freed.
    let place = unsafe { &object.as_ref().slot };
    if place.load(Ordering::Relaxed) == 0 {
        return;
    }
    with_heap(|heap| {
        heap.containers.with(|list| {
            // Read inside the guard: until then another thread's removal may move the object to another place.
            let slot = place.load(Ordering::Relaxed);
            let index = slot as usize - 1;
            if list.get(index).is_some_and(|entry| entry.0 == object) {
                list.swap_remove(index);
                if let Some(moved) = list.get(index) {
                    // SAFETY: registered objects are alive.
                    unsafe { moved.0.as_ref() }.slot.store(slot, Ordering::Relaxed);
                }
            }
        });
    });
}
