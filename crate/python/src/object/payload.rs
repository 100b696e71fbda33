//! What an object is.

use core::fmt;

use num_bigint::BigInt;

use super::{
    BoundMethod, Class, CodeRef, Countable, Counted, Exception, Foreign, Function, Generator, Guarded, Property, Ref, SetTable, Table,
    Text, Traceback, Value,
};
use crate::native::{Getter, NativeFunction};

/// The content of an object. Subclasses of builtin types carry the builtin's payload and their own class in the header.
pub enum Payload {
    /// Nothing but attributes: an instance of a program's class, or `object()`.
    Instance,
    /// `str`
    Str(Text),
    /// An `int` beyond 64 bits, or of any size where the object's class is a subclass of `int`.
    BigInt(BigInt),
    /// A `float` whose class is a subclass.
    Float(f64),
    /// `bytes`
    Bytes(Box<[u8]>),
    /// `bytearray`
    ByteArray(Counted<Vec<u8>>),
    /// `tuple`
    Tuple(Box<[Value]>),
    /// `list`
    List(Counted<Vec<Value>>),
    /// `dict`
    Dict(Guarded<Table>),
    /// `set`
    Set(Guarded<SetTable>),
    /// `frozenset`
    FrozenSet(Box<SetTable>),
    /// `slice`: start, stop, step.
    Slice(Box<[Value; 3]>),
    /// `range`
    Range(Range),
    /// `dict.keys()`, `.values()`, `.items()`
    DictView(DictView),
    /// A closure cell.
    Cell(Guarded<Value>),
    /// A Python function.
    Function(Box<Function>),
    /// A function written in Rust.
    Native(Box<NativeFunction>),
    /// A function with its receiver.
    BoundMethod(Box<BoundMethod>),
    /// A class.
    Class(Box<Class>),
    /// A module; its names are the object's attribute dict.
    Module(Module),
    /// `property`
    Property(Box<Property>),
    /// A computed attribute of a builtin type.
    Getter(Getter),
    /// `staticmethod`
    StaticMethod(Value),
    /// `classmethod`
    ClassMethod(Value),
    /// `super(class, object)`
    Super(Box<Super>),
    /// A generator.
    Generator(Box<Generator>),
    /// An iterator over a builtin container, and the iterators of `map`, `zip` and the like.
    Iterator(Guarded<Iterator>),
    /// An exception.
    Exception(Box<Exception>),
    /// `exception.__traceback__`
    Traceback(Traceback),
    /// A code object, `function.__code__`.
    Code(CodeRef),
    /// A read-only view of a class's dict.
    MappingProxy(Ref),
    /// An object of a library module written in Rust.
    Foreign(Box<dyn Foreign>),
}

/// `range(start, stop, step)`; bounds of 64 bits.
#[derive(Clone, Copy, Debug)]
pub struct Range {
    /// First number.
    pub start: i64,
    /// End, exclusive.
    pub stop: i64,
    /// Step, never 0.
    pub step: i64,
}

impl Range {
    /// Number of items.
    pub fn len(&self) -> u64 {
        let (low, high, step) = if self.step > 0 {
            (self.start, self.stop, self.step.unsigned_abs())
        } else {
            (self.stop, self.start, self.step.unsigned_abs())
        };
        if low >= high { 0 } else { (high.abs_diff(low) - 1) / step + 1 }
    }

    /// Whether it has no items.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What equality and hash look at.
    pub fn identity(&self) -> [Value; 3] {
        match self.len() {
            0 => [Value::Int(0), Value::None, Value::None],
            1 => [Value::Int(1), Value::Int(self.start), Value::None],
            length => [Value::Int(length as i64), Value::Int(self.start), Value::Int(self.step)],
        }
    }
}

/// A module's own data.
#[derive(Debug)]
pub struct Module {
    /// Dotted name.
    pub name: Box<str>,
}

/// Which part of a dict a view shows.
#[derive(Clone, Debug)]
pub enum DictView {
    /// `keys()` of this dict.
    Keys(Ref),
    /// `values()`
    Values(Ref),
    /// `items()`
    Items(Ref),
}

impl DictView {
    /// The dict that is viewed.
    pub fn dict(&self) -> &Ref {
        match self {
            Self::Keys(dict) | Self::Values(dict) | Self::Items(dict) => dict,
        }
    }
}

/// `super(class, object)`: looks attributes up after `class` in the method resolution order of `object`'s class.
#[derive(Debug)]
pub struct Super {
    /// Where in the order to begin after.
    pub class: Ref,
    /// The instance or class that methods are bound to.
    pub receiver: Value,
    /// The class whose order is followed.
    pub start: Ref,
}

