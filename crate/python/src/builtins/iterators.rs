//! Builtin iterators whose next item may need Python: `map`, `filter`, `zip`, `enumerate`, `iter(callable, sentinel)`.

use crate::object::Value;
use crate::raise::PyResult;
use crate::types::Types;
use crate::vm::Vm;

/// Adds the iterators' methods.
pub fn install(types: &Types) {
    let _ = types;
}

/// The next item of an iterator that [`Vm::next_now`] cannot advance.
pub async fn advance_with_python(vm: &Vm, iterator: &Value) -> PyResult<Option<Value>> {
    let _ = (vm, iterator);
    Ok(None)
}
