//! One code object under construction: instructions, labels, handlers, constants and names.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::effect::effect;
use crate::code::{Code, CodeKind, Constant, Handler, Op, Parameters, Span};

/// Most instructions of one code object.
const INSTRUCTIONS: usize = 200_000;

/// A place to jump to, bound now or later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(u32);

/// An exception handler that instructions can be guarded by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guard(u32);

#[derive(Default)]
struct Place {
    at: Option<u32>,
    /// Operand stack depth on arrival; `None` while nothing jumps there.
    depth: Option<u32>,
}

struct GuardEntry {
    target: Label,
    depth: u32,
}

pub(super) struct Unit<'a> {
    /// Index of the scope it is the code of.
    pub(super) scope: usize,
    pub(super) kind: CodeKind,
    pub(super) name: Arc<str>,
    pub(super) qualname: Arc<str>,
    pub(super) first_line: u32,
    pub(super) parameters: Parameters,
    pub(super) doc: Option<Arc<str>>,
    pub(super) locals: Vec<Arc<str>>,
    pub(super) cells: Vec<(Arc<str>, Option<u32>)>,
    pub(super) free: Vec<Arc<str>>,
    pub(super) blocks: Vec<super::flow::Block<'a>>,
    /// Handlers that guard what is emitted now, innermost last.
    pub(super) guards: Vec<Guard>,
    ops: Vec<Op>,
    spans: Vec<Span>,
    guarded: Vec<Option<Guard>>,
    labels: Vec<Place>,
    entries: Vec<GuardEntry>,
    constants: Vec<Constant>,
    constant_index: BTreeMap<String, u32>,
    names: Vec<Arc<str>>,
    name_index: BTreeMap<Arc<str>, u32>,
    /// Depth of the operand stack here; `None` where control never gets.
    depth: Option<u32>,
    deepest: u32,
}

