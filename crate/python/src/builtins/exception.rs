//! Exceptions as objects.

use crate::native::{Args, Getter, Native, asynchronous, getter, sync};
use crate::object::{ExceptionState, Payload, Ref, Traceback, Value};
use crate::raise::{PyResult, Unwind, attribute_error, type_error};
use crate::types::{Types, add_getters, add_methods, types};
use crate::vm::Vm;
use crate::wait;

const METHODS: &[Native] = &[
    sync("__new__", "cls, /, *args, **kwargs", |_, args| new(&args[0], args[1].as_tuple().unwrap_or(&[]).to_vec())).fixed(),
    sync("__init__", "self, /, *args, **kwargs", |_, args| {
        no_keywords(&args[0], &args[2])?;
        set(&args[0], |state| state.args = args[1].as_tuple().unwrap_or(&[]).to_vec());
        Ok(Value::None)
    }),
    asynchronous("__str__", "self, /", wait!(text)),
    asynchronous("__repr__", "self, /", wait!(repr)),
    sync("with_traceback", "self, tb, /", |_, args| {
        set_traceback(&args[0], &args[1])?;
        Ok(args[0].clone())
    }),
    sync("add_note", "self, note, /", |_, args| {
        if args[1].as_str().is_none() {
            return Err(type_error(format!("note must be a str, not '{}'", args[1].class_name())));
        }
        set(&args[0], |state| state.notes.push(args[1].clone()));
        Ok(Value::None)
    }),
];

const GETTERS: &[Getter] = &[
    Getter {
        name: "args",
        get: |_, exception| Ok(Value::tuple(own_args(exception))),
        set: Some(|_, exception, value| match value.payload() {
            Some(Payload::Tuple(items)) => {
                set(exception, |state| state.args = items.to_vec());
                Ok(())
            }
            Some(Payload::List(items)) => {
                let items = items.get();
                set(exception, |state| state.args = items);
                Ok(())
            }
            _ => Err(type_error(format!("'{}' object is not iterable", value.class_name()))),
        }),
    },
    Getter {
        name: "__cause__",
        get: |_, exception| Ok(state(exception).cause.map_or(Value::None, Value::Object)),
        set: Some(|_, exception, value| {
            let cause = link(&value, "exception cause must be None or derive from BaseException")?;
            set(exception, |state| {
                state.suppress_context = true;
                state.cause = cause;
            });
            Ok(())
        }),
    },
    Getter {
        name: "__context__",
        get: |_, exception| Ok(state(exception).context.map_or(Value::None, Value::Object)),
        set: Some(|_, exception, value| {
            let context = link(&value, "exception context must be None or derive from BaseException")?;
            set(exception, |state| state.context = context);
            Ok(())
        }),
    },
    Getter {
        name: "__suppress_context__",
        get: |_, exception| Ok(Value::bool(state(exception).suppress_context)),
        set: Some(|vm, exception, value| {
            let suppressed = vm.truth_now(&value).unwrap_or(true);
            set(exception, |state| state.suppress_context = suppressed);
            Ok(())
        }),
    },
    Getter {
        name: "__traceback__",
        get: |_, exception| Ok(traceback_of(exception)),
        set: Some(|_, exception, value| set_traceback(exception, &value)),
    },
    getter("__notes__", |_, exception| match state(exception).notes {
        notes if notes.is_empty() => Err(attribute_error(format!("'{}' object has no attribute '__notes__'", exception.class_name()))),
        notes => Ok(Value::list(notes)),
    }),
];

/// The operating system's error numbers that have a class of their own.
fn os_error_class(number: i64) -> Option<&'static Ref> {
    let types = types();
    Some(match number {
        1 | 13 => &types.permission_error,
        2 => &types.file_not_found_error,
        4 => &types.interrupted_error,
        10 => &types.child_process_error,
        11 => &types.blocking_io_error,
        17 => &types.file_exists_error,
        20 => &types.not_a_directory_error,
        21 => &types.is_a_directory_error,
        32 => &types.broken_pipe_error,
        103 => &types.connection_aborted_error,
        104 => &types.connection_reset_error,
        110 => &types.timeout_error,
        111 => &types.connection_refused_error,
        _ => return None,
    })
}

