//! The compiler's state, and what all its parts emit with.

use std::sync::Arc;

use ruff_python_ast::Stmt;
use ruff_text_size::TextRange;

use super::error::syntax;
use super::lines::Lines;
use super::scope::{Access, NodeKey, Scope, Scopes, mangle};
use super::unit::{Label, Unit};
use crate::code::{Code, CodeKind, CompileError, Constant, Op, Span};

pub(super) type Result<T = ()> = std::result::Result<T, CompileError>;

pub(super) struct Compiler<'a> {
    pub(super) lines: &'a Lines<'a>,
    pub(super) file: Arc<str>,
    pub(super) scopes: Scopes,
    /// The code object being made.
    pub(super) unit: Unit<'a>,
    /// Those around it.
    pub(super) outer: Vec<Unit<'a>>,
    pub(super) future_annotations: bool,
    /// Lines and messages.
    pub(super) warnings: Vec<(u32, String)>,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(lines: &'a Lines<'a>, file: &str, scopes: Scopes, future_annotations: bool) -> Self {
        let unit = Unit::new(0, CodeKind::Module, "<module>".into(), "<module>".into(), 1);
        Compiler { lines, file: file.into(), scopes, unit, outer: Vec::new(), future_annotations, warnings: Vec::new() }
    }

    /// Compiles a module's body.
    pub(super) fn module(mut self, body: &'a [Stmt]) -> Result<Code> {
        let start = body.first().map_or_else(TextRange::default, |first| TextRange::empty(ruff_text_size::Ranged::start(first)));
        self.docstring(body, "__doc__");
        if has_annotations(body) {
            self.op(Op::SetupAnnotations, start);
        }
        self.statements(body)?;
        self.implicit_return(body.last());
        Ok(Code { warnings: self.warnings, ..self.unit.finish(&self.file) })
    }

    /// `return None` at the end of a body.
    pub(super) fn implicit_return(&mut self, last: Option<&Stmt>) {
        let at = last.map_or_else(TextRange::default, ruff_text_size::Ranged::range);
        self.op(Op::LoadNone, at);
        self.op(Op::Return, at);
    }

    /// Takes the docstring of a module or class body and stores it under `name`.
    pub(super) fn docstring(&mut self, body: &[Stmt], name: &str) {
        if let Some((doc, range)) = docstring(body) {
            self.unit.doc = Some(doc.clone());
            self.constant(Constant::Str(doc), range);
            self.store_name(name, range);
        }
    }

    pub(super) fn fail<T>(&self, range: TextRange, message: impl Into<String>) -> Result<T> {
        Err(syntax(self.lines, range, message))
    }

    pub(super) fn unsupported<T>(&self, range: TextRange, message: impl Into<String>) -> Result<T> {
        Err(super::error::unsupported(self.lines, range, message))
    }

    pub(super) fn op(&mut self, op: Op, at: TextRange) {
        if self.unit.is_reachable() {
            let span = self.lines.span(at);
            self.unit.op(op, span);
        }
    }

    pub(super) fn op_at(&mut self, op: Op, span: Span) {
        self.unit.op(op, span);
    }

    pub(super) fn jump(&mut self, make: fn(u32) -> Op, to: Label, at: TextRange) {
        let span = self.lines.span(at);
        self.unit.jump(make, to, span);
    }

    /// Marks where a statement, or another turn of a loop, begins.
    pub(super) fn line(&mut self, at: TextRange) {
        let line = self.lines.line(at.start());
        self.op(Op::Line(line), at);
    }

    pub(super) fn constant(&mut self, value: Constant, at: TextRange) {
        if !self.unit.is_reachable() {
            return;
        }
        if value == Constant::None {
            self.op(Op::LoadNone, at);
        } else {
            let index = self.unit.constant(value);
            self.op(Op::Const(index), at);
        }
    }

    /// An instruction whose operand is a name.
    pub(super) fn named(&mut self, make: fn(u32) -> Op, name: &Arc<str>, span: Span) {
        if self.unit.is_reachable() {
            let index = self.unit.name(name);
            self.unit.op(make(index), span);
        }
    }

    pub(super) fn scope(&self) -> &Scope {
        &self.scopes.list[self.unit.scope]
    }

    pub(super) fn scope_of(&self, key: NodeKey) -> usize {
        self.scopes.by_node.get(&key).copied().unwrap_or(0)
    }

    pub(super) fn mangled(&self, name: &str) -> Arc<str> {
        mangle(self.scope().class.as_deref(), name)
    }

    pub(super) fn load_name(&mut self, name: &str, at: TextRange) {
        let name = self.mangled(name);
        match self.scope().access(&name) {
            Access::Fast => self.local(Op::LoadFast, &name, at),
            Access::Deref => self.cell(Op::LoadDeref, &name, at),
            Access::ClassDeref => self.cell(|cell| Op::LoadClassDeref { cell }, &name, at),
            Access::Global => self.named(Op::LoadGlobal, &name, self.lines.span(at)),
            Access::Name => self.named(Op::LoadName, &name, self.lines.span(at)),
        }
    }

    pub(super) fn store_name(&mut self, name: &str, at: TextRange) {
        let name = self.mangled(name);
        match self.scope().access(&name) {
            Access::Fast => self.local(Op::StoreFast, &name, at),
            Access::Deref | Access::ClassDeref => self.cell(Op::StoreDeref, &name, at),
            Access::Global => self.named(Op::StoreGlobal, &name, self.lines.span(at)),
            Access::Name => self.named(Op::StoreName, &name, self.lines.span(at)),
        }
    }

    pub(super) fn delete_name(&mut self, name: &str, at: TextRange) {
        let name = self.mangled(name);
        match self.scope().access(&name) {
            Access::Fast => self.local(Op::DeleteFast, &name, at),
            Access::Deref | Access::ClassDeref => self.cell(Op::DeleteDeref, &name, at),
            Access::Global => self.named(Op::DeleteGlobal, &name, self.lines.span(at)),
            Access::Name => self.named(Op::DeleteName, &name, self.lines.span(at)),
        }
    }

    fn local(&mut self, make: fn(u32) -> Op, name: &str, at: TextRange) {
        let index = self.unit.locals.iter().position(|local| **local == *name).unwrap_or_default();
        self.op(make(index as u32), at);
    }

    pub(super) fn cell(&mut self, make: fn(u32) -> Op, name: &str, at: TextRange) {
        let cells = self.unit.cells.iter().map(|(cell, _)| cell).chain(&self.unit.free);
        let index = cells.into_iter().position(|cell| **cell == *name).unwrap_or_default();
        self.op(make(index as u32), at);
    }
}

