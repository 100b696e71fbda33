//! Expressions.

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange};

use super::compiler::{Compiler, Result};
use super::fold;
use super::symbols::left_side;
use super::unit::Label;
use crate::code::{BinaryOp, CompareOp, Constant, Conversion, Op, Span, UnaryOp};

/// Displays with more items than this are built one item at a time, so that they need little stack; as in CPython.
const DISPLAY_ON_STACK: usize = 30;
/// The same for dicts, in pairs.
const PAIRS_ON_STACK: usize = 15;

impl<'a> Compiler<'a> {
    /// `→ value`
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Result {
        if let Some(value) = fold::constant(expr) {
            self.constant(value, expr.range());
            return Ok(());
        }
        // Down the left side in a loop: chains of operators, attributes and calls may be long, nesting is capped.
        let (mut chain, mut first) = (Vec::new(), expr);
        while let Some(left) = left_side(first).filter(|_| !self.is_plain_super(first)) {
            chain.push(first);
            first = left;
        }
        if let (false, Some(value)) = (chain.is_empty(), fold::constant(first)) {
            self.constant(value, first.range());
        } else {
            self.leaf(first)?;
        }
        let mut method: Option<&'a ast::ExprAttribute> = None;
        while let Some(node) = chain.pop() {
            match node {
                Expr::BinOp(node) => {
                    self.expr(&node.right)?;
                    self.op(Op::Binary(binary_op(node.op)), node.range);
                }
                Expr::Attribute(node) => {
                    let (name, span) = (self.mangled(&node.attr), self.attribute_span(node));
                    let called = chain.last().is_some_and(|parent| matches!(parent, Expr::Call(call) if is_simple(&call.arguments)));
                    if called {
                        method = Some(node);
                    }
                    self.named(if called { Op::LoadMethod } else { Op::LoadAttr }, &name, span);
                }
                Expr::Subscript(node) => {
                    self.warn_of_subscript(node);
                    self.expr(&node.slice)?;
                    self.op(Op::LoadSubscript, node.range);
                }
                Expr::Call(node) => {
                    self.warn_of_call(node);
                    let mut span = self.lines.span(node.range());
                    if let Some(method) = method.take() {
                        let start = self.attribute_span(method);
                        (span.line, span.column) = (start.line, start.column);
                    } else {
                        self.op_at(Op::PushNull, span);
                    }
                    self.call(&node.arguments, 0, span)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// `super()` inside a method: an instruction of its own, since it looks at the frame.
    fn is_plain_super(&self, expr: &Expr) -> bool {
        let Expr::Call(call) = expr else { return false };
        matches!(&*call.func, Expr::Name(name) if name.id.as_str() == "super")
            && call.arguments.is_empty()
            && self.scope().is_function()
            && self.scope().free.contains("__class__")
    }

    /// An expression that has no left side.
    fn leaf(&mut self, expr: &'a Expr) -> Result {
        let at = expr.range();
        match expr {
            Expr::Name(node) => self.load_name(&node.id, at),
            Expr::Call(_) => self.op(Op::LoadSuper, at),
            Expr::BoolOp(node) => self.bool_op(node)?,
            Expr::Named(node) => {
                self.expr(&node.value)?;
                self.name_object_of_walrus(node);
                self.op(Op::Dup, at);
                self.store(&node.target)?;
            }
            Expr::UnaryOp(node) => {
                self.expr(&node.operand)?;
                let op = match node.op {
                    ast::UnaryOp::Invert => UnaryOp::Invert,
                    ast::UnaryOp::Not => UnaryOp::Not,
                    ast::UnaryOp::UAdd => UnaryOp::Positive,
                    ast::UnaryOp::USub => UnaryOp::Negative,
                };
                self.op(Op::Unary(op), at);
            }
            Expr::Lambda(node) => self.lambda(node)?,
            Expr::If(node) => {
                let (orelse, end) = (self.unit.label(), self.unit.label());
                self.jump_if(&node.test, false, orelse)?;
                self.expr(&node.body)?;
                self.jump(Op::Jump, end, at);
                self.unit.bind(orelse);
                self.expr(&node.orelse)?;
                self.unit.bind(end);
            }
            Expr::Dict(node) => self.dict(node)?,
            Expr::Set(node) => self.set(node)?,
            Expr::List(node) => self.list(&node.elts, at)?,
            Expr::Tuple(node) => self.tuple(&node.elts, at)?,
            Expr::ListComp(_) | Expr::SetComp(_) | Expr::DictComp(_) | Expr::Generator(_) => self.comprehension(expr)?,
            Expr::Yield(node) => {
                match &node.value {
                    Some(value) => self.expr(value)?,
                    None => self.op(Op::LoadNone, at),
                }
                self.op(Op::Yield, at);
            }
            Expr::YieldFrom(node) => {
                self.expr(&node.value)?;
                self.op(Op::GetYieldFromIter, at);
                self.op(Op::LoadNone, at);
                let end = self.unit.label();
                let start = self.unit.here();
                self.jump(Op::Send, end, at);
                self.op(Op::Yield, at);
                self.jump(Op::Jump, start, at);
                self.unit.bind(end);
            }
            Expr::Compare(node) => self.compare(node)?,
            Expr::FString(node) => self.f_string(node)?,
            Expr::Slice(node) => self.slice(node)?,
            Expr::NumberLiteral(node) => match &node.value {
                ast::Number::Complex { .. } => return self.unsupported(at, "complex numbers are not supported; use two floats"),
                ast::Number::Int(value) => {
                    let digits = value.to_string().replace('_', "").len();
                    return self.fail(at, format!(
                        "Exceeds the limit (4300 digits) for integer string conversion: value has {digits} digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits."
                    ));
                }
                ast::Number::Float(value) => self.constant(Constant::Float(*value), at),
            },
            Expr::Starred(_) => return self.fail(at, "can't use starred expression here"),
            // `async def` is refused, so there is no place for it.
            Expr::Await(_) if self.scope().is_function() => return self.fail(at, "'await' outside async function"),
            Expr::Await(_) => return self.fail(at, "'await' outside function"),
            Expr::TString(_) | Expr::IpyEscapeCommand(_) => return self.fail(at, "invalid syntax"),
            // Constants and what has a left side are done before.
            _ => {}
        }
        Ok(())
    }

    fn name_object_of_walrus(&mut self, node: &'a ast::ExprNamed) {
        if let (Expr::Name(name), Expr::Call(_), true) = (&*node.target, &*node.value, self.unit.is_reachable()) {
            let index = self.unit.constant(Constant::Str(name.id.as_str().into()));
            self.op(Op::NameObject(index), node.range);
        }
    }

    /// Place of an attribute's instruction: where the object is on earlier lines, only the attribute's name.
    pub(super) fn attribute_span(&self, node: &ast::ExprAttribute) -> Span {
        let mut span = self.lines.span(node.range);
        if span.line != span.end_line {
            span.line = span.end_line;
            span.column = span.end_column.saturating_sub(node.attr.as_str().chars().count() as u32);
        }
        span
    }

    fn bool_op(&mut self, node: &'a ast::ExprBoolOp) -> Result {
        let Some((last, rest)) = node.values.split_last() else { return Ok(()) };
        let end = self.unit.label();
        for value in rest {
            self.expr(value)?;
            self.jump(if node.op == ast::BoolOp::And { Op::JumpIfFalseOrPop } else { Op::JumpIfTrueOrPop }, end, node.range);
        }
        self.expr(last)?;
        self.unit.bind(end);
        Ok(())
    }

    fn compare(&mut self, node: &'a ast::ExprCompare) -> Result {
        self.warn_of_identity(node);
        self.expr(&node.left)?;
        if node.ops.len() == 1 {
            self.comparator(node, 0)?;
            return Ok(());
        }
        let (cleanup, end) = (self.unit.label(), self.unit.label());
        self.chained_comparisons(node, |compiler| compiler.jump(Op::JumpIfFalseOrPop, cleanup, node.range))?;
        self.jump(Op::Jump, end, node.range);
        self.unit.bind(cleanup);
        self.op(Op::Swap(2), node.range);
        self.op(Op::Pop, node.range);
        self.unit.bind(end);
        Ok(())
    }

    /// `left → result` of the last comparison; `fail` jumps where an earlier one is false, with its right side below it.
    fn chained_comparisons(&mut self, node: &'a ast::ExprCompare, mut fail: impl FnMut(&mut Self)) -> Result {
        let last = node.ops.len() - 1;
        for index in 0..last {
            self.expr(&node.comparators[index])?;
            self.op(Op::Swap(2), node.range);
            self.op(Op::Copy(2), node.range);
            self.comparison(node.ops[index], node.range);
            fail(self);
        }
        self.comparator(node, last)
    }

    fn comparator(&mut self, node: &'a ast::ExprCompare, index: usize) -> Result {
        let (op, right) = (node.ops[index], &node.comparators[index]);
        match (op, right) {
            (ast::CmpOp::In | ast::CmpOp::NotIn, Expr::Set(set)) if let Some(items) = constants(&set.elts) => {
                self.constant(Constant::FrozenSet(items), right.range());
            }
            (ast::CmpOp::In | ast::CmpOp::NotIn, Expr::List(list)) if let Some(items) = constants(&list.elts) => {
                self.constant(Constant::Tuple(items), right.range());
            }
            _ => self.expr(right)?,
        }
        self.comparison(op, node.range);
        Ok(())
    }

    fn comparison(&mut self, op: ast::CmpOp, at: TextRange) {
        let op = match op {
            ast::CmpOp::Eq => Op::Compare(CompareOp::Equal),
            ast::CmpOp::NotEq => Op::Compare(CompareOp::NotEqual),
            ast::CmpOp::Lt => Op::Compare(CompareOp::Less),
            ast::CmpOp::LtE => Op::Compare(CompareOp::LessEqual),
            ast::CmpOp::Gt => Op::Compare(CompareOp::Greater),
            ast::CmpOp::GtE => Op::Compare(CompareOp::GreaterEqual),
            ast::CmpOp::Is => Op::Is { invert: false },
            ast::CmpOp::IsNot => Op::Is { invert: true },
            ast::CmpOp::In => Op::Contains { invert: false },
            ast::CmpOp::NotIn => Op::Contains { invert: true },
        };
        self.op(op, at);
    }

    /// Jumps to `target` if the truth of `expr` is `when`, else goes on.
    pub(super) fn jump_if(&mut self, expr: &'a Expr, when: bool, target: Label) -> Result {
        let at = expr.range();
        if let Some(value) = fold::constant(expr) {
            if fold::truth(&value) == when {
                self.jump(Op::Jump, target, at);
            }
            return Ok(());
        }
        match expr {
            Expr::UnaryOp(node) if node.op == ast::UnaryOp::Not => self.jump_if(&node.operand, !when, target),
            Expr::BoolOp(node) => {
                let Some((last, rest)) = node.values.split_last() else { return Ok(()) };
                let deciding = node.op == ast::BoolOp::Or;
                let end = self.unit.label();
                for value in rest {
                    self.jump_if(value, deciding, if deciding == when { target } else { end })?;
                }
                self.jump_if(last, when, target)?;
                self.unit.bind(end);
                Ok(())
            }
            Expr::If(node) => {
                let (orelse, end) = (self.unit.label(), self.unit.label());
                self.jump_if(&node.test, false, orelse)?;
                self.jump_if(&node.body, when, target)?;
                self.jump(Op::Jump, end, at);
                self.unit.bind(orelse);
                self.jump_if(&node.orelse, when, target)?;
                self.unit.bind(end);
                Ok(())
            }
            Expr::Compare(node) if node.ops.len() > 1 => {
                self.warn_of_identity(node);
                let (cleanup, end) = (self.unit.label(), self.unit.label());
                self.expr(&node.left)?;
                self.chained_comparisons(node, |compiler| compiler.jump(Op::JumpIfFalse, cleanup, at))?;
                self.jump(if when { Op::JumpIfTrue } else { Op::JumpIfFalse }, target, at);
                self.jump(Op::Jump, end, at);
                self.unit.bind(cleanup);
                self.op(Op::Pop, at);
                if !when {
                    self.jump(Op::Jump, target, at);
                }
                self.unit.bind(end);
                Ok(())
            }
            _ => {
                self.expr(expr)?;
                self.jump(if when { Op::JumpIfTrue } else { Op::JumpIfFalse }, target, at);
                Ok(())
            }
        }
    }

    /// What a loop goes over: a list display of constants is a constant.
    pub(super) fn iterable(&mut self, expr: &'a Expr) -> Result {
        if let Expr::List(list) = expr
            && let Some(items) = constants(&list.elts)
        {
            self.constant(Constant::Tuple(items), expr.range());
            return Ok(());
        }
        self.expr(expr)
    }

    fn slice(&mut self, node: &'a ast::ExprSlice) -> Result {
        for part in [&node.lower, &node.upper] {
            match part {
                Some(part) => self.expr(part)?,
                None => self.op(Op::LoadNone, node.range),
            }
        }
        if let Some(step) = &node.step {
            self.expr(step)?;
        }
        self.op(Op::BuildSlice(2 + u32::from(node.step.is_some())), node.range);
        Ok(())
    }

    fn tuple(&mut self, items: &'a [Expr], at: TextRange) -> Result {
        if items.len() <= DISPLAY_ON_STACK && !items.iter().any(Expr::is_starred_expr) {
            items.iter().try_for_each(|item| self.expr(item))?;
            self.op(Op::BuildTuple(items.len() as u32), at);
            return Ok(());
        }
        self.list_of(items, at)?;
        self.op(Op::ListToTuple, at);
        Ok(())
    }

    fn list(&mut self, items: &'a [Expr], at: TextRange) -> Result {
        match constants(items) {
            Some(values) if values.len() > 2 => {
                self.op(Op::BuildList(0), at);
                self.constant(Constant::Tuple(values), at);
                self.op(Op::ListExtend(1), at);
                Ok(())
            }
            _ => self.list_of(items, at),
        }
    }

    /// `→ list`; stars are unpacked.
    pub(super) fn list_of(&mut self, items: &'a [Expr], at: TextRange) -> Result {
        self.items(items, at, [Op::BuildList, Op::ListAppend, Op::ListExtend])
    }

    fn set(&mut self, node: &'a ast::ExprSet) -> Result {
        match constants(&node.elts) {
            Some(values) if values.len() > 2 => {
                self.op(Op::BuildSet(0), node.range);
                self.constant(Constant::FrozenSet(values), node.range);
                self.op(Op::SetUpdate(1), node.range);
                Ok(())
            }
            _ => self.items(&node.elts, node.range, [Op::BuildSet, Op::SetAdd, Op::SetUpdate]),
        }
    }

    fn items(&mut self, items: &'a [Expr], at: TextRange, [build, add, extend]: [fn(u32) -> Op; 3]) -> Result {
        let plain = items.iter().position(Expr::is_starred_expr).unwrap_or(items.len());
        let on_stack = if items.len() > DISPLAY_ON_STACK { 0 } else { plain };
        items[..on_stack].iter().try_for_each(|item| self.expr(item))?;
        self.op(build(on_stack as u32), at);
        items[on_stack..].iter().try_for_each(|item| {
            if let Expr::Starred(starred) = item {
                self.expr(&starred.value)?;
                self.op(extend(1), at);
            } else {
                self.expr(item)?;
                self.op(add(1), at);
            }
            Ok(())
        })
    }

    fn dict(&mut self, node: &'a ast::ExprDict) -> Result {
        let plain = node.items.iter().position(|item| item.key.is_none()).unwrap_or(node.items.len());
        let on_stack = if node.items.len() > PAIRS_ON_STACK { 0 } else { plain };
        for item in &node.items[..on_stack] {
            item.key.iter().chain([&item.value]).try_for_each(|part| self.expr(part))?;
        }
        self.op(Op::BuildMap(on_stack as u32), node.range);
        for item in &node.items[on_stack..] {
            item.key.iter().chain([&item.value]).try_for_each(|part| self.expr(part))?;
            self.op(if item.key.is_some() { Op::MapAdd(1) } else { Op::DictUpdate(1) }, node.range);
        }
        Ok(())
    }

    fn f_string(&mut self, node: &'a ast::ExprFString) -> Result {
        let mut parts = Vec::new();
        for part in &node.value {
            match part {
                ast::FStringPart::Literal(literal) => parts.push(Part::Text(literal.as_str())),
                ast::FStringPart::FString(string) => add_parts(&mut parts, &string.elements),
            }
        }
        self.join(&parts, node.range, 0)
    }

    /// `→ str`: text and replacement fields, joined.
    fn join(&mut self, parts: &[Part<'a>], at: TextRange, nesting: u32) -> Result {
        let (mut text, mut count) = (String::new(), 0);
        for part in parts {
            match part {
                Part::Text(more) => text.push_str(more),
                Part::Field(field) => {
                    if !text.is_empty() {
                        self.constant(Constant::Str(std::mem::take(&mut text).into()), at);
                        count += 1;
                    }
                    self.field(field, nesting, at)?;
                    count += 1;
                }
            }
        }
        if !text.is_empty() || count == 0 {
            self.constant(Constant::Str(text.into()), at);
            count += 1;
        }
        if count > 1 {
            self.op(Op::BuildString(count), at);
        }
        Ok(())
    }

    fn field(&mut self, field: &'a ast::InterpolatedElement, nesting: u32, at: TextRange) -> Result {
        if nesting >= 2 {
            return self.fail(field.range, "f-string: expressions nested too deeply");
        }
        self.expr(&field.expression)?;
        let conversion = match field.conversion {
            // `{x=}` shows the repr unless told otherwise.
            ast::ConversionFlag::None if field.debug_text.is_some() && field.format_spec.is_none() => Conversion::Repr,
            ast::ConversionFlag::None => Conversion::None,
            ast::ConversionFlag::Str => Conversion::Str,
            ast::ConversionFlag::Ascii => Conversion::Ascii,
            ast::ConversionFlag::Repr => Conversion::Repr,
        };
        if let Some(spec) = &field.format_spec {
            let mut parts = Vec::new();
            add_parts(&mut parts, &spec.elements);
            self.join(&parts, at, nesting + 1)?;
        }
        self.op(Op::Format { conversion, spec: field.format_spec.is_some() }, at);
        Ok(())
    }
}

/// A piece of an f-string.
enum Part<'a> {
    Text(&'a str),
    Field(&'a ast::InterpolatedElement),
}

fn add_parts<'a>(parts: &mut Vec<Part<'a>>, elements: &'a ast::InterpolatedStringElements) {
    for element in elements {
        match element {
            ast::InterpolatedStringElement::Literal(text) => parts.push(Part::Text(&text.value)),
            ast::InterpolatedStringElement::Interpolation(field) => {
                if let Some(debug) = &field.debug_text {
                    parts.push(Part::Text(debug.as_str()));
                }
                parts.push(Part::Field(field));
            }
        }
    }
}

/// The values of a display all of whose items are constants.
fn constants(items: &[Expr]) -> Option<Vec<Constant>> {
    items.iter().map(fold::constant).collect()
}

/// Whether a call passes neither `*args` nor `**kwargs`.
pub(super) fn is_simple(arguments: &ast::Arguments) -> bool {
    !arguments.args.iter().any(Expr::is_starred_expr) && arguments.keywords.iter().all(|keyword| keyword.arg.is_some())
}

pub(super) fn binary_op(op: ast::Operator) -> BinaryOp {
    match op {
        ast::Operator::Add => BinaryOp::Add,
        ast::Operator::Sub => BinaryOp::Subtract,
        ast::Operator::Mult => BinaryOp::Multiply,
        ast::Operator::MatMult => BinaryOp::MatrixMultiply,
        ast::Operator::Div => BinaryOp::TrueDivide,
        ast::Operator::Mod => BinaryOp::Remainder,
        ast::Operator::Pow => BinaryOp::Power,
        ast::Operator::LShift => BinaryOp::LeftShift,
        ast::Operator::RShift => BinaryOp::RightShift,
        ast::Operator::BitOr => BinaryOp::Or,
        ast::Operator::BitXor => BinaryOp::Xor,
        ast::Operator::BitAnd => BinaryOp::And,
        ast::Operator::FloorDiv => BinaryOp::FloorDivide,
    }
}