impl Unit<'_> {
    pub(super) fn new(scope: usize, kind: CodeKind, name: Arc<str>, qualname: Arc<str>, first_line: u32) -> Self {
        Unit {
            scope,
            kind,
            name,
            qualname,
            first_line,
            parameters: Parameters::default(),
            doc: None,
            locals: Vec::new(),
            cells: Vec::new(),
            free: Vec::new(),
            blocks: Vec::new(),
            guards: Vec::new(),
            ops: Vec::new(),
            spans: Vec::new(),
            guarded: Vec::new(),
            labels: Vec::new(),
            entries: Vec::new(),
            constants: Vec::new(),
            constant_index: BTreeMap::new(),
            names: Vec::new(),
            name_index: BTreeMap::new(),
            depth: Some(0),
            deepest: 0,
        }
    }

    /// Appends an instruction, unless control never gets here.
    pub(super) fn op(&mut self, op: Op, span: Span) {
        let Some(depth) = self.depth else { return };
        let effect = effect(&op);
        debug_assert!(effect.needs <= depth, "{}: {op:?} needs {} of {depth}", self.qualname, effect.needs);
        if let Some((label, change)) = effect.jump {
            self.arrive(Label(label), depth.saturating_add_signed(change));
        }
        if let Some(guard) = self.guards.last() {
            let entry = &self.entries[guard.0 as usize];
            self.arrive(entry.target, entry.depth + 1);
        }
        self.ops.push(op);
        self.spans.push(span);
        self.guarded.push(self.guards.last().copied());
        self.depth = effect.next.map(|change| depth.saturating_add_signed(change));
        self.deepest = self.deepest.max(self.depth.unwrap_or(0));
    }

    /// Appends a jump made by `make` from its label.
    pub(super) fn jump(&mut self, make: fn(u32) -> Op, label: Label, span: Span) {
        self.op(make(label.0), span);
    }

    pub(super) fn label(&mut self) -> Label {
        self.labels.push(Place::default());
        Label(self.labels.len() as u32 - 1)
    }

    /// A label bound here.
    pub(super) fn here(&mut self) -> Label {
        let label = self.label();
        self.bind(label);
        label
    }

    pub(super) fn bind(&mut self, label: Label) {
        if let Some(depth) = self.depth {
            self.arrive(label, depth);
        }
        let place = &mut self.labels[label.0 as usize];
        place.at = Some(self.ops.len() as u32);
        self.depth = place.depth;
        self.deepest = self.deepest.max(self.depth.unwrap_or(0));
    }

    fn arrive(&mut self, label: Label, depth: u32) {
        let place = &mut self.labels[label.0 as usize];
        debug_assert!(place.depth.is_none_or(|known| known == depth), "{}: depths {:?} and {depth}", self.qualname, place.depth);
        place.depth = Some(depth);
    }

    /// Whether it has more instructions than a body may: nested `finally` bodies double with every level.
    pub(super) fn is_too_large(&self) -> bool {
        self.ops.len() > INSTRUCTIONS
    }

    /// Whether control gets here.
    pub(super) fn is_reachable(&self) -> bool {
        self.depth.is_some()
    }

    /// From here on instructions are guarded by a handler at `target`, which finds the operand stack as it is now, without its
    /// `dropped` topmost values, and the exception on top of it. Several guards may share a target if their depths are equal.
    pub(super) fn guard_below(&mut self, target: Label, dropped: u32) {
        self.entries.push(GuardEntry { target, depth: self.depth.unwrap_or(0).saturating_sub(dropped) });
        self.guards.push(Guard(self.entries.len() as u32 - 1));
    }

    pub(super) fn unguard(&mut self) {
        self.guards.pop();
    }

    /// Starts the code of a handler: bound here, with the exception pushed; dead if it guards nothing.
    pub(super) fn bind_handler(&mut self, target: Label) {
        debug_assert!(!self.is_reachable(), "control must not fall into a handler");
        self.bind(target);
    }

    pub(super) fn constant(&mut self, value: Constant) -> u32 {
        // Equal text is equal type and value: `1`, `1.0`, `True`, `0.0` and `-0.0` all differ.
        let key = match &value {
            Constant::Code(_) => String::new(),
            value => format!("{value:?}"),
        };
        if let Some(&index) = self.constant_index.get(&key) {
            return index;
        }
        self.constants.push(value);
        let index = self.constants.len() as u32 - 1;
        if !key.is_empty() {
            self.constant_index.insert(key, index);
        }
        index
    }

    pub(super) fn name(&mut self, name: &Arc<str>) -> u32 {
        if let Some(&index) = self.name_index.get(name) {
            return index;
        }
        self.names.push(name.clone());
        let index = self.names.len() as u32 - 1;
        self.name_index.insert(name.clone(), index);
        index
    }

    pub(super) fn finish(self, file: &Arc<str>) -> Code {
        let target = |label: u32| self.labels[label as usize].at.unwrap_or(0);
        let mut ops = self.ops;
        for op in &mut ops {
            match op {
                Op::Jump(to) | Op::JumpBackward(to) | Op::JumpIfTrue(to) | Op::JumpIfFalse(to) => *to = target(*to),
                Op::JumpIfTrueOrPop(to) | Op::JumpIfFalseOrPop(to) | Op::ForIter(to) | Op::Send(to) => *to = target(*to),
                _ => {}
            }
        }
        let mut handlers: Vec<Handler> = Vec::new();
        let mut last = None;
        for (at, guard) in self.guarded.iter().enumerate() {
            let at = at as u32;
            match (guard, handlers.last_mut()) {
                (Some(_), Some(handler)) if *guard == last => handler.end = at + 1,
                (Some(guard), _) => {
                    let entry = &self.entries[guard.0 as usize];
                    handlers.push(Handler { start: at, end: at + 1, target: target(entry.target.0), depth: entry.depth });
                }
                (None, _) => {}
            }
            last = *guard;
        }
        let deepest_handler = handlers.iter().map(|handler| handler.depth + 1).max().unwrap_or(0);
        let code = Code {
            name: self.name,
            qualname: self.qualname,
            file: file.clone(),
            first_line: self.first_line,
            kind: self.kind,
            parameters: self.parameters,
            doc: self.doc,
            locals: self.locals,
            cells: self.cells,
            free: self.free,
            stack_size: self.deepest.max(deepest_handler),
            ops,
            spans: self.spans,
            handlers,
            constants: self.constants,
            names: self.names,
            warnings: Vec::new(),
        };
        #[cfg(debug_assertions)]
        if let Err(problem) = super::effect::verify(&code) {
            panic!("compiled code is inconsistent: {problem}");
        }
        code
    }
}
