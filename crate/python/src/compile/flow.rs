//! Loops, `try` and `with`, and leaving them early.

use ruff_python_ast::{self as ast, Stmt};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::{Compiler, Result};
use super::fold;
use super::unit::{Guard, Label};
use crate::code::{CodeKind, Constant, Op};

/// How many blocks may be nested in one function, as in CPython.
const BLOCKS: usize = 20;

/// What control has to leave when it jumps out of the innermost statements.
#[derive(Clone)]
pub(super) struct Block<'a> {
    kind: BlockKind<'a>,
    /// The handlers that guard what is outside the block.
    guards: Vec<Guard>,
}

#[derive(Clone, Copy)]
enum BlockKind<'a> {
    /// A loop; a `for` loop has its iterator on the stack.
    Loop { has_iterator: bool, start: Label, end: Label, header: TextRange },
    /// Body of a `try` with `except` clauses.
    Try,
    /// Body of a `try` with `finally`: leaving runs the finally body.
    Finally(&'a [Stmt]),
    /// A finally body run for an exception: the exception handled before and the new one are on the stack.
    FinallyRaised,
    /// A finally body inlined while a return value is on the stack.
    Value,
    /// Body of a `with`: the exit function is on the stack.
    With(TextRange),
    /// Body of an `except` clause: the exception handled before is on the stack.
    Except(Option<&'a ast::Identifier>),
}

impl<'a> Compiler<'a> {
    fn enter(&mut self, kind: BlockKind<'a>, at: TextRange) -> Result {
        if self.unit.blocks.len() >= BLOCKS {
            return self.fail(at, "too many statically nested blocks");
        }
        let guards = self.unit.guards.clone();
        self.unit.blocks.push(Block { kind, guards });
        Ok(())
    }

    fn leave(&mut self) {
        self.unit.blocks.pop();
    }

    /// Starts a part guarded by a handler at `target`.
    fn enter_guarded(&mut self, kind: BlockKind<'a>, target: Label, at: TextRange) -> Result {
        self.enter(kind, at)?;
        self.unit.guard_below(target, 0);
        Ok(())
    }

    fn leave_guarded(&mut self) {
        self.unit.unguard();
        self.leave();
    }

    pub(super) fn while_loop(&mut self, node: &'a ast::StmtWhile) -> Result {
        self.line(node.range);
        let (end, orelse) = (self.unit.label(), self.unit.label());
        let start = self.unit.here();
        self.jump_if(&node.test, false, orelse)?;
        self.enter(BlockKind::Loop { has_iterator: false, start, end, header: node.test.range() }, node.range)?;
        self.statements(&node.body)?;
        self.leave();
        self.next_turn(start, node.test.range());
        self.unit.bind(orelse);
        self.statements(&node.orelse)?;
        self.unit.bind(end);
        Ok(())
    }

    pub(super) fn for_loop(&mut self, node: &'a ast::StmtFor) -> Result {
        if node.is_async {
            return self.fail(node.range, "'async for' outside async function");
        }
        self.line(node.range);
        self.iterable(&node.iter)?;
        self.op(Op::GetIter, node.range);
        let (end, orelse) = (self.unit.label(), self.unit.label());
        let start = self.unit.here();
        self.enter(BlockKind::Loop { has_iterator: true, start, end, header: node.iter.range() }, node.range)?;
        self.jump(Op::ForIter, orelse, node.range);
        self.store(&node.target)?;
        self.statements(&node.body)?;
        self.leave();
        self.next_turn(start, node.iter.range());
        self.unit.bind(orelse);
        self.statements(&node.orelse)?;
        self.unit.bind(end);
        Ok(())
    }

    /// Back to a loop's header.
    fn next_turn(&mut self, start: Label, header: TextRange) {
        self.line(header);
        self.jump(Op::JumpBackward, start, header);
    }

    pub(super) fn break_loop(&mut self, at: TextRange) -> Result {
        let Some(index) = self.innermost_loop() else { return self.fail(at, "'break' outside loop") };
        self.line(at);
        let guards = self.unwind(index, false, at)?;
        if let BlockKind::Loop { end, .. } = self.unit.blocks[index].kind {
            self.jump(Op::Jump, end, at);
        }
        self.unit.guards = guards;
        Ok(())
    }

    pub(super) fn continue_loop(&mut self, at: TextRange) -> Result {
        let Some(index) = self.innermost_loop() else { return self.fail(at, "'continue' not properly in loop") };
        self.line(at);
        let guards = self.unwind(index + 1, false, at)?;
        if let BlockKind::Loop { start, header, .. } = self.unit.blocks[index].kind {
            self.next_turn(start, header);
        }
        self.unit.guards = guards;
        Ok(())
    }

    fn innermost_loop(&self) -> Option<usize> {
        self.unit.blocks.iter().rposition(|block| matches!(block.kind, BlockKind::Loop { .. }))
    }

    pub(super) fn return_value(&mut self, node: &'a ast::StmtReturn) -> Result {
        if !matches!(self.unit.kind, CodeKind::Function | CodeKind::Generator) {
            return self.fail(node.range, "'return' outside function");
        }
        self.line(node.range);
        let constant = node.value.as_deref().map_or(Some(Constant::None), fold::constant);
        if let (None, Some(value)) = (&constant, &node.value) {
            self.expr(value)?;
        }
        let guards = self.unwind(0, constant.is_none(), node.range)?;
        if let Some(constant) = constant {
            self.constant(constant, node.range);
        }
        self.op(Op::Return, node.range);
        self.unit.guards = guards;
        Ok(())
    }

    /// Emits what leaving the blocks from the innermost down to `until` takes; with `keep_top` the value on top survives. The blocks
    /// themselves stay, since other paths go on inside them, and so do their guards once the caller, having emitted the jump
    /// away, puts back the ones it gets.
    fn unwind(&mut self, until: usize, keep_top: bool, at: TextRange) -> Result<Vec<Guard>> {
        let (blocks, guards) = (self.unit.blocks.clone(), self.unit.guards.clone());
        while self.unit.blocks.len() > until {
            let Some(block) = self.unit.blocks.pop() else { break };
            self.unit.guards = block.guards;
            self.unwind_block(block.kind, keep_top, at)?;
        }
        self.unit.blocks = blocks;
        Ok(guards)
    }

    fn unwind_block(&mut self, kind: BlockKind<'a>, keep_top: bool, at: TextRange) -> Result {
        let under_top = |compiler: &mut Self, op: Op| {
            if keep_top {
                compiler.op(Op::Swap(2), at);
            }
            compiler.op(op, at);
        };
        match kind {
            BlockKind::Loop { has_iterator: true, .. } | BlockKind::Value => under_top(self, Op::Pop),
            BlockKind::Loop { .. } | BlockKind::Try => {}
            BlockKind::Finally(body) => {
                if keep_top {
                    self.enter(BlockKind::Value, at)?;
                }
                self.statements(body)?;
                if keep_top {
                    self.leave();
                }
                // The frame is left, or the loop goes on, from the statement that began it.
                self.line(at);
            }
            BlockKind::FinallyRaised => {
                under_top(self, Op::Pop);
                under_top(self, Op::PopHandled);
            }
            BlockKind::With(with) => {
                if keep_top {
                    self.op(Op::Swap(2), with);
                }
                self.line(with);
                self.exit_normally(with);
            }
            BlockKind::Except(name) => {
                under_top(self, Op::PopHandled);
                self.forget(name);
            }
        }
        Ok(())
    }

    pub(super) fn try_statement(&mut self, node: &'a ast::StmtTry) -> Result {
        if node.is_star {
            return self.unsupported(node.range, "`except*` is not supported; use `except`");
        }
        self.line(node.range);
        if node.finalbody.is_empty() {
            return self.try_except(node);
        }
        let (raised, cleanup, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        self.enter_guarded(BlockKind::Finally(&node.finalbody), raised, node.range)?;
        if node.handlers.is_empty() {
            self.statements(&node.body)?;
        } else {
            self.try_except(node)?;
        }
        self.leave_guarded();
        self.statements(&node.finalbody)?;
        self.jump(Op::Jump, end, node.range);

        self.unit.bind_handler(raised);
        let at = node.finalbody.last().map_or(node.range, Ranged::range);
        self.op(Op::PushHandled, at);
        self.enter(BlockKind::FinallyRaised, node.range)?;
        self.unit.guard_below(cleanup, 1);
        self.statements(&node.finalbody)?;
        self.leave_guarded();
        self.op(Op::Reraise, at);
        self.cleanup(cleanup, at);
        self.unit.bind(end);
        Ok(())
    }

    /// Handler of what is raised while an exception is handled: `previous exception` is all it needs.
    fn cleanup(&mut self, target: Label, at: TextRange) {
        self.unit.bind_handler(target);
        self.op(Op::Reraise, at);
    }

    fn try_except(&mut self, node: &'a ast::StmtTry) -> Result {
        let (raised, cleanup, end) = (self.unit.label(), self.unit.label(), self.unit.label());
        self.enter_guarded(BlockKind::Try, raised, node.range)?;
        self.statements(&node.body)?;
        self.leave_guarded();
        self.statements(&node.orelse)?;
        self.jump(Op::Jump, end, node.range);

        self.unit.bind_handler(raised);
        let at = node.handlers.first().map_or(node.range, Ranged::range);
        self.op(Op::PushHandled, at);
        for (index, ast::ExceptHandler::ExceptHandler(handler)) in node.handlers.iter().enumerate() {
            if handler.type_.is_none() && index + 1 < node.handlers.len() {
                return self.fail(handler.range, "default 'except:' must be last");
            }
            let next = self.unit.label();
            // What is raised here replaces the exception; the one handled before stays.
            self.unit.guard_below(cleanup, 1);
            self.line(handler.range);
            if let Some(type_) = &handler.type_ {
                self.expr(type_)?;
                self.op(Op::MatchException, handler.range);
                self.jump(Op::JumpIfFalse, next, handler.range);
            }
            self.unit.unguard();
            self.except_body(handler, cleanup)?;
            self.jump(Op::Jump, end, handler.range);
            self.unit.bind(next);
        }
        self.op(Op::Reraise, at);
        self.cleanup(cleanup, at);
        self.unit.bind(end);
        Ok(())
    }

    /// With `previous exception` on the stack: the body of the clause that matched.
    fn except_body(&mut self, handler: &'a ast::ExceptHandlerExceptHandler, cleanup: Label) -> Result {
        let at = handler.range;
        self.unit.guard_below(cleanup, 1);
        match &handler.name {
            Some(name) => self.store_name(name, at),
            None => self.op(Op::Pop, at),
        }
        self.unit.unguard();
        let forget = self.unit.label();
        let target = if handler.name.is_some() { forget } else { cleanup };
        self.enter(BlockKind::Except(handler.name.as_ref()), at)?;
        self.unit.guard_below(target, 0);
        self.statements(&handler.body)?;
        self.leave_guarded();
        self.op(Op::PopHandled, at);
        self.forget(handler.name.as_ref());
        if handler.name.is_some() {
            let end = self.unit.label();
            self.jump(Op::Jump, end, at);
            self.unit.bind_handler(forget);
            self.forget(handler.name.as_ref());
            self.op(Op::Reraise, at);
            self.unit.bind(end);
        }
        Ok(())
    }

    /// Unbinds the name of an `except` clause.
    fn forget(&mut self, name: Option<&ast::Identifier>) {
        if let Some(name) = name {
            self.op(Op::LoadNone, name.range);
            self.store_name(name, name.range);
            self.delete_name(name, name.range);
        }
    }

    pub(super) fn with_statement(&mut self, node: &'a ast::StmtWith) -> Result {
        if node.is_async {
            return self.fail(node.range, "'async with' outside async function");
        }
        self.line(node.range);
        self.with_items(&node.items, node)
    }

    fn with_items(&mut self, items: &'a [ast::WithItem], node: &'a ast::StmtWith) -> Result {
        let Some((item, rest)) = items.split_first() else { return self.statements(&node.body) };
        let at = node.range;
        let (raised, suppressed, cleanup, end) = (self.unit.label(), self.unit.label(), self.unit.label(), self.unit.label());
        self.expr(&item.context_expr)?;
        self.op(Op::BeforeWith, at);
        // The result of `__enter__` is above what the handler keeps.
        self.enter(BlockKind::With(at), node.range)?;
        self.unit.guard_below(raised, 1);
        match &item.optional_vars {
            Some(target) => self.store(target)?,
            None => self.op(Op::Pop, at),
        }
        self.with_items(rest, node)?;
        self.leave_guarded();
        self.line(at);
        self.exit_normally(at);
        self.jump(Op::Jump, end, at);

        self.unit.bind_handler(raised);
        self.op(Op::PushHandled, at);
        self.unit.guard_below(cleanup, 1);
        self.line(at);
        self.op(Op::WithExceptStart, at);
        self.jump(Op::JumpIfTrue, suppressed, at);
        self.unit.unguard();
        self.op(Op::Reraise, at);
        self.cleanup(cleanup, at);
        self.unit.bind(suppressed);
        self.op(Op::Pop, at);
        self.op(Op::PopHandled, at);
        self.op(Op::Pop, at);
        self.unit.bind(end);
        Ok(())
    }

    /// `exit →`: calls it with three `None`.
    fn exit_normally(&mut self, at: TextRange) {
        self.op(Op::PushNull, at);
        for _ in 0..3 {
            self.op(Op::LoadNone, at);
        }
        self.op(Op::Call(3), at);
        self.op(Op::Pop, at);
    }
}
