//! The walk over the syntax tree that fills the scopes.

use std::sync::Arc;

use ruff_python_ast::{self as ast, Expr, Stmt};
use ruff_text_size::TextRange;

use super::error::syntax;
use super::lines::Lines;
use super::scope::{ScopeKind, Scopes, mangle, node_key};
use crate::code::CompileError;

type Result<T = ()> = std::result::Result<T, CompileError>;

/// Records every scope of `body` and resolves its names.
pub(super) fn scopes(body: &[Stmt], lines: &Lines<'_>, future_annotations: bool) -> Result<Scopes> {
    let mut walk = Walk { scopes: Scopes::new(), lines, scope: 0, class: None, future_annotations, in_iterable: false };
    walk.scopes.open(ScopeKind::Module, None, None);
    walk.statements(body)?;
    walk.scopes.resolve(lines)?;
    Ok(walk.scopes)
}

struct Walk<'a> {
    scopes: Scopes,
    lines: &'a Lines<'a>,
    scope: usize,
    class: Option<Arc<str>>,
    future_annotations: bool,
    /// Inside the iterable expression of a comprehension.
    in_iterable: bool,
}

impl Walk<'_> {
    fn fail<T>(&self, range: TextRange, message: impl Into<String>) -> Result<T> {
        Err(syntax(self.lines, range, message))
    }

    fn mangled(&self, name: &str) -> Arc<str> {
        mangle(self.class.as_deref(), name)
    }

    fn kind(&self) -> ScopeKind {
        self.scopes.list[self.scope].kind
    }

    fn used(&mut self, name: &str) {
        let name = self.mangled(name);
        self.scopes.symbol(self.scope, &name).used = true;
    }

    fn bound(&mut self, name: &str, range: TextRange) -> Result {
        if name == "__debug__" {
            return self.fail(range, "cannot assign to __debug__");
        }
        let name = self.mangled(name);
        self.scopes.symbol(self.scope, &name).bound = true;
        Ok(())
    }

    fn statements(&mut self, body: &[Stmt]) -> Result {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    fn statement(&mut self, statement: &Stmt) -> Result {
        match statement {
            Stmt::FunctionDef(def) => {
                self.bound(&def.name, def.name.range)?;
                self.defaults(&def.parameters)?;
                if !self.future_annotations {
                    self.annotations(&def.parameters, def.returns.as_deref())?;
                }
                def.decorator_list.iter().try_for_each(|decorator| self.expr(&decorator.expression))?;
                self.inside(ScopeKind::Function, node_key(def), |walk| {
                    walk.parameters(&def.parameters)?;
                    walk.statements(&def.body)
                })
            }
            Stmt::ClassDef(def) => {
                self.bound(&def.name, def.name.range)?;
                if let Some(arguments) = &def.arguments {
                    self.arguments(arguments)?;
                }
                def.decorator_list.iter().try_for_each(|decorator| self.expr(&decorator.expression))?;
                let class = self.class.replace(def.name.as_str().into());
                let done = self.inside(ScopeKind::Class, node_key(def), |walk| walk.statements(&def.body));
                self.class = class;
                done
            }
            Stmt::Return(node) => self.optional(node.value.as_deref()),
            Stmt::Delete(node) => node.targets.iter().try_for_each(|target| match target {
                Expr::Name(name) if name.id.as_str() == "__debug__" => self.fail(name.range, "cannot delete __debug__"),
                other => self.target(other),
            }),
            Stmt::Assign(node) => {
                node.targets.iter().try_for_each(|target| self.target(target))?;
                self.expr(&node.value)
            }
            Stmt::AugAssign(node) => {
                self.target(&node.target)?;
                self.expr(&node.value)
            }
            Stmt::AnnAssign(node) => self.annotated_assignment(node),
            Stmt::For(node) => {
                self.target(&node.target)?;
                self.expr(&node.iter)?;
                self.statements(&node.body)?;
                self.statements(&node.orelse)
            }
            Stmt::While(node) => {
                self.expr(&node.test)?;
                self.statements(&node.body)?;
                self.statements(&node.orelse)
            }
            Stmt::If(node) => {
                self.expr(&node.test)?;
                self.statements(&node.body)?;
                node.elif_else_clauses.iter().try_for_each(|clause| {
                    self.optional(clause.test.as_ref())?;
                    self.statements(&clause.body)
                })
            }
            Stmt::With(node) => {
                for item in &node.items {
                    self.expr(&item.context_expr)?;
                    if let Some(target) = &item.optional_vars {
                        self.target(target)?;
                    }
                }
                self.statements(&node.body)
            }
            Stmt::Raise(node) => {
                self.optional(node.exc.as_deref())?;
                self.optional(node.cause.as_deref())
            }
            Stmt::Try(node) => {
                self.statements(&node.body)?;
                self.statements(&node.orelse)?;
                for ast::ExceptHandler::ExceptHandler(handler) in &node.handlers {
                    self.optional(handler.type_.as_deref())?;
                    if let Some(name) = &handler.name {
                        self.bound(name, name.range)?;
                    }
                    self.statements(&handler.body)?;
                }
                self.statements(&node.finalbody)
            }
            Stmt::Assert(node) => {
                self.expr(&node.test)?;
                self.optional(node.msg.as_deref())
            }
            Stmt::Import(node) => node.names.iter().try_for_each(|alias| {
                let name = alias.asname.as_ref().map_or_else(|| alias.name.split('.').next().unwrap_or_default(), |name| name.as_str());
                self.bound(name, alias.range)
            }),
            Stmt::ImportFrom(node) => node.names.iter().try_for_each(|alias| {
                if &alias.name == "*" {
                    if self.kind() != ScopeKind::Module {
                        return self.fail(node.range, "import * only allowed at module level");
                    }
                    return Ok(());
                }
                self.bound(alias.asname.as_ref().unwrap_or(&alias.name), alias.range)
            }),
            Stmt::Global(node) => node.names.iter().try_for_each(|name| self.global(name, node.range)),
            Stmt::Nonlocal(node) => node.names.iter().try_for_each(|name| self.nonlocal(name, node.range)),
            Stmt::Expr(node) => self.expr(&node.value),
            Stmt::Pass(_) | Stmt::Break(_) | Stmt::Continue(_) => Ok(()),
            // Refused when code is made of them.
            Stmt::Match(_) | Stmt::TypeAlias(_) | Stmt::IpyEscapeCommand(_) => Ok(()),
        }
    }

    fn annotated_assignment(&mut self, node: &ast::StmtAnnAssign) -> Result {
        if let Expr::Name(name) = &*node.target {
            let mangled = self.mangled(&name.id);
            let is_module = self.kind() == ScopeKind::Module;
            let symbol = self.scopes.symbol(self.scope, &mangled);
            if (symbol.global || symbol.nonlocal) && !is_module && node.simple {
                let what = if symbol.global { "global" } else { "nonlocal" };
                return self.fail(node.range, format!("annotated name '{}' can't be {what}", name.id));
            }
            if node.simple {
                symbol.annotated = true;
                symbol.bound = true;
            } else if node.value.is_some() {
                symbol.bound = true;
            }
        } else {
            self.expr(&node.target)?;
        }
        if !self.future_annotations {
            self.expr(&node.annotation)?;
        }
        self.optional(node.value.as_deref())
    }

    fn global(&mut self, name: &ast::Identifier, range: TextRange) -> Result {
        let mangled = self.mangled(name);
        let symbol = *self.scopes.symbol(self.scope, &mangled);
        let problem = if symbol.parameter {
            Some(format!("name '{name}' is parameter and global"))
        } else if symbol.nonlocal {
            Some(format!("name '{name}' is nonlocal and global"))
        } else {
            prior(name, symbol, "global")
        };
        if let Some(problem) = problem {
            return self.fail(range, problem);
        }
        let symbol = self.scopes.symbol(self.scope, &mangled);
        symbol.global = true;
        Ok(())
    }

    fn nonlocal(&mut self, name: &ast::Identifier, range: TextRange) -> Result {
        if self.kind() == ScopeKind::Module {
            return self.fail(range, "nonlocal declaration not allowed at module level");
        }
        let mangled = self.mangled(name);
        let symbol = *self.scopes.symbol(self.scope, &mangled);
        let problem = if symbol.parameter {
            Some(format!("name '{name}' is parameter and nonlocal"))
        } else if symbol.global {
            Some(format!("name '{name}' is nonlocal and global"))
        } else {
            prior(name, symbol, "nonlocal")
        };
        if let Some(problem) = problem {
            return self.fail(range, problem);
        }
        self.scopes.symbol(self.scope, &mangled).nonlocal = true;
        self.scopes.list[self.scope].nonlocals.push((mangled, range));
        Ok(())
    }

    /// Walks a scope's inside.
    fn inside(&mut self, kind: ScopeKind, key: usize, body: impl FnOnce(&mut Self) -> Result) -> Result {
        let scope = self.scopes.open(kind, Some(self.scope), self.class.clone());
        self.scopes.by_node.insert(key, scope);
        let around = std::mem::replace(&mut self.scope, scope);
        let in_iterable = std::mem::replace(&mut self.in_iterable, false);
        let done = body(self);
        self.scope = around;
        self.in_iterable = in_iterable;
        done
    }

    fn defaults(&mut self, parameters: &ast::Parameters) -> Result {
        parameters.iter_non_variadic_params().try_for_each(|parameter| self.optional(parameter.default()))
    }

    fn annotations(&mut self, parameters: &ast::Parameters, returns: Option<&Expr>) -> Result {
        parameters.iter().try_for_each(|parameter| match parameter.annotation() {
            // `*args: *Ts`
            Some(Expr::Starred(starred)) => self.expr(&starred.value),
            annotation => self.optional(annotation),
        })?;
        self.optional(returns)
    }

    fn parameters(&mut self, parameters: &ast::Parameters) -> Result {
        for parameter in parameters {
            let name = parameter.name();
            let mangled = self.mangled(name);
            if self.scopes.symbol(self.scope, &mangled).parameter {
                return self.fail(parameter.as_parameter().range, format!("duplicate argument '{name}' in function definition"));
            }
            self.bound(name, name.range)?;
            self.scopes.symbol(self.scope, &mangled).parameter = true;
        }
        Ok(())
    }

    fn arguments(&mut self, arguments: &ast::Arguments) -> Result {
        arguments.args.iter().try_for_each(|argument| self.expr(argument))?;
        arguments.keywords.iter().try_for_each(|keyword| self.expr(&keyword.value))
    }

    fn optional(&mut self, expr: Option<&Expr>) -> Result {
        expr.map_or(Ok(()), |expr| self.expr(expr))
    }

    fn target(&mut self, target: &Expr) -> Result {
        match target {
            Expr::Name(name) => self.bound(&name.id, name.range),
            Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(|item| self.target(item)),
            Expr::List(list) => list.elts.iter().try_for_each(|item| self.target(item)),
            Expr::Starred(starred) => self.target(&starred.value),
            Expr::Attribute(attribute) if attribute.attr.as_str() == "__debug__" => {
                self.fail(attribute.range, "cannot assign to __debug__")
            }
            other => self.expr(other),
        }
    }

    fn expr(&mut self, expr: &Expr) -> Result {
        // Down the left side in a loop: chains of operators, attributes and calls may be long, nesting is capped.
        let (mut chain, mut first) = (Vec::new(), expr);
        while let Some(left) = left_side(first) {
            chain.push(first);
            first = left;
        }
        self.leaf(first)?;
        chain.into_iter().rev().try_for_each(|node| match node {
            Expr::BinOp(node) => self.expr(&node.right),
            Expr::Subscript(node) => self.expr(&node.slice),
            Expr::Call(node) => self.arguments(&node.arguments),
            _ => Ok(()),
        })
    }

    /// An expression that has no left side.
    fn leaf(&mut self, expr: &Expr) -> Result {
        match expr {
            Expr::Name(node) => {
                self.used(&node.id);
                if node.id.as_str() == "super" && self.scopes.list[self.scope].is_function() {
                    self.scopes.symbol(self.scope, &"__class__".into()).used = true;
                }
                Ok(())
            }
            Expr::BoolOp(node) => node.values.iter().try_for_each(|value| self.expr(value)),
            Expr::Named(node) => {
                self.walrus(node)?;
                self.expr(&node.value)
            }
            Expr::UnaryOp(node) => self.expr(&node.operand),
            Expr::Lambda(node) => {
                if let Some(parameters) = &node.parameters {
                    self.defaults(parameters)?;
                }
                self.inside(ScopeKind::Lambda, node_key(node), |walk| {
                    if let Some(parameters) = &node.parameters {
                        walk.parameters(parameters)?;
                    }
                    walk.expr(&node.body)
                })
            }
            Expr::If(node) => {
                self.expr(&node.test)?;
                self.expr(&node.body)?;
                self.expr(&node.orelse)
            }
            Expr::Dict(node) => node.items.iter().try_for_each(|item| {
                self.optional(item.key.as_ref())?;
                self.expr(&item.value)
            }),
            Expr::Set(node) => node.elts.iter().try_for_each(|item| self.expr(item)),
            Expr::List(node) => node.elts.iter().try_for_each(|item| self.expr(item)),
            Expr::Tuple(node) => node.elts.iter().try_for_each(|item| self.expr(item)),
            Expr::ListComp(node) => self.comprehension("list comprehension", node_key(node), &node.generators, None, &node.elt),
            Expr::SetComp(node) => self.comprehension("set comprehension", node_key(node), &node.generators, None, &node.elt),
            Expr::Generator(node) => self.comprehension("generator expression", node_key(node), &node.generators, None, &node.elt),
            Expr::DictComp(node) => {
                self.comprehension("dict comprehension", node_key(node), &node.generators, node.key.as_deref(), &node.value)
            }
            Expr::Yield(node) => {
                self.yields(node.range)?;
                self.optional(node.value.as_deref())
            }
            Expr::YieldFrom(node) => {
                self.yields(node.range)?;
                self.expr(&node.value)
            }
            Expr::Compare(node) => {
                self.expr(&node.left)?;
                node.comparators.iter().try_for_each(|value| self.expr(value))
            }
            Expr::FString(node) => node.value.elements().try_for_each(|element| self.f_string_element(element)),
            Expr::Starred(node) => self.expr(&node.value),
            Expr::Slice(node) => {
                self.optional(node.lower.as_deref())?;
                self.optional(node.upper.as_deref())?;
                self.optional(node.step.as_deref())
            }
            _ => Ok(()),
        }
    }

    fn f_string_element(&mut self, element: &ast::InterpolatedStringElement) -> Result {
        let ast::InterpolatedStringElement::Interpolation(field) = element else { return Ok(()) };
        self.expr(&field.expression)?;
        field.format_spec.iter().flat_map(|spec| &spec.elements).try_for_each(|element| self.f_string_element(element))
    }

    fn yields(&mut self, range: TextRange) -> Result {
        match self.kind() {
            ScopeKind::Module | ScopeKind::Class => self.fail(range, "'yield' outside function"),
            ScopeKind::Comprehension(what) => self.fail(range, format!("'yield' inside {what}")),
            ScopeKind::Function | ScopeKind::Lambda => {
                self.scopes.list[self.scope].is_generator = true;
                Ok(())
            }
        }
    }

    fn comprehension(
        &mut self,
        what: &'static str,
        key: usize,
        generators: &[ast::Comprehension],
        dict_key: Option<&Expr>,
        item: &Expr,
    ) -> Result {
        let Some((first, rest)) = generators.split_first() else { return Ok(()) };
        self.iterable(&first.iter)?;
        self.inside(ScopeKind::Comprehension(what), key, |walk| {
            let scope = walk.scope;
            walk.scopes.list[scope].is_generator = what == "generator expression";
            let parameter = walk.scopes.symbol(scope, &".0".into());
            (parameter.bound, parameter.parameter) = (true, true);
            walk.iteration_target(&first.target)?;
            first.ifs.iter().try_for_each(|test| walk.expr(test))?;
            for generator in rest {
                walk.iteration_target(&generator.target)?;
                walk.iterable(&generator.iter)?;
                generator.ifs.iter().try_for_each(|test| walk.expr(test))?;
            }
            walk.optional(dict_key)?;
            walk.expr(item)
        })
    }

    fn iterable(&mut self, iter: &Expr) -> Result {
        let before = std::mem::replace(&mut self.in_iterable, true);
        let done = self.expr(iter);
        self.in_iterable = before;
        done
    }

    fn iteration_target(&mut self, target: &Expr) -> Result {
        match target {
            Expr::Name(name) => {
                let mangled = self.mangled(&name.id);
                if self.scopes.symbol(self.scope, &mangled).walrus {
                    return self
                        .fail(name.range, format!("comprehension inner loop cannot rebind assignment expression target '{}'", name.id));
                }
                self.bound(&name.id, name.range)?;
                self.scopes.symbol(self.scope, &mangled).iteration = true;
                Ok(())
            }
            Expr::Tuple(tuple) => tuple.elts.iter().try_for_each(|item| self.iteration_target(item)),
            Expr::List(list) => list.elts.iter().try_for_each(|item| self.iteration_target(item)),
            Expr::Starred(starred) => self.iteration_target(&starred.value),
            other => self.expr(other),
        }
    }

    /// `name := value` binds in the nearest scope that is no comprehension.
    fn walrus(&mut self, node: &ast::ExprNamed) -> Result {
        let Expr::Name(target) = &*node.target else { return Ok(()) };
        if self.in_iterable {
            return self.fail(node.range, "assignment expression cannot be used in a comprehension iterable expression");
        }
        let name = self.mangled(&target.id);
        let mut at = self.scope;
        while self.scopes.list[at].is_comprehension() {
            if self.scopes.symbol(at, &name).iteration {
                return self
                    .fail(target.range, format!("assignment expression cannot rebind comprehension iteration variable '{}'", target.id));
            }
            let Some(parent) = self.scopes.list[at].parent else { break };
            at = parent;
        }
        if at == self.scope {
            return self.bound(&target.id, target.range);
        }
        let owner = self.scopes.list[at].kind;
        if owner == ScopeKind::Class {
            return self.fail(target.range, "assignment expression within a comprehension cannot be used in a class body");
        }
        let is_global = owner == ScopeKind::Module || self.scopes.symbol(at, &name).global;
        if !is_global {
            self.scopes.symbol(at, &name).bound = true;
        }
        let mut inner = self.scope;
        while inner != at {
            let symbol = self.scopes.symbol(inner, &name);
            symbol.walrus = true;
            if is_global {
                symbol.global = true;
            } else {
                symbol.nonlocal = true;
            }
            let Some(parent) = self.scopes.list[inner].parent else { break };
            inner = parent;
        }
        Ok(())
    }
}

/// What a chain of operators, attributes, subscripts and calls goes on from.
pub(super) fn left_side(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::BinOp(node) => Some(&node.left),
        Expr::Attribute(node) => Some(&node.value),
        Expr::Subscript(node) => Some(&node.value),
        Expr::Call(node) => Some(&node.func),
        _ => None,
    }
}

fn prior(name: &str, symbol: super::scope::Symbol, what: &str) -> Option<String> {
    if symbol.annotated {
        Some(format!("annotated name '{name}' can't be {what}"))
    } else if symbol.used {
        Some(format!("name '{name}' is used prior to {what} declaration"))
    } else if symbol.bound {
        Some(format!("name '{name}' is assigned to before {what} declaration"))
    } else {
        None
    }
}
