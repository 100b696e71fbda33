//! Functions written in Rust.
//!
//! Two kinds: a `Sync` function never calls Python (its signature gives it no way to) and never waits; an `Async` function may do both.
//! Both get their arguments bound to their parameters by [`Signature`], one value per parameter in order; a parameter that was
//! not given is [`Value::Unbound`]; `*args` arrives as a tuple, `**kwargs` as a dict.

use core::future::Future;
use core::pin::Pin;

use crate::names::intern;
use crate::object::{Payload, Ref, Value};
use crate::raise::PyResult;
use crate::vm::Vm;

/// What an `Async` function returns: polled by the virtual machine as a frame of its own.
pub type Wait = Pin<Box<dyn Future<Output = PyResult<Value>>>>;

/// Bound arguments of an `Async` function.
pub type Args = Vec<Value>;

/// What a native function does.
#[derive(Clone, Copy)]
pub enum Run {
    /// Never calls Python, never waits.
    Sync(fn(&Vm, &[Value]) -> PyResult<Value>),
    /// May call Python and wait.
    Async(fn(Vm, Args) -> Wait),
    /// The first never calls Python and never waits; where it returns `None`, having done nothing, the second does the whole work.
    Quick(fn(&Vm, &[Value]) -> Option<PyResult<Value>>, fn(Vm, Args) -> Wait),
}

/// A native function or method.
pub struct NativeFunction {
    /// `__name__`
    pub name: Value,
    /// `__qualname__`: `list.append` for methods.
    pub qualname: Value,
    /// `__module__`, or `None` for methods.
    pub module: Value,
    /// Parameters.
    pub signature: Signature,
    /// What it does.
    pub run: Run,
    /// Whether it is a method, looked up on a class and bound to the instance.
    pub is_method: bool,
}

/// One parameter of a native function.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Its name, interned.
    pub name: Value,
    /// Whether it may be left out.
    pub optional: bool,
}

/// Parameters of a native function, read from a text such as `"self, iterable=, /, *, key=, reverse="` (a name with `=` may be left out).
#[derive(Clone, Debug, Default)]
pub struct Signature {
    /// All named parameters in order, keyword-only ones last.
    pub parameters: Vec<Parameter>,
    /// How many of them are positional-only.
    pub positional_only: usize,
    /// How many may be given by position.
    pub positional: usize,
    /// `*args`: its value comes after the named ones.
    pub varargs: bool,
    /// `**kwargs`: its value comes last.
    pub varkeywords: bool,
}

impl Signature {
    /// Reads a signature text, as Python writes parameters, without default values.
    pub fn parse(text: &str) -> Self {
        let mut signature = Self::default();
        let mut keyword_only = false;
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            match part {
                "/" => signature.positional_only = signature.parameters.len(),
                "*" => keyword_only = true,
                _ if part.starts_with("**") => signature.varkeywords = true,
                _ if part.starts_with('*') => {
                    signature.varargs = true;
                    keyword_only = true;
                }
                _ => {
                    let (name, optional) = part.strip_suffix('=').map_or((part, false), |name| (name, true));
                    signature.parameters.push(Parameter { name: intern(name), optional });
                    if !keyword_only {
                        signature.positional = signature.parameters.len();
                    }
                }
            }
        }
        signature
    }

    /// How many values a call is bound to.
    pub fn count(&self) -> usize {
        self.parameters.len() + usize::from(self.varargs) + usize::from(self.varkeywords)
    }
}

/// A native function before it becomes an object: what the tables in `builtins/` and `modules/` hold.
#[derive(Clone, Copy)]
pub struct Native {
    /// Its name.
    pub name: &'static str,
    /// Its parameters (see [`Signature::parse`]).
    pub signature: &'static str,
    /// What it does.
    pub run: Run,
    /// How it is bound.
    pub binding: Binding,
}

/// How a class's native attribute is bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Binding {
    /// To the instance; or, in a module, not at all.
    Plain,
    /// `staticmethod` (also `__new__`).
    Static,
    /// `classmethod`
    Class,
}

/// A native function that never calls Python.
pub const fn sync(name: &'static str, signature: &'static str, run: fn(&Vm, &[Value]) -> PyResult<Value>) -> Native {
    Native { name, signature, run: Run::Sync(run), binding: Binding::Plain }
}

/// A native function that may call Python or wait. Write it as `async fn f(vm: Vm, args: Args) -> PyResult<Value>` and pass
/// `wait!(f)`.
pub const fn asynchronous(name: &'static str, signature: &'static str, run: fn(Vm, Args) -> Wait) -> Native {
    Native { name, signature, run: Run::Async(run), binding: Binding::Plain }
}

/// A native function that rarely calls Python: `quick` does what needs none, `slow` (see [`asynchronous`]) the rest.
pub const fn quick(
    name: &'static str,
    signature: &'static str,
    quick: fn(&Vm, &[Value]) -> Option<PyResult<Value>>,
    slow: fn(Vm, Args) -> Wait,
) -> Native {
    Native { name, signature, run: Run::Quick(quick, slow), binding: Binding::Plain }
}

impl Native {
    /// The same, as a static method.
    #[must_use]
    pub const fn fixed(self) -> Self {
        Self { binding: Binding::Static, ..self }
    }

    /// The same, as a class method.
    #[must_use]
    pub const fn of_class(self) -> Self {
        Self { binding: Binding::Class, ..self }
    }

    /// The function as an immortal object; `owner` is its class's or module's name.
    pub fn object(&self, owner: &str, is_method: bool) -> Value {
        let function = Ref::immortal(
            None,
            Payload::Native(Box::new(NativeFunction {
                name: intern(self.name),
                qualname: if is_method { intern(&format!("{owner}.{}", self.name)) } else { intern(self.name) },
                module: if is_method { Value::None } else { intern(owner) },
                signature: Signature::parse(self.signature),
                run: self.run,
                is_method: is_method && self.binding == Binding::Plain,
            })),
        );
        Value::Object(match self.binding {
            Binding::Plain => function,
            Binding::Static => Ref::immortal(None, Payload::StaticMethod(function.into())),
            Binding::Class => Ref::immortal(None, Payload::ClassMethod(function.into())),
        })
    }
}

/// Makes the function pointer of an `Async` native from an `async fn`.
#[macro_export]
macro_rules! wait {
    ($function:path) => {
        |vm, args| Box::pin($function(vm, args))
    };
}

/// A computed attribute of a builtin type.
#[derive(Clone, Copy)]
pub struct Getter {
    /// Its name.
    pub name: &'static str,
    /// Reads it.
    pub get: fn(&Vm, &Value) -> PyResult<Value>,
    /// Writes it; `None`: read-only.
    pub set: Option<fn(&Vm, &Value, Value) -> PyResult<()>>,
}

/// A read-only computed attribute.
pub const fn getter(name: &'static str, get: fn(&Vm, &Value) -> PyResult<Value>) -> Getter {
    Getter { name, get, set: None }
}
