//! Constants of an expression, folded at compile time where the result is small.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{ToPrimitive, Zero};
use ruff_python_ast::{Expr, Int, Number, Operator, UnaryOp};

use crate::code::Constant;

/// Folded ints have at most this many bits, as in CPython.
const INT_BITS: u64 = 128;
/// Folded strings have at most this many bytes, as in CPython.
const STRING_BYTES: usize = 4096;
/// Folded tuples have at most this many items, as in CPython.
const TUPLE_ITEMS: usize = 256;

/// Decimal literals have at most this many digits, as in CPython: reading them takes quadratic time.
const DECIMAL_DIGITS: usize = 4300;

/// The value of an expression made of literals only.
pub(super) fn constant(expr: &Expr) -> Option<Constant> {
    match expr {
        Expr::NoneLiteral(_) => Some(Constant::None),
        Expr::BooleanLiteral(literal) => Some(Constant::Bool(literal.value)),
        Expr::EllipsisLiteral(_) => Some(Constant::Ellipsis),
        Expr::NumberLiteral(literal) => match &literal.value {
            Number::Int(value) => int(value),
            Number::Float(value) => Some(Constant::Float(*value)),
            Number::Complex { .. } => None,
        },
        Expr::StringLiteral(literal) => Some(Constant::Str(literal.value.to_str().into())),
        Expr::BytesLiteral(literal) => Some(Constant::Bytes(literal.value.bytes().collect())),
        Expr::Tuple(tuple) => tuple.elts.iter().map(constant).collect::<Option<_>>().map(Constant::Tuple),
        Expr::UnaryOp(unary) => fold_unary(unary.op, &constant(&unary.operand)?),
        Expr::BinOp(_) => {
            // Down the left side in a loop: chains may be long, nesting is capped.
            let (mut chain, mut first) = (Vec::new(), expr);
            while let Expr::BinOp(binary) = first {
                chain.push(binary);
                first = &binary.left;
            }
            let start = constant(first)?;
            chain.into_iter().rev().try_fold(start, |left, binary| fold_binary(binary.op, &left, &constant(&binary.right)?))
        }
        Expr::Name(name) if name.id.as_str() == "__debug__" => Some(Constant::Bool(true)),
        _ => None,
    }
}

/// An int literal.
pub(super) fn int(value: &Int) -> Option<Constant> {
    if let Some(small) = value.as_i64() {
        return Some(Constant::Int(small));
    }
    let text = value.to_string().replace('_', "");
    let lower = text.to_ascii_lowercase();
    let (digits, radix) = match lower.get(..2) {
        Some("0x") => (&lower[2..], 16),
        Some("0o") => (&lower[2..], 8),
        Some("0b") => (&lower[2..], 2),
        _ => (lower.as_str(), 10),
    };
    if radix == 10 && digits.len() > DECIMAL_DIGITS {
        return None;
    }
    BigInt::parse_bytes(digits.as_bytes(), radix).map(shrink)
}

/// Whether a constant is true.
pub(super) fn truth(value: &Constant) -> bool {
    match value {
        Constant::None => false,
        Constant::Bool(value) => *value,
        Constant::Int(value) => *value != 0,
        Constant::Float(value) => *value != 0.0,
        Constant::Str(text) => !text.is_empty(),
        Constant::Bytes(bytes) => !bytes.is_empty(),
        Constant::Tuple(items) | Constant::FrozenSet(items) => !items.is_empty(),
        Constant::Ellipsis | Constant::BigInt(_) | Constant::Code(_) => true,
    }
}

pub(super) fn fold_unary(op: UnaryOp, value: &Constant) -> Option<Constant> {
    match (op, value) {
        (UnaryOp::Not, value) => Some(Constant::Bool(!truth(value))),
        (UnaryOp::USub, Constant::Float(value)) => Some(Constant::Float(-value)),
        (UnaryOp::UAdd, Constant::Float(value)) => Some(Constant::Float(*value)),
        (UnaryOp::USub, value) => integer(value).map(|value| shrink(-value)),
        (UnaryOp::UAdd, value) => integer(value).map(shrink),
        (UnaryOp::Invert, value) => integer(value).map(|value| shrink(-(value + 1_u32))),
    }
}

