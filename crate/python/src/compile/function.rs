//! Calls, and bodies that become code objects of their own: functions, lambdas, comprehensions, classes.

use std::collections::BTreeSet;
use std::sync::Arc;

use ruff_python_ast::{self as ast, Expr};
use ruff_text_size::{Ranged, TextRange, TextSize};

use super::compiler::{Compiler, Result, docstring, has_annotations};
use super::expr::is_simple;
use super::fold;
use super::scope::{ScopeKind, node_key};
use super::unit::Unit;
use crate::code::{CodeKind, Constant, Op, Parameters, Span, function_flags};

impl<'a> Compiler<'a> {
    /// `f _|self a1 .. an → result` where the callee and the first `given` arguments are on the stack.
    pub(super) fn call(&mut self, arguments: &'a ast::Arguments, given: u32, span: Span) -> Result {
        self.check_keywords(arguments)?;
        if !is_simple(arguments) {
            return self.call_unpacked(arguments, given, span);
        }
        arguments.args.iter().try_for_each(|argument| self.expr(argument))?;
        arguments.keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))?;
        let count = given + (arguments.args.len() + arguments.keywords.len()) as u32;
        if arguments.keywords.is_empty() {
            self.op_at(Op::Call(count), span);
        } else if self.unit.is_reachable() {
            let names = arguments.keywords.iter().filter_map(|keyword| keyword.arg.as_ref());
            let names = Constant::Tuple(names.map(|name| Constant::Str(name.as_str().into())).collect());
            let names = self.unit.constant(names);
            self.op_at(Op::CallKw { count, names }, span);
        }
        Ok(())
    }

    fn check_keywords(&self, arguments: &ast::Arguments) -> Result {
        let mut seen = BTreeSet::new();
        for keyword in &arguments.keywords {
            if let Some(name) = keyword.arg.as_ref()
                && !seen.insert(name.as_str())
            {
                return self.fail(keyword.range, format!("keyword argument repeated: {name}"));
            }
        }
        Ok(())
    }

    /// With `*args` or `**kwargs`: arguments as a list, keyword arguments as a dict.
    fn call_unpacked(&mut self, arguments: &'a ast::Arguments, given: u32, span: Span) -> Result {
        if given > 0 {
            self.op_at(Op::BuildList(given), span);
            for argument in &arguments.args {
                if let Expr::Starred(starred) = argument {
                    self.expr(&starred.value)?;
                    self.op_at(Op::ListExtend(1), span);
                } else {
                    self.expr(argument)?;
                    self.op_at(Op::ListAppend(1), span);
                }
            }
        } else if let [Expr::Starred(starred)] = &*arguments.args {
            self.op_at(Op::BuildList(0), span);
            self.expr(&starred.value)?;
            self.op_at(Op::SpreadArguments, span);
        } else {
            self.list_of(&arguments.args, arguments.range)?;
        }
        let keywords = &arguments.keywords;
        if !keywords.is_empty() {
            let plain = keywords.iter().position(|keyword| keyword.arg.is_none()).unwrap_or(keywords.len());
            for keyword in &keywords[..plain] {
                self.keyword(keyword)?;
            }
            self.op_at(Op::BuildMap(plain as u32), span);
            for keyword in &keywords[plain..] {
                self.keyword(keyword)?;
                if keyword.arg.is_some() {
                    // A dict of its own, so that a name given twice is noticed.
                    self.op_at(Op::BuildMap(1), span);
                }
                self.op_at(Op::DictMerge(1), span);
            }
        }
        self.op_at(Op::CallEx { keywords: !keywords.is_empty() }, span);
        Ok(())
    }

    fn keyword(&mut self, keyword: &'a ast::Keyword) -> Result {
        if let Some(name) = &keyword.arg {
            self.constant(Constant::Str(name.as_str().into()), keyword.range);
        }
        self.expr(&keyword.value)
    }

    /// Starts the code object of scope `scope`.
    fn open(&mut self, scope: usize, kind: CodeKind, name: &str, first_line: u32) {
        let qualname = self.qualified(name, self.scopes.list[scope].kind);
        let mut unit = Unit::new(scope, kind, name.into(), qualname, first_line);
        let made = &self.scopes.list[scope];
        unit.locals = made.order.iter().filter(|name| made.symbols[*name].parameter).cloned().collect();
        unit.cells = made.cells.iter().map(|name| (name.clone(), None)).collect();
        unit.free = made.free.iter().cloned().collect();
        self.outer.push(std::mem::replace(&mut self.unit, unit));
    }

    fn qualified(&self, name: &str, kind: ScopeKind) -> Arc<str> {
        let around = self.scope();
        let mangled = self.mangled(name);
        let is_global =
            matches!(kind, ScopeKind::Function | ScopeKind::Class) && around.symbols.get(&mangled).is_some_and(|symbol| symbol.global);
        match around.kind {
            ScopeKind::Module => name.into(),
            _ if is_global => name.into(),
            ScopeKind::Class => format!("{}.{name}", self.unit.qualname).into(),
            _ => format!("{}.<locals>.{name}", self.unit.qualname).into(),
        }
    }

    /// After the parameters are in place: further locals, and which parameters live in cells.
    fn settle(&mut self) {
        let scope = &self.scopes.list[self.unit.scope];
        if self.unit.kind != CodeKind::Class {
            let more: Vec<_> = scope.fast_locals().cloned().collect();
            for (name, slot) in &mut self.unit.cells {
                let parameter = scope.symbols.get(name).is_some_and(|symbol| symbol.parameter);
                *slot = self.unit.locals.iter().position(|local| parameter && local == name).map(|slot| slot as u32);
            }
            self.unit.locals.extend(more);
        }
    }

    /// Ends the code object; `[defaults] [keyword defaults] [annotations] → function` in the one around it.
    fn close(&mut self, flags: u8, at: TextRange) {
        let Some(outer) = self.outer.pop() else { return };
        let unit = std::mem::replace(&mut self.unit, outer);
        if !self.unit.is_reachable() {
            return;
        }
        let mut flags = flags;
        if !unit.free.is_empty() {
            flags |= function_flags::CLOSURE;
            for name in &unit.free {
                self.cell(Op::LoadClosure, name, at);
            }
            self.op(Op::BuildTuple(unit.free.len() as u32), at);
        }
        let code = Constant::Code(Arc::new(unit.finish(&self.file)));
        let code = self.unit.constant(code);
        self.op(Op::MakeFunction { code, flags }, at);
    }

    fn function_kind(&self, scope: usize) -> CodeKind {
        if self.scopes.list[scope].is_generator { CodeKind::Generator } else { CodeKind::Function }
    }

    pub(super) fn function_definition(&mut self, node: &'a ast::StmtFunctionDef) -> Result {
        if node.is_async {
            return self.unsupported(node.range, "`async def` is not supported; use `def` and threads");
        }
        self.decorators(&node.decorator_list)?;
        let at = self.header(node.range, &node.decorator_list, node.name.range);
        self.line(at);
        let mut flags = self.defaults(&node.parameters, at)?;
        flags |= self.annotations(&node.parameters, node.returns.as_deref(), at)?;
        let scope = self.scope_of(node_key(node));
        let first_line = node.decorator_list.first().map_or(at, Ranged::range);
        self.open(scope, self.function_kind(scope), &node.name, self.lines.line(first_line.start()));
        self.parameters(Some(&node.parameters));
        self.settle();
        if self.unit.kind == CodeKind::Generator {
            self.op(Op::ReturnGenerator, at);
        }
        self.unit.doc = docstring(&node.body).map(|(doc, _)| doc);
        self.statements(&node.body)?;
        self.implicit_return(node.body.last());
        self.close(flags, at);
        self.decorate(&node.decorator_list);
        self.store_name(&node.name, at);
        Ok(())
    }

    /// Range of a definition from `def` or `class` to the name: decorators have lines of their own.
    fn header(&self, range: TextRange, decorators: &[ast::Decorator], name: TextRange) -> TextRange {
        let after = decorators.last().map_or(range.start(), Ranged::end);
        let text = &self.lines.source()[TextRange::new(after, name.start())];
        let keyword = text.rfind("def").or_else(|| text.rfind("class")).unwrap_or(0);
        TextRange::new(after + TextSize::new(keyword as u32), range.end())
    }

    /// `→ d1 _ .. dn _`: decorators, ready to be called.
    fn decorators(&mut self, decorators: &'a [ast::Decorator]) -> Result {
        for decorator in decorators {
            let at = decorator.expression.range();
            self.line(at);
            self.expr(&decorator.expression)?;
            self.op(Op::PushNull, at);
        }
        Ok(())
    }

    /// `d1 _ .. dn _ f → decorated`
    fn decorate(&mut self, decorators: &'a [ast::Decorator]) {
        for decorator in decorators.iter().rev() {
            self.op(Op::Call(1), decorator.expression.range());
        }
    }

    /// `→ [defaults] [keyword defaults]`
    fn defaults(&mut self, parameters: &'a ast::Parameters, at: TextRange) -> Result<u8> {
        let mut flags = 0;
        let positional = parameters.posonlyargs.iter().chain(&parameters.args).filter_map(|parameter| parameter.default.as_deref());
        let values: Option<Vec<_>> = positional.clone().map(fold::constant).collect();
        let count = positional.clone().count() as u32;
        if count > 0 {
            flags |= function_flags::DEFAULTS;
            if let Some(values) = values {
                self.constant(Constant::Tuple(values), at);
            } else {
                positional.into_iter().try_for_each(|value| self.expr(value))?;
                self.op(Op::BuildTuple(count), at);
            }
        }
        let mut count = 0;
        for parameter in &parameters.kwonlyargs {
            if let Some(value) = &parameter.default {
                self.constant(Constant::Str(self.mangled(&parameter.parameter.name)), at);
                self.expr(value)?;
                count += 1;
            }
        }
        if count > 0 {
            flags |= function_flags::KEYWORD_DEFAULTS;
            self.op(Op::BuildMap(count), at);
        }
        Ok(flags)
    }

    /// `→ [annotations]`
    fn annotations(&mut self, parameters: &'a ast::Parameters, returns: Option<&'a Expr>, at: TextRange) -> Result<u8> {
        let mut count = 0;
        for parameter in parameters {
            if let Some(annotation) = parameter.annotation() {
                self.constant(Constant::Str(self.mangled(parameter.name())), at);
                self.annotation(annotation)?;
                count += 1;
            }
        }
        if let Some(returns) = returns {
            self.constant(Constant::Str("return".into()), at);
            self.annotation(returns)?;
            count += 1;
        }
        if count == 0 {
            return Ok(0);
        }
        self.op(Op::BuildMap(count), at);
        Ok(function_flags::ANNOTATIONS)
    }

    /// Puts the parameters of the open code object into its first local slots.
    fn parameters(&mut self, parameters: Option<&ast::Parameters>) {
        let Some(parameters) = parameters else { return };
        let mangled = |parameter: &ast::Parameter| self.mangled(&parameter.name);
        let plain = parameters.posonlyargs.iter().chain(&parameters.args).chain(&parameters.kwonlyargs);
        let mut locals: Vec<_> = plain.map(|parameter| mangled(&parameter.parameter)).collect();
        locals.extend(parameters.vararg.iter().chain(&parameters.kwarg).map(|parameter| mangled(parameter)));
        self.unit.locals = locals;
        self.unit.parameters = Parameters {
            positional_only: parameters.posonlyargs.len() as u32,
            positional: (parameters.posonlyargs.len() + parameters.args.len()) as u32,
            keyword_only: parameters.kwonlyargs.len() as u32,
            varargs: parameters.vararg.is_some(),
            varkeywords: parameters.kwarg.is_some(),
        };
    }

    pub(super) fn lambda(&mut self, node: &'a ast::ExprLambda) -> Result {
        let at = node.range;
        let flags = node.parameters.as_deref().map_or(Ok(0), |parameters| self.defaults(parameters, at))?;
        let scope = self.scope_of(node_key(node));
        self.open(scope, self.function_kind(scope), "<lambda>", self.lines.line(at.start()));
        self.parameters(node.parameters.as_deref());
        self.settle();
        if self.unit.kind == CodeKind::Generator {
            self.op(Op::ReturnGenerator, at);
        }
        self.line(node.body.range());
        self.expr(&node.body)?;
        self.op(Op::Return, node.body.range());
        self.close(flags, at);
        Ok(())
    }

    pub(super) fn comprehension(&mut self, expr: &'a Expr) -> Result {
        let (key, generators, name, build): (_, &'a [ast::Comprehension], _, Option<Op>) = match expr {
            Expr::ListComp(node) => (node_key(node), &node.generators, "<listcomp>", Some(Op::BuildList(0))),
            Expr::SetComp(node) => (node_key(node), &node.generators, "<setcomp>", Some(Op::BuildSet(0))),
            Expr::DictComp(node) => (node_key(node), &node.generators, "<dictcomp>", Some(Op::BuildMap(0))),
            Expr::Generator(node) => (node_key(node), &node.generators, "<genexpr>", None),
            _ => return Ok(()),
        };
        let at = self.comprehension_range(expr);
        let Some(first) = generators.first() else { return Ok(()) };
        if let Some(generator) = generators.iter().find(|generator| generator.is_async) {
            return self.fail(generator.range, "asynchronous comprehension outside of an asynchronous function");
        }
        let scope = self.scope_of(key);
        self.open(scope, self.function_kind(scope), name, self.lines.line(at.start()));
        self.unit.locals = vec![".0".into()];
        self.unit.parameters.positional = 1;
        self.settle();
        if build.is_none() {
            self.op(Op::ReturnGenerator, at);
        }
        self.line(at);
        if let Some(build) = build {
            self.op(build, at);
        }
        self.generator(expr, generators, 0, at)?;
        if build.is_none() {
            self.op(Op::LoadNone, at);
        }
        self.op(Op::Return, at);
        self.close(0, at);
        self.op(Op::PushNull, at);
        self.iterable(&first.iter)?;
        self.op(Op::GetIter, at);
        self.op(Op::Call(1), at);
        Ok(())
    }

    /// Range of a comprehension; a generator expression that is a call's only argument has the call's parentheses.
    fn comprehension_range(&self, expr: &Expr) -> TextRange {
        let range = expr.range();
        let source = self.lines.source();
        match expr {
            Expr::Generator(node) if !node.parenthesized => {
                let from = source[..range.start().to_usize()].rfind('(').unwrap_or(range.start().to_usize());
                let to = source[range.end().to_usize()..].find(')').map_or(range.end().to_usize(), |at| range.end().to_usize() + at + 1);
                TextRange::new(TextSize::new(from as u32), TextSize::new(to as u32))
            }
            _ => range,
        }
    }

    /// The loop of generator `index`, with those after it inside.
    fn generator(&mut self, expr: &'a Expr, generators: &'a [ast::Comprehension], index: usize, at: TextRange) -> Result {
        let Some(generator) = generators.get(index) else { return self.element(expr, generators.len() as u32, at) };
        if index == 0 {
            self.op(Op::LoadFast(0), at);
        } else {
            self.iterable(&generator.iter)?;
            self.op(Op::GetIter, at);
        }
        let (next, end) = (self.unit.label(), self.unit.label());
        let start = self.unit.here();
        self.jump(Op::ForIter, end, at);
        self.store(&generator.target)?;
        for test in &generator.ifs {
            self.jump_if(test, false, next)?;
        }
        self.generator(expr, generators, index + 1, at)?;
        self.unit.bind(next);
        self.jump(Op::JumpBackward, start, at);
        self.unit.bind(end);
        Ok(())
    }

    /// One item, added to what `depth` iterators lie above, or yielded.
    fn element(&mut self, expr: &'a Expr, depth: u32, at: TextRange) -> Result {
        match expr {
            Expr::ListComp(node) => {
                self.expr(&node.elt)?;
                self.op(Op::ListAppend(depth + 1), at);
            }
            Expr::SetComp(node) => {
                self.expr(&node.elt)?;
                self.op(Op::SetAdd(depth + 1), at);
            }
            Expr::DictComp(node) => {
                let Some(key) = &node.key else { return self.fail(node.range, "dict unpacking cannot be used in dict comprehension") };
                self.expr(key)?;
                self.expr(&node.value)?;
                self.op(Op::MapAdd(depth + 1), at);
            }
            Expr::Generator(node) => {
                self.expr(&node.elt)?;
                self.op(Op::Yield, at);
                self.op(Op::Pop, at);
            }
            _ => {}
        }
        Ok(())
    }

    pub(super) fn class_definition(&mut self, node: &'a ast::StmtClassDef) -> Result {
        self.decorators(&node.decorator_list)?;
        let at = self.header(node.range, &node.decorator_list, node.name.range);
        let span = self.lines.span(at);
        self.line(at);
        self.op(Op::LoadBuildClass, at);
        self.op(Op::PushNull, at);
        let scope = self.scope_of(node_key(node));
        let first_line = node.decorator_list.first().map_or(at, Ranged::range);
        self.open(scope, CodeKind::Class, &node.name, self.lines.line(first_line.start()));
        self.line(at);
        let top = TextRange::empty(at.start());
        self.load_name("__name__", top);
        self.store_name("__module__", top);
        self.constant(Constant::Str(self.unit.qualname.clone()), top);
        self.store_name("__qualname__", top);
        self.docstring(&node.body, "__doc__");
        if has_annotations(&node.body) {
            self.op(Op::SetupAnnotations, at);
        }
        self.statements(&node.body)?;
        if self.scope().needs_class_cell {
            self.cell(Op::LoadClosure, "__class__", at);
            self.op(Op::Dup, at);
            self.store_name("__classcell__", at);
        } else {
            self.op(Op::LoadNone, at);
        }
        self.op(Op::Return, at);
        self.close(0, at);
        self.constant(Constant::Str(node.name.as_str().into()), at);
        match &node.arguments {
            Some(arguments) => self.call(arguments, 2, span)?,
            None => self.op(Op::Call(2), at),
        }
        self.decorate(&node.decorator_list);
        self.store_name(&node.name, at);
        Ok(())
    }
}
