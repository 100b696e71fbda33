//! Which scope each name of a program belongs to.
//!
//! One walk over the syntax tree records what every scope binds, uses and declares; then each name that a function uses
//! and does not bind is looked for in the functions around it, as CPython's symbol table does.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use ruff_text_size::TextRange;

use super::error::syntax;
use super::lines::Lines;
use crate::code::CompileError;

/// Identity of a syntax tree node that opens a scope: its address, which is stable while the tree is borrowed.
pub(super) type NodeKey = usize;

pub(super) fn node_key<T>(node: &T) -> NodeKey {
    std::ptr::from_ref(node).addr()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScopeKind {
    Module,
    Class,
    Function,
    Lambda,
    /// What it is called in messages.
    Comprehension(&'static str),
}

/// How a name of a scope is loaded and stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// A local slot.
    Fast,
    /// A cell or free variable.
    Deref,
    /// A global, or a builtin.
    Global,
    /// A class body's namespace, then globals.
    Name,
    /// A free variable that a class body uses: its namespace first.
    ClassDeref,
}

/// What a scope does with a name.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that CPython's messages tell apart")]
pub(super) struct Symbol {
    pub(super) bound: bool,
    pub(super) used: bool,
    pub(super) parameter: bool,
    pub(super) global: bool,
    pub(super) nonlocal: bool,
    pub(super) annotated: bool,
    /// Iteration variable of a comprehension.
    pub(super) iteration: bool,
    /// Bound or declared by `:=` inside a comprehension.
    pub(super) walrus: bool,
}

pub(super) struct Scope {
    pub(super) kind: ScopeKind,
    pub(super) parent: Option<usize>,
    /// Name of the class around it, for `__private` names.
    pub(super) class: Option<Arc<str>>,
    pub(super) symbols: BTreeMap<Arc<str>, Symbol>,
    /// Names in the order of their first appearance.
    pub(super) order: Vec<Arc<str>>,
    pub(super) cells: BTreeSet<Arc<str>>,
    pub(super) free: BTreeSet<Arc<str>>,
    pub(super) is_generator: bool,
    /// A class one of whose functions uses `super` or `__class__`.
    pub(super) needs_class_cell: bool,
    /// `nonlocal` declarations, checked when all scopes are known.
    pub(super) nonlocals: Vec<(Arc<str>, TextRange)>,
}

impl Scope {
    /// Whether names of it can be captured by functions inside.
    pub(super) fn is_function(&self) -> bool {
        !matches!(self.kind, ScopeKind::Module | ScopeKind::Class)
    }

    pub(super) fn is_comprehension(&self) -> bool {
        matches!(self.kind, ScopeKind::Comprehension(_))
    }

    fn binds(&self, name: &str) -> bool {
        self.symbols.get(name).is_some_and(|symbol| symbol.bound && !symbol.global && !symbol.nonlocal)
    }

    /// How `name`, already mangled, is reached.
    pub(super) fn access(&self, name: &str) -> Access {
        let symbol = self.symbols.get(name).copied().unwrap_or_default();
        match self.kind {
            ScopeKind::Module => Access::Global,
            _ if symbol.global => Access::Global,
            ScopeKind::Class if symbol.nonlocal => Access::ClassDeref,
            ScopeKind::Class if symbol.bound => Access::Name,
            ScopeKind::Class if self.free.contains(name) => Access::ClassDeref,
            ScopeKind::Class => Access::Name,
            _ if self.cells.contains(name) || self.free.contains(name) => Access::Deref,
            _ if symbol.bound => Access::Fast,
            _ => Access::Global,
        }
    }

    /// Names of local slots after the parameters, in order.
    pub(super) fn fast_locals(&self) -> impl Iterator<Item = &Arc<str>> {
        self.order.iter().filter(|name| self.access(name) == Access::Fast && !self.symbols[*name].parameter)
    }
}

/// All scopes of a program; the first is the module.
pub(super) struct Scopes {
    pub(super) list: Vec<Scope>,
    pub(super) by_node: HashMap<NodeKey, usize>,
}

impl Scopes {
    pub(super) fn new() -> Self {
        Scopes { list: Vec::new(), by_node: HashMap::new() }
    }

    pub(super) fn open(&mut self, kind: ScopeKind, parent: Option<usize>, class: Option<Arc<str>>) -> usize {
        self.list.push(Scope {
            kind,
            parent,
            class,
            symbols: BTreeMap::new(),
            order: Vec::new(),
            cells: BTreeSet::new(),
            free: BTreeSet::new(),
            is_generator: false,
            needs_class_cell: false,
            nonlocals: Vec::new(),
        });
        self.list.len() - 1
    }

    pub(super) fn symbol(&mut self, scope: usize, name: &Arc<str>) -> &mut Symbol {
        let scope = &mut self.list[scope];
        if !scope.symbols.contains_key(name) {
            scope.order.push(name.clone());
        }
        scope.symbols.entry(name.clone()).or_default()
    }

    /// Decides what each function takes from the functions around it.
    pub(super) fn resolve(&mut self, lines: &Lines<'_>) -> Result<(), CompileError> {
        for scope in 0..self.list.len() {
            for (name, range) in std::mem::take(&mut self.list[scope].nonlocals) {
                if self.owner(scope, &name).is_none() {
                    return Err(syntax(lines, range, format!("no binding for nonlocal '{name}' found")));
                }
            }
            if matches!(self.list[scope].kind, ScopeKind::Module) {
                continue;
            }
            let wanted: Vec<Arc<str>> = (self.list[scope].symbols.iter())
                .filter(|(_, symbol)| !symbol.global && (symbol.nonlocal || !symbol.bound))
                .map(|(name, _)| name.clone())
                .collect();
            for name in wanted {
                self.capture(scope, &name);
            }
        }
        Ok(())
    }

    /// The scope around `scope` whose variable `name` it sees, if that is a function's, or a class's `__class__`.
    fn owner(&self, scope: usize, name: &str) -> Option<usize> {
        let mut at = self.list[scope].parent;
        while let Some(index) = at {
            let around = &self.list[index];
            if around.is_function() {
                if around.binds(name) {
                    return Some(index);
                }
                if around.symbols.get(name).is_some_and(|symbol| symbol.global) {
                    return None;
                }
            } else if around.kind == ScopeKind::Class && name == "__class__" && self.list[scope].is_function() {
                return Some(index);
            }
            at = around.parent;
        }
        None
    }

    fn capture(&mut self, scope: usize, name: &Arc<str>) {
        let Some(owner) = self.owner(scope, name) else { return };
        if self.list[owner].kind == ScopeKind::Class {
            self.list[owner].needs_class_cell = true;
        }
        self.list[owner].cells.insert(name.clone());
        let mut at = scope;
        while at != owner {
            self.list[at].free.insert(name.clone());
            let Some(parent) = self.list[at].parent else { return };
            at = parent;
        }
    }
}

/// `__name` inside a class becomes `_Class__name`.
pub(super) fn mangle(class: Option<&str>, name: &str) -> Arc<str> {
    let class = class.map_or("", |class| class.trim_start_matches('_'));
    if class.is_empty() || !name.starts_with("__") || name.ends_with("__") || name.contains('.') {
        return name.into();
    }
    format!("_{class}{name}").into()
}
