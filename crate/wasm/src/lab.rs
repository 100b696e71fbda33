//! A lab, as the page sends it.

use std::cell::RefCell;

use hotpot_lab::{SettingError, Settings};
use hotpot_python::Program;
use hotpot_python::code::{CompileError, CompileErrorKind};
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

/// Tracebacks name the program so.
const FILE: &str = "program.py";

/// `Settings` of `web/src/model/lab.ts`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SettingsDto {
    cores: u32,
    gil: bool,
    anywhere: bool,
    slow: f64,
    seed: f64,
    live_speed: f64,
}

impl SettingsDto {
    /// Reads settings from JavaScript.
    pub fn read(value: JsValue) -> Result<Settings, JsValue> {
        let dto: Self = serde_wasm_bindgen::from_value(value)?;
        let settings = Settings {
            cores: dto.cores,
            gil: dto.gil,
            anywhere: dto.anywhere,
            slow: dto.slow as u32,
            seed: dto.seed as u64,
            live_speed: dto.live_speed as u32,
            ..Settings::default()
        };
        Ok(settings.clamped())
    }
}

/// `SourceError` of `web/src/model/lab.ts`.
#[derive(Serialize)]
pub struct SourceErrorDto {
    kind: &'static str,
    message: String,
    line: u32,
    column: u32,
}

impl From<CompileError> for SourceErrorDto {
    fn from(error: CompileError) -> Self {
        let kind = match error.kind {
            CompileErrorKind::Syntax | CompileErrorKind::Indentation | CompileErrorKind::Tab => "syntax",
            CompileErrorKind::Unsupported => "unsupported",
        };
        Self { kind, message: error.message, line: error.line, column: error.column }
    }
}

impl From<SettingError> for SourceErrorDto {
    fn from(error: SettingError) -> Self {
        Self { kind: "unsupported", message: error.to_string(), line: error.line, column: 1 }
    }
}

/// Compiles a text, or returns the same program again if it is the text that was compiled last: the page checks a text and
/// then runs it.
pub fn compile(source: &str) -> Result<Program, CompileError> {
    thread_local! {
        static LAST: RefCell<Option<Program>> = const { RefCell::new(None) };
    }
    LAST.with_borrow_mut(|last| {
        if let Some(program) = last.as_ref().filter(|program| program.source() == source) {
            return Ok(program.clone());
        }
        let program = Program::compile(source, FILE)?;
        *last = Some(program.clone());
        Ok(program)
    })
}
