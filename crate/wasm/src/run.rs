//! A run in virtual time, in slices.

use hotpot_lab::Simulated;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::clock::now_ms;
use crate::lab::{SettingsDto, SourceErrorDto, compile};
use crate::trace;

/// Bytecodes between two looks at the clock: about a tenth of a millisecond.
const WORK: u64 = 2_000;

/// A run in virtual time.
#[wasm_bindgen]
pub struct Run(Option<Simulated>);

#[wasm_bindgen]
impl Run {
    /// A run of `source` with `settings` (`Settings` of `web/src/model/lab.ts`). Throws a `SourceError` if it does not compile.
    #[wasm_bindgen(constructor)]
    pub fn new(source: &str, settings: JsValue) -> Result<Self, JsValue> {
        let settings = SettingsDto::read(settings)?;
        match compile(source) {
            Ok(program) => Ok(Self(Some(Simulated::new(&program, &settings)))),
            Err(error) => Err(serde_wasm_bindgen::to_value(&SourceErrorDto::from(error))?),
        }
    }

    /// Goes on for about `slice_ms`, or to the end; whether that is reached.
    pub fn step(&mut self, slice_ms: f64) -> bool {
        let Some(run) = &mut self.0 else { return true };
        let end_ms = now_ms() + slice_ms;
        loop {
            if run.step(WORK) {
                return true;
            }
            if now_ms() >= end_ms {
                return false;
            }
        }
    }

    /// The run so far, as a `Trace` of `web/src/model/trace.ts`.
    pub fn snapshot(&self) -> Result<JsValue, JsValue> {
        self.0.as_ref().map_or(Ok(JsValue::UNDEFINED), |run| trace::to_js(&run.snapshot(), ""))
    }

    /// The whole trace; a run that has not ended is stopped. The run is used up.
    pub fn finish(&mut self) -> Result<JsValue, JsValue> {
        let Some(run) = self.0.take() else { return Ok(JsValue::UNDEFINED) };
        let trace = run.finish();
        trace::to_js(&trace, &trace.hash())
    }
}
