//! Generators: `send`, `throw`, `close`.

use crate::native::{Args, Getter, Native, asynchronous, getter, sync};
use crate::object::{Generator, GeneratorState, Payload, Value};
use crate::raise::{PyResult, Unwind, runtime_error, type_error};
use crate::types::{Types, add_getters, add_methods, types};
use crate::vm::{Input, Vm};
use crate::wait;

const METHODS: &[Native] = &[
    sync("__iter__", "self, /", |_, args| Ok(args[0].clone())),
    asynchronous("__next__", "self, /", wait!(next)),
    asynchronous("send", "self, value, /", wait!(send)),
    asynchronous("throw", "self, typ, val=, tb=, /", wait!(throw)),
    asynchronous("close", "self, /", wait!(close_method)),
    sync("__repr__", "self, /", |_, args| {
        let qualname = data(&args[0])?.names.get().1;
        let address = args[0].object().map_or(0, crate::object::Ref::identity);
        Ok(Value::str(format!("<generator object {} at {address:#x}>", qualname.as_str().unwrap_or("?"))))
    }),
];

const GETTERS: &[Getter] = &[
    getter("__name__", |_, value| Ok(data(value)?.names.get().0)),
    getter("__qualname__", |_, value| Ok(data(value)?.names.get().1)),
    getter("gi_running", |_, value| Ok(Value::bool(data(value)?.state.read(|state| matches!(state, GeneratorState::Running))))),
    getter("gi_frame", |_, value| {
        Ok(if data(value)?.state.read(|state| matches!(state, GeneratorState::Done)) { Value::None } else { Value::Ellipsis })
    }),
];

/// Adds the methods of generators.
pub fn install(types: &Types) {
    add_methods(&types.generator, METHODS);
    add_getters(&types.generator, GETTERS);
}

fn data(value: &Value) -> PyResult<&Generator> {
    match value.payload() {
        Some(Payload::Generator(data)) => Ok(data),
        _ => Err(type_error(format!("descriptor requires a 'generator' object but received a '{}'", value.class_name()))),
    }
}

async fn next(vm: Vm, args: Args) -> PyResult<Value> {
    data(&args[0])?;
    vm.resume(&args[0], Input::Send(Value::None)).await
}

async fn send(vm: Vm, args: Args) -> PyResult<Value> {
    data(&args[0])?;
    vm.resume(&args[0], Input::Send(args[1].clone())).await
}

async fn close_method(vm: Vm, args: Args) -> PyResult<Value> {
    data(&args[0])?;
    close(&vm, &args[0]).await?;
    Ok(Value::None)
}

/// `generator.throw(exception)`, and the old form with a class and a value.
async fn throw(vm: Vm, args: Args) -> PyResult<Value> {
    data(&args[0])?;
    let (given, value) = (&args[1], &args[2]);
    let is_class = given.object().is_some_and(|class| given.as_class().is_some() && class.is_subclass(&types().base_exception));
    let exception = if is_class {
        match value {
            Value::Unbound | Value::None => vm.call(given, Vec::new()).await?,
            value if given.object().is_some_and(|class| value.class().is_subclass(class)) => value.clone(),
            value => vm.call(given, value.as_tuple().map_or_else(|| vec![value.clone()], <[Value]>::to_vec)).await?,
        }
    } else if matches!(value, Value::Unbound | Value::None) {
        given.clone()
    } else {
        return Err(type_error("instance exception may not have a separate value"));
    };
    match exception {
        Value::Object(exception) if matches!(exception.payload(), Payload::Exception(_)) => {
            vm.resume(&args[0], Input::Throw(exception)).await
        }
        other => {
            Err(type_error(format!("exceptions must be classes or instances deriving from BaseException, not {}", other.class_name())))
        }
    }
}

/// `generator.close()`, or `close()` of another receiver of `yield from`, if it has one.
pub async fn close(vm: &Vm, receiver: &Value) -> PyResult<()> {
    let Some(Payload::Generator(data)) = receiver.payload() else {
        if let Some(method) = vm.try_attr(receiver, &crate::names::names().close).await? {
            vm.call(&method, vec![]).await?;
        }
        return Ok(());
    };
    let waiting = data.state.read(|state| match state {
        GeneratorState::Suspended(frame) => frame.started,
        GeneratorState::Running => true,
        GeneratorState::Done => false,
    });
    if !waiting {
        drop(data.state.replace(GeneratorState::Done));
        return Ok(());
    }
    let Unwind::Raise(exit) = Unwind::with_args(&types().generator_exit, Vec::new()) else { return Ok(()) };
    match Box::pin(vm.resume(receiver, Input::Throw(exit))).await {
        Ok(_) => Err(runtime_error("generator ignored GeneratorExit")),
        Err(error) if error.is(&types().generator_exit) || error.is(&types().stop_iteration) => Ok(()),
        Err(error) => Err(error),
    }
}
