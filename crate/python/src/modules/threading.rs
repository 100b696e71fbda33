//! `threading` and `_thread`.

use crate::raise::PyResult;
use crate::vm::Vm;

/// What the main thread does when the program has ended: waits for every thread that is no daemon.
pub async fn shutdown(vm: &Vm) -> PyResult<()> {
    let _ = vm;
    Ok(())
}
