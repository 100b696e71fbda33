//! Statements.

use std::sync::Arc;

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::{Compiler, Result};
use super::expr::binary_op;
use super::fold;
use crate::code::{Constant, Op};

impl<'a> Compiler<'a> {
    pub(super) fn statements(&mut self, body: &'a [Stmt]) -> Result {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &'a Stmt) -> Result {
        if self.unit.is_too_large() {
            return self.unsupported(statement.range(), "this body is too large; split it into functions");
        }
        match statement {
            Stmt::FunctionDef(node) => self.function_definition(node),
            Stmt::ClassDef(node) => self.class_definition(node),
            Stmt::Return(node) => self.return_value(node),
            Stmt::Delete(node) => {
                self.line(node.range);
                node.targets.iter().try_for_each(|target| self.delete(target))
            }
            Stmt::Assign(node) => self.assign(node),
            Stmt::AugAssign(node) => self.augmented_assign(node),
            Stmt::AnnAssign(node) => self.annotated_assign(node),
            Stmt::For(node) => self.for_loop(node),
            Stmt::While(node) => self.while_loop(node),
            Stmt::If(node) => self.if_statement(node),
            Stmt::With(node) => self.with_statement(node),
            Stmt::Raise(node) => {
                self.line(node.range);
                let parts = node.exc.iter().chain(&node.cause);
                let count = parts.clone().count() as u32;
                parts.into_iter().try_for_each(|part| self.expr(part))?;
                self.op(Op::Raise(count), node.range);
                Ok(())
            }
            Stmt::Try(node) => self.try_statement(node),
            Stmt::Assert(node) => self.assert_statement(node),
            Stmt::Import(node) => {
                self.import(node);
                Ok(())
            }
            Stmt::ImportFrom(node) => self.import_from(node),
            Stmt::Global(_) | Stmt::Nonlocal(_) => Ok(()),
            Stmt::Expr(node) => self.expression_statement(node),
            Stmt::Pass(node) => {
                self.line(node.range);
                Ok(())
            }
            Stmt::Break(node) => self.break_loop(node.range),
            Stmt::Continue(node) => self.continue_loop(node.range),
            Stmt::Match(node) => self.unsupported(node.range, "`match` statements are not supported; use `if` and `elif`"),
            Stmt::TypeAlias(node) => self.fail(node.range, "invalid syntax"),
            Stmt::IpyEscapeCommand(node) => self.fail(node.range, "invalid syntax"),
        }
    }

    fn expression_statement(&mut self, node: &'a ast::StmtExpr) -> Result {
        self.line(node.range);
        if fold::constant(&node.value).is_none() {
            self.expr(&node.value)?;
            self.op(Op::Pop, node.range);
        }
        Ok(())
    }

    fn if_statement(&mut self, node: &'a ast::StmtIf) -> Result {
        let end = self.unit.label();
        self.line(node.range);
        let mut next = self.unit.label();
        self.jump_if(&node.test, false, next)?;
        self.statements(&node.body)?;
        for clause in &node.elif_else_clauses {
            self.jump(Op::Jump, end, clause.range);
            self.unit.bind(next);
            next = self.unit.label();
            if let Some(test) = &clause.test {
                self.line(clause.range);
                self.jump_if(test, false, next)?;
            }
            self.statements(&clause.body)?;
        }
        self.unit.bind(next);
        self.unit.bind(end);
        Ok(())
    }

    fn assert_statement(&mut self, node: &'a ast::StmtAssert) -> Result {
        self.warn_of_true_assertion(node);
        self.line(node.range);
        let end = self.unit.label();
        self.jump_if(&node.test, true, end)?;
        let at = last_comparison(&node.test).unwrap_or(node.range);
        self.op(Op::LoadAssertionError, at);
        if let Some(message) = &node.msg {
            self.op(Op::PushNull, at);
            self.expr(message)?;
            self.op(Op::Call(1), at);
        }
        self.op(Op::Raise(1), at);
        self.unit.bind(end);
        Ok(())
    }

    fn assign(&mut self, node: &'a ast::StmtAssign) -> Result {
        self.line(node.range);
        if let [target] = &*node.targets
            && let Some(pairs) = pairs(target, &node.value)
        {
            return self.assign_pairs(&pairs, target.range());
        }
        self.expr(&node.value)?;
        if let Some(first) = node.targets.first() {
            self.name_object(first, &node.value);
        }
        let last = node.targets.len().saturating_sub(1);
        for (index, target) in node.targets.iter().enumerate() {
            if index < last {
                self.op(Op::Dup, node.range);
            }
            self.store(target)?;
        }
        Ok(())
    }

