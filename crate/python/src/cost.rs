//! Which price class each instruction belongs to.

use hotpot_sync::OpClass;

use crate::code::{Op, UnaryOp};

/// The price class of an instruction.
pub fn class_of(op: Op) -> OpClass {
    match op {
        Op::Line(_)
        | Op::Const(_)
        | Op::LoadNone
        | Op::Pop
        | Op::Dup
        | Op::Copy(_)
        | Op::Swap(_)
        | Op::PushNull
        | Op::LoadFast(_)
        | Op::StoreFast(_)
        | Op::DeleteFast(_)
        | Op::LoadDeref(_)
        | Op::StoreDeref(_)
        | Op::DeleteDeref(_)
        | Op::LoadClosure(_)
        | Op::NameObject(_) => OpClass::Load,
        Op::LoadClassDeref { .. }
        | Op::LoadName(_)
        | Op::StoreName(_)
        | Op::DeleteName(_)
        | Op::LoadGlobal(_)
        | Op::StoreGlobal(_)
        | Op::DeleteGlobal(_)
        | Op::LoadBuildClass
        | Op::LoadAssertionError => OpClass::Global,
        Op::LoadAttr(_) | Op::StoreAttr(_) | Op::DeleteAttr(_) | Op::LoadMethod(_) | Op::LoadSuper => OpClass::Attribute,
        Op::Call(_) | Op::CallKw { .. } | Op::CallEx { .. } | Op::Return | Op::ReturnGenerator | Op::Yield | Op::Send(_) => OpClass::Call,
        Op::LoadSubscript | Op::StoreSubscript | Op::DeleteSubscript | Op::BuildSlice(_) => OpClass::Subscript,
        Op::Unary(UnaryOp::Not) | Op::Compare(_) | Op::Is { .. } | Op::Contains { .. } => OpClass::Compare,
        Op::Unary(_) | Op::Binary(_) | Op::Inplace(_) => OpClass::Arithmetic,
        Op::BuildTuple(_)
        | Op::BuildList(_)
        | Op::BuildSet(_)
        | Op::BuildMap(_)
        | Op::BuildString(_)
        | Op::ListAppend(_)
        | Op::SetAdd(_)
        | Op::MapAdd(_)
        | Op::ListExtend(_)
        | Op::SpreadArguments
        | Op::SetUpdate(_)
        | Op::DictUpdate(_)
        | Op::DictMerge(_)
        | Op::ListToTuple
        | Op::Format { .. }
        | Op::MakeFunction { .. } => OpClass::Build,
        Op::UnpackSequence(_) | Op::UnpackEx { .. } | Op::GetIter | Op::ForIter(_) | Op::GetYieldFromIter => OpClass::Iterate,
        Op::Jump(_) | Op::JumpBackward(_) | Op::JumpIfTrue(_) | Op::JumpIfFalse(_) | Op::JumpIfTrueOrPop(_) | Op::JumpIfFalseOrPop(_) => {
            OpClass::Jump
        }
        Op::Raise(_) | Op::Reraise | Op::PushHandled | Op::PopHandled | Op::MatchException | Op::BeforeWith | Op::WithExceptStart => {
            OpClass::Raise
        }
        Op::SetupAnnotations | Op::ImportName(_) | Op::ImportFrom(_) | Op::ImportStar | Op::Unsupported(_) => OpClass::Rare,
    }
}