/// The docstring of a body, if it begins with one.
pub(super) fn docstring(body: &[Stmt]) -> Option<(Arc<str>, TextRange)> {
    let Some(Stmt::Expr(first)) = body.first() else { return None };
    let ruff_python_ast::Expr::StringLiteral(literal) = &*first.value else { return None };
    Some((literal.value.to_str().into(), first.range))
}

/// Whether a module or class body annotates anything, blocks inside it included.
pub(super) fn has_annotations(body: &[Stmt]) -> bool {
    body.iter().any(|statement| match statement {
        Stmt::AnnAssign(_) => true,
        Stmt::For(node) => has_annotations(&node.body) || has_annotations(&node.orelse),
        Stmt::While(node) => has_annotations(&node.body) || has_annotations(&node.orelse),
        Stmt::If(node) => has_annotations(&node.body) || node.elif_else_clauses.iter().any(|clause| has_annotations(&clause.body)),
        Stmt::With(node) => has_annotations(&node.body),
        Stmt::Try(node) => {
            let handlers =
                node.handlers.iter().any(|ruff_python_ast::ExceptHandler::ExceptHandler(handler)| has_annotations(&handler.body));
            handlers || has_annotations(&node.body) || has_annotations(&node.orelse) || has_annotations(&node.finalbody)
        }
        _ => false,
    })
}
