//! The compiler: source text to bytecode.
//!
//! `depth` refuses nesting that would overflow a stack, ruff's parser makes the tree, `symbols` and `scope` decide what each name is,
//! and `stmt`, `flow`, `expr` and `function` emit instructions into `unit`. `error` and `wording` say what is wrong in CPython's
//! words. Nothing here knows objects: constants are plain data.

#![expect(clippy::match_same_arms, reason = "tables of instructions, tokens and nodes read better in groups")]

use ruff_python_ast::{ModModule, PythonVersion, Stmt};
use ruff_python_parser::{Mode, ParseOptions, Parsed, parse_unchecked};

use self::compiler::{Compiler, Result};
use self::lines::Lines;
use crate::code::Code;

mod compiler;
mod depth;
mod effect;
mod error;
mod expr;
mod flow;
mod fold;
mod fstring;
mod function;
mod lines;
mod scope;
mod stmt;
mod symbols;
#[cfg(test)]
mod tests;
mod unit;
mod warning;
mod wording;

/// Compiles a module; `file` is its name in tracebacks.
pub fn compile(source: &str, file: &str) -> Result<Code> {
    let lines = Lines::new(source);
    depth::check(&lines)?;
    let Some(parsed) = parse(source) else {
        return Err(error::syntax(&lines, ruff_text_size::TextRange::default(), "invalid syntax"));
    };
    if let Some(error) = wording::explain(&lines, &parsed) {
        return Err(error);
    }
    let body = parsed.suite();
    let future_annotations = future_features(body, &lines)?;
    let scopes = symbols::scopes(body, &lines, future_annotations)?;
    Compiler::new(&lines, file, scopes, future_annotations).module(body)
}

fn parse(source: &str) -> Option<Parsed<ModModule>> {
    parse_unchecked(source, ParseOptions::from(Mode::Module).with_target_version(PythonVersion::PY311)).try_into_module()
}

/// Whether `from __future__ import annotations` is in force; unknown and late features are refused.
fn future_features(body: &[Stmt], lines: &Lines<'_>) -> Result<bool> {
    const FEATURES: [&str; 10] = [
        "nested_scopes",
        "generators",
        "division",
        "absolute_import",
        "with_statement",
        "print_function",
        "unicode_literals",
        "barry_as_FLUFL",
        "generator_stop",
        "annotations",
    ];
    let (mut annotations, mut late) = (false, false);
    for (index, statement) in body.iter().enumerate() {
        match statement {
            Stmt::ImportFrom(node) if node.level == 0 && node.module.as_ref().is_some_and(|module| module.as_str() == "__future__") => {
                if late {
                    return Err(error::syntax(lines, node.range, "from __future__ imports must occur at the beginning of the file"));
                }
                for alias in &node.names {
                    match alias.name.as_str() {
                        "annotations" => annotations = true,
                        "braces" => return Err(error::syntax(lines, node.range, "not a chance")),
                        name if FEATURES.contains(&name) => {}
                        name => return Err(error::syntax(lines, node.range, format!("future feature {name} is not defined"))),
                    }
                }
            }
            Stmt::Expr(node) if index == 0 && node.value.is_string_literal_expr() => {}
            _ => late = true,
        }
    }
    Ok(annotations)
}
