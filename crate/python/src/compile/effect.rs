//! What each instruction does to the operand stack, and a check that compiled code keeps to it.

#[cfg(debug_assertions)]
use crate::code::Code;
use crate::code::Op;

/// Change of the stack's depth where control goes on, and where it jumps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Effect {
    /// How many values must be there.
    pub(super) needs: u32,
    /// Change for the next instruction; `None` where control never gets there.
    pub(super) next: Option<i32>,
    /// Target and change of a jump.
    pub(super) jump: Option<(u32, i32)>,
}

pub(super) fn effect(op: &Op) -> Effect {
    let plain = |pops: u32, pushes: u32| Effect { needs: pops, next: Some(pushes as i32 - pops as i32), jump: None };
    let end = |pops: u32| Effect { needs: pops, next: None, jump: None };
    match *op {
        Op::Line(_) | Op::DeleteFast(_) | Op::DeleteDeref(_) | Op::DeleteName(_) | Op::DeleteGlobal(_) => plain(0, 0),
        Op::ReturnGenerator | Op::SetupAnnotations => plain(0, 0),
        Op::Const(_) | Op::LoadNone | Op::PushNull | Op::LoadFast(_) | Op::LoadDeref(_) | Op::LoadClosure(_) => plain(0, 1),
        Op::LoadClassDeref { .. } | Op::LoadName(_) | Op::LoadGlobal(_) | Op::LoadSuper => plain(0, 1),
        Op::LoadBuildClass | Op::LoadAssertionError => plain(0, 1),
        Op::Pop | Op::StoreFast(_) | Op::StoreDeref(_) | Op::StoreName(_) | Op::StoreGlobal(_) => plain(1, 0),
        Op::DeleteAttr(_) | Op::ImportStar | Op::PopHandled => plain(1, 0),
        Op::Dup | Op::LoadMethod(_) | Op::ImportFrom(_) | Op::PushHandled | Op::BeforeWith => plain(1, 2),
        Op::Copy(n) => plain(n, n + 1),
        Op::Swap(n) => plain(n, n),
        Op::LoadAttr(_) | Op::Unary(_) | Op::GetIter | Op::GetYieldFromIter | Op::Yield | Op::NameObject(_) => plain(1, 1),
        Op::ListToTuple => plain(1, 1),
        Op::StoreAttr(_) | Op::DeleteSubscript => plain(2, 0),
        Op::StoreSubscript => plain(3, 0),
        Op::Call(n) => plain(n + 2, 1),
        Op::CallKw { count, .. } => plain(count + 2, 1),
        Op::CallEx { keywords } => plain(3 + u32::from(keywords), 1),
        Op::LoadSubscript | Op::Binary(_) | Op::Inplace(_) | Op::Compare(_) | Op::Is { .. } | Op::Contains { .. } => plain(2, 1),
        Op::ImportName(_) => plain(2, 1),
        Op::BuildSlice(n) | Op::BuildTuple(n) | Op::BuildList(n) | Op::BuildSet(n) | Op::BuildString(n) => plain(n, 1),
        Op::BuildMap(n) => plain(2 * n, 1),
        Op::SpreadArguments => plain(4, 3),
        Op::ListAppend(n) | Op::SetAdd(n) | Op::ListExtend(n) | Op::SetUpdate(n) | Op::DictUpdate(n) | Op::DictMerge(n) => plain(n + 1, n),
        Op::MapAdd(n) => plain(n + 2, n),
        Op::Format { spec, .. } => plain(1 + u32::from(spec), 1),
        Op::UnpackSequence(n) => plain(1, n),
        Op::UnpackEx { before, after } => plain(1, before + after + 1),
        Op::MatchException => plain(2, 2),
        Op::WithExceptStart => plain(3, 4),
        Op::MakeFunction { flags, .. } => plain(flags.count_ones(), 1),
        Op::Jump(to) | Op::JumpBackward(to) => Effect { needs: 0, next: None, jump: Some((to, 0)) },
        Op::JumpIfTrue(to) | Op::JumpIfFalse(to) => Effect { needs: 1, next: Some(-1), jump: Some((to, -1)) },
        Op::JumpIfTrueOrPop(to) | Op::JumpIfFalseOrPop(to) => Effect { needs: 1, next: Some(-1), jump: Some((to, 0)) },
        Op::ForIter(to) => Effect { needs: 1, next: Some(1), jump: Some((to, -1)) },
        Op::Send(to) => Effect { needs: 2, next: Some(0), jump: Some((to, -1)) },
        Op::Return => end(1),
        Op::Raise(n) => end(n),
        Op::Reraise => end(2),
        Op::Unsupported(_) => end(0),
    }
}