/// Adds the methods of `BaseException` and its subclasses.
pub fn install(types: &Types) {
    add_methods(&types.base_exception, METHODS);
    add_getters(&types.base_exception, GETTERS);
    add_getters(&types.stop_iteration, &[getter("value", |_, exception| Ok(argument(exception, 0)))]);
    add_getters(
        &types.system_exit,
        &[getter("code", |_, exception| {
            let mut args = state(exception).args;
            Ok(if args.len() > 1 { Value::tuple(args) } else { args.pop().unwrap_or(Value::None) })
        })],
    );
    add_methods(&types.key_error, &[asynchronous("__str__", "self, /", wait!(key_text))]);
    add_methods(
        &types.os_error,
        &[
            sync("__new__", "cls, /, *args, **kwargs", |_, args| {
                let given = args[1].as_tuple().unwrap_or(&[]).to_vec();
                let is_os_error = args[0].object().is_some_and(|class| class.is(&crate::types::types().os_error));
                let class = given.first().and_then(Value::as_i64).filter(|_| is_os_error && given.len() > 1).and_then(os_error_class);
                new(&class.map_or_else(|| args[0].clone(), |class| class.clone().into()), given)
            })
            .fixed(),
            asynchronous("__str__", "self, /", wait!(os_text)),
        ],
    );
    add_getters(
        &types.os_error,
        &[
            getter("errno", |_, exception| Ok(os_part(exception, 0))),
            getter("strerror", |_, exception| Ok(os_part(exception, 1))),
            getter("filename", |_, exception| Ok(os_part(exception, 2))),
        ],
    );
    for class in [&types.attribute_error, &types.name_error, &types.import_error] {
        add_methods(
            class,
            &[sync("__init__", "self, /, *args, name=, obj=, path=", |_, args| {
                let given = |value: &Value| if value.is_unbound() { Value::None } else { value.clone() };
                let (name, object) = (given(&args[1]), given(&args[2]));
                let positional = args[4].as_tuple().unwrap_or(&[]).to_vec();
                set(&args[0], |state| {
                    state.args = positional;
                    state.name = name;
                    state.object = object;
                });
                Ok(Value::None)
            })],
        );
        add_getters(class, &[getter("name", |_, exception| Ok(or_none(state(exception).name)))]);
    }
    add_getters(&types.attribute_error, &[getter("obj", |_, exception| Ok(or_none(state(exception).object)))]);
}

fn or_none(value: Value) -> Value {
    if value.is_unbound() { Value::None } else { value }
}

fn new(class: &Value, args: Vec<Value>) -> PyResult<Value> {
    match class.object() {
        Some(class) if class.is_subclass(&types().base_exception) => {
            Ok(Ref::with_class(class.clone(), Payload::Exception(Box::new(crate::object::Exception::new(args)))).into())
        }
        _ => Err(type_error("BaseException.__new__(X): X is not a type object")),
    }
}

fn no_keywords(exception: &Value, keywords: &Value) -> PyResult<()> {
    match keywords.object().map(Vm::dict_items) {
        Some(items) if !items.is_empty() => Err(type_error(format!("{}() takes no keyword arguments", exception.class_name()))),
        _ => Ok(()),
    }
}

/// A copy of an exception's parts.
fn state(exception: &Value) -> ExceptionState {
    match exception.payload() {
        Some(Payload::Exception(data)) => data.state.get(),
        _ => ExceptionState::default(),
    }
}

fn set(exception: &Value, change: impl FnOnce(&mut ExceptionState)) {
    if let Some(Payload::Exception(data)) = exception.payload() {
        // What is replaced is dropped after the lock is given back.
        let mut changed = data.state.get();
        change(&mut changed);
        drop(data.state.replace(changed));
    }
}

fn argument(exception: &Value, index: usize) -> Value {
    state(exception).args.get(index).cloned().unwrap_or(Value::None)
}

/// `args`: the third argument of an `OSError` is its `filename` alone.
fn own_args(exception: &Value) -> Vec<Value> {
    let mut args = state(exception).args;
    if args.len() == 3 && exception.is_instance(&types().os_error) {
        args.pop();
    }
    args
}

