//! What CPython's compiler warns of: code that is hardly what was meant.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::Compiler;
use super::fold;
use crate::code::Constant;

impl Compiler<'_> {
    fn warn(&mut self, at: TextRange, message: impl Into<String>) {
        self.warnings.push((self.lines.line(at.start()), message.into()));
    }

    /// `is` and `is not` with a literal.
    pub(super) fn warn_of_identity(&mut self, node: &ast::ExprCompare) {
        let mut left: &Expr = &node.left;
        for (op, right) in node.ops.iter().zip(&node.comparators) {
            let message = match op {
                ast::CmpOp::Is => "\"is\" with a literal. Did you mean \"==\"?",
                ast::CmpOp::IsNot => "\"is not\" with a literal. Did you mean \"!=\"?",
                _ => "",
            };
            if !message.is_empty() && (is_literal(left) || is_literal(right)) {
                return self.warn(node.range, message);
            }
            left = right;
        }
    }

    /// `assert (condition, message)`
    pub(super) fn warn_of_true_assertion(&mut self, node: &ast::StmtAssert) {
        if matches!(&*node.test, Expr::Tuple(tuple) if !tuple.elts.is_empty()) {
            self.warn(node.range, "assertion is always true, perhaps remove parentheses?");
        }
    }

    /// `[(1, 2) (3, 4)]`
    pub(super) fn warn_of_call(&mut self, node: &ast::ExprCall) {
        match class_of(&node.func) {
            Some("function") | None => {}
            Some(class) => self.warn(node.range(), format!("'{class}' object is not callable; perhaps you missed a comma?")),
        }
    }

    /// `[[1, 2] ["a"]]`
    pub(super) fn warn_of_subscript(&mut self, node: &ast::ExprSubscript) {
        let Some(class) = class_of(&node.value) else { return };
        if !matches!(class, "str" | "bytes" | "tuple" | "list" | "dict") {
            self.warn(node.range, format!("'{class}' object is not subscriptable; perhaps you missed a comma?"));
        } else if let (true, Some(index)) = (class != "dict", class_of(&node.slice))
            && matches!(index, "tuple" | "list" | "str" | "float" | "bytes" | "NoneType")
        {
            self.warn(node.range, format!("{class} indices must be integers or slices, not {index}; perhaps you missed a comma?"));
        }
    }
}

fn is_literal(expr: &Expr) -> bool {
    !matches!(fold::constant(expr), None | Some(Constant::None | Constant::Bool(_) | Constant::Ellipsis))
}

/// The class of what an expression makes, where it is plain to see.
fn class_of(expr: &Expr) -> Option<&'static str> {
    Some(match expr {
        Expr::List(_) | Expr::ListComp(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Dict(_) | Expr::DictComp(_) => "dict",
        Expr::Set(_) | Expr::SetComp(_) => "set",
        Expr::Generator(_) => "generator",
        Expr::Lambda(_) => "function",
        Expr::FString(_) => "str",
        _ => match fold::constant(expr)? {
            Constant::None => "NoneType",
            Constant::Bool(_) => "bool",
            Constant::Ellipsis => "ellipsis",
            Constant::Int(_) | Constant::BigInt(_) => "int",
            Constant::Float(_) => "float",
            Constant::Str(_) => "str",
            Constant::Bytes(_) => "bytes",
            Constant::Tuple(_) => "tuple",
            Constant::FrozenSet(_) | Constant::Code(_) => return None,
        },
    })
}