pub(super) fn fold_binary(op: Operator, left: &Constant, right: &Constant) -> Option<Constant> {
    match (left, right) {
        (Constant::Str(a), Constant::Str(b)) if op == Operator::Add && a.len() + b.len() <= STRING_BYTES => {
            Some(Constant::Str(format!("{a}{b}").into()))
        }
        (Constant::Str(text), Constant::Int(times)) | (Constant::Int(times), Constant::Str(text)) if op == Operator::Mult => {
            let times = crate::fault::size(*times);
            (text.len().checked_mul(times)? <= STRING_BYTES).then(|| Constant::Str(text.repeat(times).into()))
        }
        (Constant::Tuple(a), Constant::Tuple(b)) if op == Operator::Add && a.len() + b.len() <= TUPLE_ITEMS => {
            Some(Constant::Tuple(a.iter().chain(b).cloned().collect()))
        }
        // Bools stay bools under these three.
        (Constant::Bool(a), Constant::Bool(b)) if op == Operator::BitAnd => Some(Constant::Bool(a & b)),
        (Constant::Bool(a), Constant::Bool(b)) if op == Operator::BitOr => Some(Constant::Bool(a | b)),
        (Constant::Bool(a), Constant::Bool(b)) if op == Operator::BitXor => Some(Constant::Bool(a ^ b)),
        (Constant::Float(_), _) | (_, Constant::Float(_)) => fold_floats(op, float(left)?, float(right)?),
        _ => fold_ints(op, &integer(left)?, &integer(right)?),
    }
}

fn fold_floats(op: Operator, a: f64, b: f64) -> Option<Constant> {
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult => a * b,
        Operator::Div if b != 0.0 => a / b,
        _ => return None,
    };
    value.is_finite().then_some(Constant::Float(value))
}

fn fold_ints(op: Operator, a: &BigInt, b: &BigInt) -> Option<Constant> {
    // The largest double below which every int is exact.
    const EXACT: i64 = 1 << 53;
    let value = match op {
        Operator::Add => a + b,
        Operator::Sub => a - b,
        Operator::Mult if a.bits() + b.bits() <= INT_BITS => a * b,
        Operator::Div => {
            let (a, b) = (a.to_i64()?, b.to_i64()?);
            let small = |value: i64| (-EXACT..=EXACT).contains(&value);
            return (b != 0 && small(a) && small(b)).then(|| Constant::Float(a as f64 / b as f64));
        }
        Operator::FloorDiv if !b.is_zero() => a.div_floor(b),
        Operator::Mod if !b.is_zero() => a.mod_floor(b),
        Operator::Pow => {
            let exponent = b.to_u32()?;
            if a.bits() * u64::from(exponent) > INT_BITS {
                return None;
            }
            a.pow(exponent)
        }
        Operator::LShift => {
            let by = b.to_u64().filter(|by| a.bits() + by <= INT_BITS)?;
            a << by
        }
        Operator::RShift => a >> b.to_u64()?,
        Operator::BitAnd => a & b,
        Operator::BitOr => a | b,
        Operator::BitXor => a ^ b,
        _ => return None,
    };
    Some(shrink(value))
}

/// Ints, and bools as ints.
fn integer(value: &Constant) -> Option<BigInt> {
    match value {
        Constant::Bool(value) => Some(BigInt::from(u8::from(*value))),
        Constant::Int(value) => Some(BigInt::from(*value)),
        Constant::BigInt(value) => Some(value.clone()),
        _ => None,
    }
}

fn float(value: &Constant) -> Option<f64> {
    match value {
        Constant::Float(value) => Some(*value),
        Constant::Bool(value) => Some(f64::from(u8::from(*value))),
        Constant::Int(value) if value.unsigned_abs() <= 1 << 53 => Some(*value as f64),
        _ => None,
    }
}

fn shrink(value: BigInt) -> Constant {
    value.to_i64().map_or(Constant::BigInt(value), Constant::Int)
}
