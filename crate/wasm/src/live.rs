//! A run on real workers, as the host looks after it.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::lab::{SettingsDto, SourceErrorDto, compile};
use crate::trace;

/// A run on real workers, under way. Free it to stop it.
#[wasm_bindgen]
pub struct Live(hotpot_lab::Live);

#[wasm_bindgen]
impl Live {
    /// Starts a run of `source` with `settings` (`Settings` of `web/src/model/lab.ts`) on a machine of `cores`. Throws a
    /// `SourceError` if it does not compile. Threads begin as workers come to [`work`].
    #[wasm_bindgen(constructor)]
    pub fn new(source: &str, settings: JsValue, cores: u32) -> Result<Self, JsValue> {
        let settings = SettingsDto::read(settings)?;
        let entropy = (js_sys::Math::random() * (1_u64 << 53) as f64) as u64;
        match compile(source) {
            Ok(program) => Ok(Self(hotpot_lab::Live::start(&program, &settings, cores, entropy))),
            Err(error) => Err(serde_wasm_bindgen::to_value(&SourceErrorDto::from(error))?),
        }
    }

    /// Whether the run is over. Its threads may still be on their way out.
    #[wasm_bindgen(js_name = isOver)]
    pub fn is_over(&self) -> bool {
        self.0.is_over()
    }

    /// Whether every thread has given its worker back.
    #[wasm_bindgen(js_name = isIdle)]
    pub fn is_idle(&self) -> bool {
        self.0.is_idle()
    }

    /// Stops it, wherever its threads are.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// The run so far, or whole if it is over, as a `Trace` of `web/src/model/trace.ts`.
    pub fn snapshot(&mut self) -> Result<JsValue, JsValue> {
        trace::to_js(&self.0.snapshot(), "")
    }
}

/// Carries out threads of live runs on the calling worker, for ever.
#[wasm_bindgen]
pub fn work() {
    hotpot_live::pool::work();
}

/// How many workers have come to [`work`].
#[wasm_bindgen(js_name = workersHere)]
pub fn workers_here() -> u32 {
    hotpot_live::pool::workers()
}

/// How many more workers should come.
#[wasm_bindgen(js_name = workersWanted)]
pub fn workers_wanted() -> u32 {
    hotpot_live::pool::wanted()
}
