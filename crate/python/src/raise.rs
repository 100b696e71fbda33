//! How an operation ends when it does not return: exceptions, and the ends of a run.

use crate::object::{Exception, Payload, Ref, Value};
use crate::types::types;

/// Why there is no result.
#[derive(Debug)]
pub enum Unwind {
    /// An exception: `try` can catch it.
    Raise(Ref),
    /// The run is being stopped: no Python runs any more, not even `finally`.
    Stopped,
    /// A limit of the run was reached, told in a sentence; likewise final.
    Limit(Box<str>),
}

/// A result or why there is none.
pub type PyResult<T> = Result<T, Unwind>;

impl Unwind {
    /// A new exception of builtin class `class` with one text argument.
    pub fn new(class: &Ref, message: impl Into<String>) -> Self {
        Self::with_args(class, vec![Value::str(message.into())])
    }

    /// A new exception of builtin class `class`.
    pub fn with_args(class: &Ref, args: Vec<Value>) -> Self {
        Self::Raise(Ref::with_class(class.clone(), Payload::Exception(Box::new(Exception::new(args)))))
    }

    /// The same exception, with its attributes `name` and `obj`.
    pub fn about(self, name: &Value, object: Value) -> Self {
        if let Self::Raise(exception) = &self
            && let Payload::Exception(data) = exception.payload()
        {
            data.state.with(|state| {
                state.name = name.clone();
                state.object = object;
            });
        }
        self
    }

    /// Whether this is an exception of builtin class `class` or below it.
    pub fn is(&self, class: &Ref) -> bool {
        match self {
            Self::Raise(exception) => exception.own_class().is_some_and(|own| own.is_subclass(class)),
            _ => false,
        }
    }
}

macro_rules! constructors {
    ($($function:ident $field:ident $text:literal;)*) => {
        $(
            #[doc = concat!("A new `", $text, "`.")]
            #[cold]
            pub fn $function(message: impl Into<String>) -> Unwind {
                Unwind::new(&types().$field, message)
            }
        )*
    };
}

constructors! {
    type_error type_error "TypeError";
    value_error value_error "ValueError";
    attribute_error attribute_error "AttributeError";
    name_error name_error "NameError";
    unbound_local_error unbound_local_error "UnboundLocalError";
    index_error index_error "IndexError";
    overflow_error overflow_error "OverflowError";
    zero_division_error zero_division_error "ZeroDivisionError";
    runtime_error runtime_error "RuntimeError";
    recursion_error recursion_error "RecursionError";
    memory_error memory_error "MemoryError";
    not_implemented_error not_implemented_error "NotImplementedError";
    import_error import_error "ImportError";
    module_not_found_error module_not_found_error "ModuleNotFoundError";
    os_error os_error "OSError";
    system_error system_error "SystemError";
    unicode_error unicode_error "UnicodeError";
    lookup_error lookup_error "LookupError";
    assertion_error assertion_error "AssertionError";
    syntax_error syntax_error "SyntaxError";
}

/// `KeyError` with the key itself as its argument.
#[cold]
pub fn key_error(key: Value) -> Unwind {
    Unwind::with_args(&types().key_error, vec![key])
}

/// `StopIteration`, with a generator's return value.
#[cold]
pub fn stop_iteration(value: Value) -> Unwind {
    Unwind::with_args(&types().stop_iteration, if value.is_none() { Vec::new() } else { vec![value] })
}
