//! Classes.

use core::sync::atomic::{AtomicU32, Ordering};

use super::{Guarded, Obj, Payload, Ref, Value};

/// Which payload instances have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Attributes only.
    Instance,
    /// `int`
    Int,
    /// `float`
    Float,
    /// `str`
    Str,
    /// `bytes`
    Bytes,
    /// `tuple`
    Tuple,
    /// `list`
    List,
    /// `dict`
    Dict,
    /// `set`
    Set,
    /// `frozenset`
    FrozenSet,
    /// An exception.
    Exception,
    /// A class: metaclasses.
    Class,
    /// A library type; instances are made by its own `__new__`, named by the builtin class it comes from.
    Foreign,
    /// A builtin type that cannot be a base class.
    Final,
}

/// What the virtual machine must know of a class at once. Computed from the method resolution order when the class is made and
/// when one of these names is set on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassFlags(pub u32);

impl ClassFlags {
    /// `__eq__` comes from a class of the program.
    pub const CUSTOM_EQ: Self = Self(1);
    /// `__hash__` does, or it is `None`.
    pub const CUSTOM_HASH: Self = Self(2);
    /// There is a `__getattr__`.
    pub const GETATTR: Self = Self(4);
    /// There is a `__getattribute__` of the program.
    pub const GETATTRIBUTE: Self = Self(8);
    /// There is a `__setattr__` or `__delattr__` of the program.
    pub const SETATTR: Self = Self(16);
    /// There is a `__del__`.
    pub const FINALIZER: Self = Self(32);
    /// Instances have no `__dict__`.
    pub const NO_DICT: Self = Self(64);
    /// There is a `__new__` of the program.
    pub const CUSTOM_NEW: Self = Self(128);
    /// `__bool__` or `__len__` comes from a class of the program.
    pub const CUSTOM_TRUTH: Self = Self(256);
    /// `__iter__`, `__getitem__`, `__contains__`, `__len__`, `__str__` or the like of a builtin base is overridden: the fast paths for
    /// the builtin's payload must not be taken.
    pub const CUSTOM_CONTENT: Self = Self(512);
    /// It is a class of the program (or of a library module in Python), not a builtin.
    pub const HEAP: Self = Self(1024);

    /// Whether all bits of `other` are set.
    #[inline]
    pub fn contains(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Both together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// A class's data. Its attributes are the dict `names`.
#[derive(Debug)]
pub struct Class {
    /// `__name__`
    pub name: Guarded<Value>,
    /// `__qualname__`
    pub qualname: Guarded<Value>,
    /// `__module__`: `builtins` for builtin types.
    pub module: Guarded<Value>,
    /// Direct bases.
    pub bases: Guarded<Vec<Ref>>,
    /// Method resolution order without the class itself: set once, emptied when the run is cleared.
    pub ancestors: Guarded<Vec<Ref>>,
    /// Attributes.
    pub names: Ref,
    /// Instances' payload.
    pub layout: Layout,
    /// For builtin and library types and what inherits from them: the name of the builtin base that makes instances.
    pub builtin: &'static str,
    flags: AtomicU32,
}

impl Class {
    /// A class; flags are set by [`Class::set_flags`].
    #[expect(clippy::too_many_arguments, reason = "each is a field, and there are two callers")]
    pub fn new(
        name: Value,
        qualname: Value,
        module: Value,
        bases: Vec<Ref>,
        ancestors: Vec<Ref>,
        names: Ref,
        layout: Layout,
        builtin: &'static str,
    ) -> Self {
        Self {
            name: Guarded::new(name),
            qualname: Guarded::new(qualname),
            module: Guarded::new(module),
            bases: Guarded::new(bases),
            ancestors: Guarded::new(ancestors),
            names,
            layout,
            builtin,
            flags: AtomicU32::new(0),
        }
    }

    /// What is known at once.
    #[inline]
    pub fn flags(&self) -> ClassFlags {
        ClassFlags(self.flags.load(Ordering::Relaxed))
    }

    /// See [`ClassFlags`].
    pub fn set_flags(&self, flags: ClassFlags) {
        self.flags.store(flags.0, Ordering::Relaxed);
    }

    /// `__name__` as text.
    pub fn name_text(&self) -> String {
        self.name.get().as_str().unwrap_or("?").to_owned()
    }

    /// Lets nobody change it any more; its dict neither.
    pub fn freeze(&self) {
        for text in [&self.name, &self.qualname, &self.module] {
            text.freeze();
        }
        self.bases.freeze();
        self.ancestors.freeze();
        if let Payload::Dict(table) = self.names.payload() {
            table.freeze();
        }
    }

    /// Drops what it holds.
    pub fn clear(&self) {
        drop(self.bases.replace(Vec::new()));
        drop(self.ancestors.replace(Vec::new()));
    }

    /// An attribute of this class alone.
    pub fn own(&self, name: &Value) -> Option<Value> {
        match self.names.payload() {
            Payload::Dict(table) => table.read(|table| table.get_plain(name)),
            _ => None,
        }
    }
}

impl Obj {
    /// Flags of a class object; none for anything else.
    #[inline]
    pub fn class_flags(&self) -> ClassFlags {
        match self.payload() {
            Payload::Class(class) => class.flags(),
            _ => ClassFlags::default(),
        }
    }
}

impl Ref {
    /// `type(object).__name__` as text.
    pub fn class_name(&self) -> String {
        crate::types::class_of_object(self).class_text()
    }

    /// A class's own `__name__`.
    pub fn class_text(&self) -> String {
        match self.payload() {
            Payload::Class(class) => class.name_text(),
            _ => String::from("?"),
        }
    }

    /// Looks `name` up in a class and its ancestors.
    pub fn find_in_class(&self, name: &Value) -> Option<Value> {
        let Payload::Class(class) = self.payload() else { return None };
        if let Some(found) = class.own(name) {
            return Some(found);
        }
        class.ancestors.read(|ancestors| {
            ancestors.iter().find_map(|ancestor| match ancestor.payload() {
                Payload::Class(class) => class.own(name),
                _ => None,
            })
        })
    }

    /// Whether this class is `other` or inherits from it.
    pub fn is_subclass(&self, other: &Self) -> bool {
        if self.is(other) {
            return true;
        }
        match self.payload() {
            Payload::Class(class) => class.ancestors.read(|ancestors| ancestors.iter().any(|ancestor| ancestor.is(other))),
            _ => false,
        }
    }
}