    /// `a, b = x, y`: each value gets the name of its target; up to three need no tuple.
    fn assign_pairs(&mut self, pairs: &[(&'a Expr, &'a Expr)], at: TextRange) -> Result {
        let count = pairs.len() as u32;
        for (target, value) in pairs {
            self.expr(value)?;
            self.name_object(target, value);
        }
        if count <= 3 {
            self.op(Op::Swap(count), at);
        } else {
            self.op(Op::BuildTuple(count), at);
            self.op(Op::UnpackSequence(count), at);
        }
        pairs.iter().try_for_each(|(target, _)| self.store(target))
    }

    /// Tells the value on top which variable it is about to be stored in, if it may be a synchronization object or hold some.
    fn name_object(&mut self, target: &Expr, value: &Expr) {
        let may_be = matches!(value, Expr::Call(_) | Expr::If(_) | Expr::List(_) | Expr::ListComp(_) | Expr::Dict(_) | Expr::DictComp(_));
        let text: Option<Arc<str>> = match target {
            Expr::Name(name) => Some(name.id.as_str().into()),
            Expr::Attribute(attribute) => match &*attribute.value {
                Expr::Name(name) => Some(format!("{}.{}", name.id, attribute.attr).into()),
                _ => None,
            },
            _ => None,
        };
        if let (true, Some(text), true) = (may_be, text, self.unit.is_reachable()) {
            let index = self.unit.constant(Constant::Str(text));
            self.op(Op::NameObject(index), target.range());
        }
    }

