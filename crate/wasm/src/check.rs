//! What a text says of itself, without running it.

use hotpot_lab::{Axis, RunLine};
use hotpot_python::form::{self, Control, Literal, Parameter};
use serde::Serialize;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::lab::{SourceErrorDto, compile};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CheckedDto {
    parameters: Vec<ParameterDto>,
    run: RunDto,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<f64>,
    doc: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<SourceErrorDto>,
}

#[derive(Serialize)]
struct ParameterDto {
    name: String,
    kind: &'static str,
    value: LiteralDto,
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    step: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    options: Option<Vec<LiteralDto>>,
    line: u32,
}

#[derive(Serialize)]
#[serde(untagged)]
enum LiteralDto {
    Bool(bool),
    Number(f64),
    Text(String),
}

/// What the `# @run` line sets.
#[derive(Default, Serialize)]
struct RunDto {
    #[serde(skip_serializing_if = "Option::is_none")]
    cores: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gil: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    anywhere: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slow: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    axis: Option<&'static str>,
}

/// Reads a text: parameters, settings, opening moment, docstring, and the first error if it does not compile or asks for settings that
/// cannot be. The answer is a `Checked` of `web/src/model/lab.ts`.
#[wasm_bindgen]
pub fn check(source: &str) -> Result<JsValue, JsValue> {
    let (run, run_error) = match RunLine::of_program(source) {
        Ok(line) => (line, None),
        Err(error) => (RunLine::default(), Some(error)),
    };
    let error = compile(source).err().map(SourceErrorDto::from);
    let checked = CheckedDto {
        parameters: form::parameters(source).into_iter().map(ParameterDto::from).collect(),
        run: run.into(),
        start: form::start_line(source),
        doc: form::docstring(source),
        error: error.or(run_error.map(SourceErrorDto::from)),
    };
    Ok(serde_wasm_bindgen::to_value(&checked)?)
}

impl From<Parameter> for ParameterDto {
    fn from(parameter: Parameter) -> Self {
        let (kind, range, options) = match parameter.control {
            Control::Slider { min, max, step } => ("slider", Some((min, max, step)), None),
            Control::Switch => ("switch", None, None),
            Control::Menu(options) => ("menu", None, Some(options.into_iter().map(LiteralDto::from).collect())),
            Control::Number => ("number", None, None),
            Control::Text => ("text", None, None),
        };
        Self {
            name: parameter.name,
            kind,
            value: parameter.value.into(),
            min: range.map(|(min, _, _)| min),
            max: range.map(|(_, max, _)| max),
            step: range.map(|(_, _, step)| step),
            options,
            line: parameter.line,
        }
    }
}

impl From<Literal> for LiteralDto {
    fn from(literal: Literal) -> Self {
        match literal {
            Literal::Bool(value) => Self::Bool(value),
            Literal::Int(value) => Self::Number(value as f64),
            Literal::Float(value) => Self::Number(value),
            Literal::Text(text) => Self::Text(text),
        }
    }
}

impl From<RunLine> for RunDto {
    fn from(line: RunLine) -> Self {
        let axis = line.axis.map(|axis| match axis {
            Axis::Time => "time",
            Axis::Steps => "steps",
        });
        Self { cores: line.cores, gil: line.gil, anywhere: line.anywhere, slow: line.slow, seed: line.seed.map(|seed| seed as f64), axis }
    }
}