/// State of an iterator that advances without running Python, or by asking the virtual machine for the next item of an inner
/// iterator (`Map` and below).
#[derive(Debug)]
pub enum Iterator {
    /// Used up.
    Done,
    /// Over a list, live: items appended meanwhile are seen.
    List(Ref, usize),
    /// Over a list from its end.
    ListReversed(Ref, usize),
    /// Over a tuple.
    Tuple(Ref, usize),
    /// Over a string: byte offset.
    Str(Ref, usize),
    /// Over bytes or a bytearray.
    Bytes(Ref, usize),
    /// Over a range: next number, how many are left, step.
    Range {
        /// The next number.
        next: i64,
        /// How many are left.
        left: u64,
        /// Distance to the one after.
        step: i64,
    },
    /// Over a dict's view: entry index, and the dict's size when it began.
    Dict {
        /// What to show.
        view: DictView,
        /// Next entry to look at.
        index: usize,
        /// The dict's number of items at the start; a change is an error.
        length: usize,
        /// Whether from the last item to the first.
        reversed: bool,
    },
    /// Over a set: slot index, and the set's size when it began.
    Set(Ref, usize, usize),
    /// Over items already collected.
    Items(std::vec::IntoIter<Value>),
    /// Over `__getitem__` with 0, 1, 2 ...
    Sequence(Value, i64),
    /// `iter(callable, sentinel)`
    Callable(Value, Value),
    /// `enumerate`
    Enumerate(Value, Value),
    /// `map(function, *iterators)`
    Map(Value, Vec<Value>),
    /// `filter(function, iterator)`
    Filter(Value, Value),
    /// `zip(*iterators, strict=)`
    Zip(Vec<Value>, bool),
    /// `reversed` over `__getitem__` and `__len__`: the object and the next index, from the end.
    SequenceReversed(Value, i64),
}

impl Payload {
    /// Memory taken, in units of about 64 bytes, the same on every target. What grows and shrinks is counted as it does.
    pub fn units(&self) -> i64 {
        let bytes = match self {
            Self::Str(text) => text.as_str().len(),
            Self::Bytes(bytes) => bytes.len(),
            Self::Tuple(items) => items.len() * 16,
            Self::BigInt(value) => value.bits() as usize / 8,
            Self::FrozenSet(table) => table.len() * 32,
            _ => 0,
        };
        2 + (bytes / 64) as i64
    }

    /// What freeing the object gives back: [`Payload::units`] and what tables grew by.
    pub fn held_units(&self) -> i64 {
        let grown = match self {
            Self::Dict(table) => table.read(crate::object::Table::len),
            _ => 0,
        };
        self.units() + grown as i64
    }

    /// What `sys.getsizeof` counts: all that the object takes now.
    pub fn size_units(&self) -> i64 {
        let counted = match self {
            Self::List(items) => items.read(Countable::units),
            Self::ByteArray(bytes) => bytes.read(Countable::units),
            Self::Set(table) => table.read(SetTable::len) as i64,
            _ => 0,
        };
        self.held_units() + counted
    }

    /// Whether two values of this kind are equal when their contents are.
    pub fn compares_by_content(&self) -> bool {
        matches!(
            self,
            Self::Str(_)
                | Self::BigInt(_)
                | Self::Float(_)
                | Self::Bytes(_)
                | Self::ByteArray(_)
                | Self::Tuple(_)
                | Self::List(_)
                | Self::Dict(_)
                | Self::Set(_)
                | Self::FrozenSet(_)
                | Self::Slice(_)
                | Self::Range(_)
                | Self::DictView(_)
                | Self::MappingProxy(_)
                | Self::Foreign(_)
        )
    }

    /// Drops what the object holds, so that cycles end.
    pub fn clear(&self) {
        match self {
            Self::List(items) => drop(items.replace(Vec::new())),
            Self::Dict(table) => drop(table.replace(Table::default())),
            Self::Set(table) => drop(table.replace(SetTable::default())),
            Self::Cell(content) => drop(content.replace(Value::Unbound)),
            Self::Iterator(state) => drop(state.replace(Iterator::Done)),
            Self::Function(function) => function.clear(),
            Self::Class(class) => class.clear(),
            Self::Generator(generator) => generator.clear(),
            Self::Exception(exception) => exception.clear(),
            Self::Foreign(foreign) => foreign.clear(),
            _ => {}
        }
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Payload")
    }
}
