//! What the compiler makes of texts, good and bad.

use std::fmt::Write;

use super::compile;
use crate::code::{Code, CompileError, CompileErrorKind, Constant, Op};

mod bodies;
mod depth;
mod errors;
mod names;
mod programs;

fn compiled(source: &str) -> Code {
    compile(source, "sample.py").unwrap_or_else(|error| panic!("{error:?}\n{source}"))
}

fn refused(source: &str) -> CompileError {
    compile(source, "sample.py").map(|code| panic!("compiles: {source:?}\n{}", disassembled(&code))).unwrap_err()
}

/// The code object called `qualname` inside `code`.
fn inner(code: &Code, qualname: &str) -> Code {
    find(code, qualname).unwrap_or_else(|| panic!("no {qualname} in {}", code.qualname))
}

fn find(code: &Code, qualname: &str) -> Option<Code> {
    code.constants.iter().find_map(|constant| match constant {
        Constant::Code(code) if &*code.qualname == qualname => Some((**code).clone()),
        Constant::Code(code) => find(code, qualname),
        _ => None,
    })
}

/// One instruction a line, operands by name; jump targets are line numbers of the listing. Handlers follow.
fn disassembled(code: &Code) -> String {
    let mut text = String::new();
    for (at, op) in code.ops.iter().enumerate() {
        let operand = match *op {
            Op::Const(n) | Op::NameObject(n) => Some(constant(&code.constants[n as usize])),
            Op::LoadFast(n) | Op::StoreFast(n) | Op::DeleteFast(n) => Some(code.locals[n as usize].to_string()),
            Op::LoadDeref(n) | Op::StoreDeref(n) | Op::DeleteDeref(n) | Op::LoadClosure(n) => {
                code.cells.iter().map(|(name, _)| name).chain(&code.free).nth(n as usize).map(ToString::to_string)
            }
            Op::LoadName(n) | Op::StoreName(n) | Op::LoadGlobal(n) | Op::StoreGlobal(n) | Op::LoadAttr(n) | Op::StoreAttr(n) => {
                Some(code.names[n as usize].to_string())
            }
            Op::LoadMethod(n) | Op::ImportName(n) | Op::ImportFrom(n) | Op::DeleteGlobal(n) => Some(code.names[n as usize].to_string()),
            _ => None,
        };
        let name = format!("{op:?}");
        let line = match operand {
            Some(operand) => format!("{} {operand}", name.split('(').next().unwrap_or_default()),
            None => name,
        };
        let _ = writeln!(text, "{at:2} {line}");
    }
    for handler in &code.handlers {
        let _ = writeln!(text, "{}..{} -> {} at {}", handler.start, handler.end, handler.target, handler.depth);
    }
    text
}

fn constant(value: &Constant) -> String {
    match value {
        Constant::Int(value) => value.to_string(),
        Constant::Str(text) => format!("{text:?}"),
        Constant::Tuple(items) => format!("({})", items.iter().map(constant).collect::<Vec<_>>().join(", ")),
        Constant::FrozenSet(items) => format!("{{{}}}", items.iter().map(constant).collect::<Vec<_>>().join(", ")),
        other => format!("{other:?}"),
    }
}

/// Whether a listing is as expected, indentation of the expectation aside.
fn assert_listing(code: &Code, expected: &str) {
    let listing = disassembled(code);
    let plain = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(plain(&listing), plain(expected), "\n{listing}");
}

fn is_syntax(error: &CompileError) -> bool {
    matches!(error.kind, CompileErrorKind::Syntax | CompileErrorKind::Indentation)
}
