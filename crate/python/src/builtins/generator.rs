//! Generators: `send`, `throw`, `close`.

use crate::object::{GeneratorState, Payload, Value};
use crate::raise::{PyResult, Unwind, runtime_error};
use crate::types::{Types, types};
use crate::vm::{Input, Vm};

/// Adds the methods of generators.
pub fn install(types: &Types) {
    let _ = types;
}

/// `generator.close()`, or `close()` of another receiver of `yield from`, if it has one.
pub async fn close(vm: &Vm, receiver: &Value) -> PyResult<()> {
    let Some(Payload::Generator(data)) = receiver.payload() else {
        if let Some(method) = vm.try_attr(receiver, &crate::names::names().close).await? {
            vm.call(&method, vec![]).await?;
        }
        return Ok(());
    };
    let waiting = data.state.with(|state| match state {
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