/// Follows every path through `code` and says what is wrong with it: an operand stack of two depths at one instruction, one that
/// underflows, is left non-empty or grows past `stack_size`, and indices that point nowhere.
#[cfg(debug_assertions)]
pub(super) fn verify(code: &Code) -> Result<(), String> {
    let mut depths: Vec<Option<u32>> = vec![None; code.ops.len()];
    let mut todo = vec![(0_u32, 0_u32)];
    let mut deepest = 0;
    while let Some((at, depth)) = todo.pop() {
        let fail = |what: String| Err(format!("{} at {at} ({:?}): {what}", code.qualname, code.ops.get(at as usize)));
        let Some(known) = depths.get_mut(at as usize) else { return fail("runs past the end".into()) };
        match *known {
            Some(other) if other == depth => continue,
            Some(other) => return fail(format!("depth {other} and {depth}")),
            None => *known = Some(depth),
        }
        if let Some(handler) = code.handlers.iter().find(|handler| (handler.start..handler.end).contains(&at)) {
            if handler.depth > depth {
                return fail(format!("its handler wants depth {}, it has {depth}", handler.depth));
            }
            deepest = deepest.max(handler.depth + 1);
            todo.push((handler.target, handler.depth + 1));
        }
        let op = &code.ops[at as usize];
        check_index(code, op).or_else(fail)?;
        let effect = effect(op);
        if effect.needs > depth {
            return fail(format!("needs {}, has {depth}", effect.needs));
        }
        if *op == Op::Return && depth != 1 {
            return fail(format!("returns with {depth} values"));
        }
        for (to, change) in effect.next.map(|change| (at + 1, change)).into_iter().chain(effect.jump) {
            let depth = (depth as i32 + change) as u32;
            deepest = deepest.max(depth);
            todo.push((to, depth));
        }
    }
    if deepest > code.stack_size {
        return Err(format!("{}: stack of {deepest}, said {}", code.qualname, code.stack_size));
    }
    if code.spans.len() != code.ops.len() {
        return Err(format!("{}: {} spans for {} ops", code.qualname, code.spans.len(), code.ops.len()));
    }
    Ok(())
}

#[cfg(debug_assertions)]
fn check_index(code: &Code, op: &Op) -> Result<(), String> {
    let (index, length) = match *op {
        Op::Const(n) | Op::NameObject(n) | Op::Unsupported(n) => (n, code.constants.len()),
        Op::CallKw { names: n, .. } | Op::MakeFunction { code: n, .. } => (n, code.constants.len()),
        Op::LoadFast(n) | Op::StoreFast(n) | Op::DeleteFast(n) => (n, code.locals.len()),
        Op::LoadDeref(n) | Op::StoreDeref(n) | Op::DeleteDeref(n) | Op::LoadClosure(n) | Op::LoadClassDeref { cell: n } => {
            (n, code.cells.len() + code.free.len())
        }
        Op::LoadName(n) | Op::StoreName(n) | Op::DeleteName(n) => (n, code.names.len()),
        Op::LoadGlobal(n) | Op::StoreGlobal(n) | Op::DeleteGlobal(n) => (n, code.names.len()),
        Op::LoadAttr(n) | Op::StoreAttr(n) | Op::DeleteAttr(n) | Op::LoadMethod(n) => (n, code.names.len()),
        Op::ImportName(n) | Op::ImportFrom(n) => (n, code.names.len()),
        _ => return Ok(()),
    };
    if (index as usize) < length { Ok(()) } else { Err(format!("index {index} of {length}")) }
}
