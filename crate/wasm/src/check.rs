//! What a text says of itself, without running it.

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
    cores: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gil: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    anywhere: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    slow: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seed: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    axis: Option<&'static str>,
}

/// Reads a text: parameters, settings, opening moment, docstring, and the first error if it does not compile. The answer is a
/// `Checked` of `web/src/model/lab.ts`.
#[wasm_bindgen]
pub fn check(source: &str) -> Result<JsValue, JsValue> {
    let checked = CheckedDto {
        parameters: form::parameters(source).into_iter().map(ParameterDto::from).collect(),
        run: RunDto::of(&form::run_line(source)),
        start: form::start_line(source),
        doc: form::docstring(source),
        error: compile(source).err().map(SourceErrorDto::from),
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

impl RunDto {
    fn of(words: &[(&str, &str)]) -> Self {
        let mut run = Self::default();
        for &(name, given) in words {
            let number = given.parse().ok();
            let switch = match given {
                "on" | "true" | "1" => Some(true),
                "off" | "false" | "0" => Some(false),
                _ => None,
            };
            match (name, given) {
                ("cores", _) => run.cores = number,
                ("gil", _) => run.gil = switch,
                ("anywhere", _) => run.anywhere = switch,
                ("slow", _) => run.slow = number,
                ("seed", _) => run.seed = number,
                ("axis", "time") => run.axis = Some("time"),
                ("axis", "steps") => run.axis = Some("steps"),
                _ => {}
            }
        }
        run
    }
}