fn os_part(exception: &Value, index: usize) -> Value {
    if (2..=3).contains(&state(exception).args.len()) { argument(exception, index) } else { Value::None }
}

fn link(value: &Value, message: &str) -> PyResult<Option<Ref>> {
    match value {
        Value::None => Ok(None),
        Value::Object(object) if matches!(object.payload(), Payload::Exception(_)) => Ok(Some(object.clone())),
        _ => Err(type_error(message)),
    }
}

fn set_traceback(exception: &Value, traceback: &Value) -> PyResult<()> {
    let entries = match traceback.payload() {
        Some(Payload::Traceback(traceback)) => traceback.entries.clone(),
        _ if traceback.is_none() => Vec::new(),
        _ => return Err(type_error("__traceback__ must be a traceback or None")),
    };
    set(exception, |state| state.traceback = entries);
    Ok(())
}

async fn text(vm: Vm, args: Args) -> PyResult<Value> {
    let given = state(&args[0]).args;
    Ok(Value::str(match given.as_slice() {
        [] => String::new(),
        [one] => vm.str(one).await?,
        _ => vm.repr(&Value::tuple(given)).await?,
    }))
}

async fn key_text(vm: Vm, args: Args) -> PyResult<Value> {
    match state(&args[0]).args.as_slice() {
        [key] => Ok(Value::str(vm.repr(key).await?)),
        _ => text(vm, args).await,
    }
}

async fn os_text(vm: Vm, args: Args) -> PyResult<Value> {
    match state(&args[0]).args.as_slice() {
        [number, message] => Ok(Value::str(format!("[Errno {}] {}", vm.str(number).await?, vm.str(message).await?))),
        [number, message, file] => {
            Ok(Value::str(format!("[Errno {}] {}: {}", vm.str(number).await?, vm.str(message).await?, vm.repr(file).await?)))
        }
        _ => text(vm, args).await,
    }
}

async fn repr(vm: Vm, args: Args) -> PyResult<Value> {
    let mut parts = Vec::new();
    for argument in &own_args(&args[0]) {
        parts.push(vm.repr(argument).await?);
    }
    Ok(Value::str(format!("{}({})", args[0].class().class_text(), parts.join(", "))))
}

/// What `raise` was given, as an exception object: a class is called without arguments.
pub async fn instance(vm: &Vm, value: Value) -> PyResult<Ref> {
    let made = match value.object() {
        Some(class) if value.as_class().is_some() && class.is_subclass(&types().base_exception) => vm.call(&value, vec![]).await?,
        _ => value,
    };
    match made {
        Value::Object(object) if matches!(object.payload(), Payload::Exception(_)) => Ok(object),
        _ => Err(type_error("exceptions must derive from BaseException")),
    }
}

/// `raise exception from cause`; an unbound cause changes nothing.
pub fn set_cause(exception: &Ref, cause: &Value) -> PyResult<()> {
    let Payload::Exception(data) = exception.payload() else { return Ok(()) };
    let new = match cause {
        Value::Unbound => return Ok(()),
        Value::None => None,
        Value::Object(object) if matches!(object.payload(), Payload::Exception(_)) => Some(object.clone()),
        _ => return Err(type_error("exception causes must derive from BaseException")),
    };
    let old = data.state.with(|state| {
        state.suppress_context = true;
        core::mem::replace(&mut state.cause, new)
    });
    drop(old);
    Ok(())
}

/// `exception.__traceback__`
pub fn traceback_of(exception: &Value) -> Value {
    match exception.payload() {
        Some(Payload::Exception(data)) => {
            let entries = data.state.read(|state| state.traceback.clone());
            if entries.is_empty() { Value::None } else { Ref::new(Payload::Traceback(Traceback { entries })).into() }
        }
        _ => Value::None,
    }
}

/// Whether `error` is an exception of builtin class `class`, and if so its object.
pub fn caught<'a>(error: &'a Unwind, class: &Ref) -> Option<&'a Ref> {
    match error {
        Unwind::Raise(exception) if error.is(class) => Some(exception),
        _ => None,
    }
}
