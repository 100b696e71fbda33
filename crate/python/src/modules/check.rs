//! Imports that cannot succeed, told before a program runs.

use super::{SUPPORTED, find, find_source};
use crate::code::{Code, CompileError, CompileErrorKind, Constant, Op};

/// Refuses a program that imports a module there is none of, unless a handler stands ready for the failure.
pub fn refuse_unknown_modules(code: &Code) -> Result<(), CompileError> {
    for (at, op) in code.ops.iter().enumerate() {
        let Op::ImportName(name) = *op else { continue };
        let Some(path) = code.names.get(name as usize) else { continue };
        let guarded = code.handlers.iter().any(|handler| (handler.start..handler.end).contains(&(at as u32)));
        if guarded || is_known(path) {
            continue;
        }
        let span = code.spans.get(at).copied().unwrap_or_default();
        let nearest =
            crate::suggest::closest(path, SUPPORTED.iter().copied()).map(|near| format!(" did you mean '{near}'?")).unwrap_or_default();
        let end_column = if span.end_line == span.line { span.end_column } else { span.column };
        return Err(CompileError {
            kind: CompileErrorKind::Unsupported,
            message: format!("No module named '{path}':{nearest} Hotpot has {}", SUPPORTED.join(", ")),
            line: span.line,
            column: span.column + 1,
            end_column: end_column + 1,
        });
    }
    code.constants.iter().try_for_each(|constant| match constant {
        Constant::Code(inner) => refuse_unknown_modules(inner),
        _ => Ok(()),
    })
}

fn is_known(path: &str) -> bool {
    find(path).is_some() || find_source(path).is_some() || matches!(path, "builtins" | "__main__")
}

#[cfg(test)]
mod tests {
    use super::refuse_unknown_modules;
    use crate::compile::compile;

    #[test]
    fn an_unknown_module_is_refused_where_it_is_imported() {
        let check = |source: &str| refuse_unknown_modules(&compile(source, "sample.py").expect("compiles"));
        let error = check("import time\ndef f():\n    import thred, numpy\n").expect_err("unknown");
        assert_eq!((error.line, error.column), (3, 5));
        assert!(error.message.starts_with("No module named 'thred'"), "{}", error.message);
        assert!(check("from nothing import *\n").is_err());
        assert!(check("import threading, queue as q\nfrom collections import deque\n").is_ok());
        assert!(check("try:\n    import numpy\nexcept ImportError:\n    numpy = None\n").is_ok());
    }
}