    fn augmented_assign(&mut self, node: &'a ast::StmtAugAssign) -> Result {
        self.line(node.range);
        let inplace = Op::Inplace(binary_op(node.op));
        let target = node.target.range();
        match &*node.target {
            Expr::Name(name) => {
                self.load_name(&name.id, target);
                self.expr(&node.value)?;
                self.op(inplace, node.range);
                self.store_name(&name.id, target);
            }
            Expr::Attribute(attribute) => {
                let (name, span) = (self.mangled(&attribute.attr), self.attribute_span(attribute));
                self.expr(&attribute.value)?;
                self.op_at(Op::Dup, span);
                self.named(Op::LoadAttr, &name, span);
                self.expr(&node.value)?;
                self.op(inplace, node.range);
                self.op_at(Op::Swap(2), span);
                self.named(Op::StoreAttr, &name, span);
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value)?;
                self.expr(&subscript.slice)?;
                self.op(Op::Copy(2), target);
                self.op(Op::Copy(2), target);
                self.op(Op::LoadSubscript, target);
                self.expr(&node.value)?;
                self.op(inplace, node.range);
                self.op(Op::Swap(3), target);
                self.op(Op::Swap(2), target);
                self.op(Op::StoreSubscript, target);
            }
            _ => return self.fail(target, "illegal expression for augmented assignment"),
        }
        Ok(())
    }

    fn annotated_assign(&mut self, node: &'a ast::StmtAnnAssign) -> Result {
        self.line(node.range);
        if let Some(value) = &node.value {
            self.expr(value)?;
            self.name_object(&node.target, value);
            self.store(&node.target)?;
        }
        let in_function = self.scope().is_function();
        match &*node.target {
            Expr::Name(name) if node.simple && !in_function => {
                self.annotation(&node.annotation)?;
                self.load_name("__annotations__", node.range);
                self.constant(Constant::Str(self.mangled(&name.id)), node.range);
                self.op(Op::StoreSubscript, node.range);
            }
            Expr::Name(_) => {}
            // The parts of a target without value are evaluated all the same.
            Expr::Attribute(attribute) if node.value.is_none() => {
                self.expr(&attribute.value)?;
                self.op(Op::Pop, node.range);
            }
            Expr::Subscript(subscript) if node.value.is_none() => {
                self.expr(&subscript.value)?;
                self.op(Op::Pop, node.range);
                self.expr(&subscript.slice)?;
                self.op(Op::Pop, node.range);
            }
            _ => {}
        }
        if !matches!(&*node.target, Expr::Name(_) if node.simple) && !in_function && !self.future_annotations {
            self.expr(&node.annotation)?;
            self.op(Op::Pop, node.range);
        }
        Ok(())
    }

    /// An annotation's value: its text where `from __future__ import annotations` is in force.
    pub(super) fn annotation(&mut self, annotation: &'a Expr) -> Result {
        if self.future_annotations {
            let text = &self.lines.source()[annotation.range()];
            self.constant(Constant::Str(text.into()), annotation.range());
            return Ok(());
        }
        if let Expr::Starred(starred) = annotation {
            // `*args: *Ts`
            self.expr(&starred.value)?;
            self.op(Op::UnpackSequence(1), annotation.range());
            return Ok(());
        }
        self.expr(annotation)
    }

    /// `value →`: stores it in a target.
    pub(super) fn store(&mut self, target: &'a Expr) -> Result {
        let at = target.range();
        match target {
            Expr::Name(name) => self.store_name(&name.id, at),
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value)?;
                let (name, span) = (self.mangled(&attribute.attr), self.attribute_span(attribute));
                self.named(Op::StoreAttr, &name, span);
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value)?;
                self.expr(&subscript.slice)?;
                self.op(Op::StoreSubscript, at);
            }
            Expr::Tuple(tuple) => self.unpack(&tuple.elts, at)?,
            Expr::List(list) => self.unpack(&list.elts, at)?,
            Expr::Starred(_) => return self.fail(at, "starred assignment target must be in a list or tuple"),
            _ => return self.fail(at, "cannot assign to expression"),
        }
        Ok(())
    }

    fn unpack(&mut self, targets: &'a [Expr], at: TextRange) -> Result {
        let mut starred = targets.iter().enumerate().filter(|(_, target)| target.is_starred_expr()).map(|(index, _)| index);
        match (starred.next(), starred.next()) {
            (_, Some(_)) => return self.fail(at, "multiple starred expressions in assignment"),
            (Some(index), None) => {
                self.op(Op::UnpackEx { before: index as u32, after: (targets.len() - index - 1) as u32 }, at);
            }
            (None, None) => self.op(Op::UnpackSequence(targets.len() as u32), at),
        }
        targets.iter().try_for_each(|target| match target {
            Expr::Starred(starred) => self.store(&starred.value),
            other => self.store(other),
        })
    }

    fn delete(&mut self, target: &'a Expr) -> Result {
        let at = target.range();
        match target {
            Expr::Name(name) => self.delete_name(&name.id, at),
            Expr::Attribute(attribute) => {
                self.expr(&attribute.value)?;
                let (name, span) = (self.mangled(&attribute.attr), self.attribute_span(attribute));
                self.named(Op::DeleteAttr, &name, span);
            }
            Expr::Subscript(subscript) => {
                self.expr(&subscript.value)?;
                self.expr(&subscript.slice)?;
                self.op(Op::DeleteSubscript, at);
            }
            Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(|item| self.delete(item))?,
            Expr::List(list) => list.elts.iter().try_for_each(|item| self.delete(item))?,
            _ => return self.fail(at, "cannot delete expression"),
        }
        Ok(())
    }

    fn import(&mut self, node: &'a ast::StmtImport) {
        self.line(node.range);
        for alias in &node.names {
            let (path, at) = (alias.name.as_str(), node.range);
            self.constant(Constant::Int(0), at);
            self.op(Op::LoadNone, at);
            self.named(Op::ImportName, &path.into(), self.lines.span(at));
            let mut parts = path.split('.');
            let first = parts.next().unwrap_or_default();
            let Some(name) = &alias.asname else {
                self.store_name(first, at);
                continue;
            };
            // `import a.b.c as m` walks down from `a`.
            for part in parts {
                self.named(Op::ImportFrom, &part.into(), self.lines.span(at));
                self.op(Op::Swap(2), at);
                self.op(Op::Pop, at);
            }
            self.store_name(name, at);
        }
    }

    fn import_from(&mut self, node: &'a ast::StmtImportFrom) -> Result {
        let at = node.range;
        let module = node.module.as_ref().map_or("", |module| module.as_str());
        if node.level > 0 {
            return self.unsupported(at, "relative imports are not supported: a program is one file; import the module by its name");
        }
        if module == "__future__" {
            // Its features are compile-time matters, checked before.
            return Ok(());
        }
        self.line(at);
        self.constant(Constant::Int(0), at);
        let names = node.names.iter().map(|alias| Constant::Str(alias.name.as_str().into())).collect();
        self.constant(Constant::Tuple(names), at);
        self.named(Op::ImportName, &module.into(), self.lines.span(at));
        if node.names.iter().any(|alias| &alias.name == "*") {
            self.op(Op::ImportStar, at);
            return Ok(());
        }
        for alias in &node.names {
            self.named(Op::ImportFrom, &alias.name.as_str().into(), self.lines.span(at));
            self.store_name(alias.asname.as_ref().unwrap_or(&alias.name), at);
        }
        self.op(Op::Pop, at);
        Ok(())
    }
}

/// CPython places a failed assertion at the comparison decided last, if there is one.
fn last_comparison(test: &Expr) -> Option<TextRange> {
    match test {
        Expr::Compare(node) => Some(node.range),
        Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not => last_comparison(&node.operand),
        Expr::BoolOp(node) => node.values.iter().rev().find_map(last_comparison),
        _ => None,
    }
}

/// Targets and values of `a, b = x, y`, where both sides are displays of the same length without stars.
fn pairs<'a>(target: &'a Expr, value: &'a Expr) -> Option<Vec<(&'a Expr, &'a Expr)>> {
    let (Expr::Tuple(targets), Expr::Tuple(values)) = (target, value) else { return None };
    let starred = targets.elts.iter().chain(&values.elts).any(Expr::is_starred_expr);
    let fits = !starred && targets.len() == values.len() && targets.len() >= 2;
    (fits && fold::constant(value).is_none()).then(|| targets.elts.iter().zip(&values.elts).collect())
}
