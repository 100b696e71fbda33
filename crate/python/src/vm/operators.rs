//! Arithmetic and comparison with Python's dispatch: the left operand's method, the right operand's reflected one, a subclass on the
//! right first (`Objects/abstract.c`: `binary_op1`; `Objects/object.c`: `do_richcompare`).

use core::cmp::Ordering;

use super::Vm;
use crate::code::{BinaryOp, CompareOp, UnaryOp};
use crate::names::names;
use crate::object::{Payload, Value, plain_equal};
use crate::raise::{PyResult, type_error};

/// Names of an operator's methods: plain, reflected, in-place; and its symbol.
pub fn method_names(op: BinaryOp) -> (&'static Value, &'static Value, &'static Value, &'static str) {
    let names = names();
    match op {
        BinaryOp::Add => (&names.add, &names.radd, &names.iadd, "+"),
        BinaryOp::Subtract => (&names.sub, &names.rsub, &names.isub, "-"),
        BinaryOp::Multiply => (&names.mul, &names.rmul, &names.imul, "*"),
        BinaryOp::TrueDivide => (&names.truediv, &names.rtruediv, &names.itruediv, "/"),
        BinaryOp::FloorDivide => (&names.floordiv, &names.rfloordiv, &names.ifloordiv, "//"),
        BinaryOp::Remainder => (&names.mod_, &names.rmod, &names.imod, "%"),
        BinaryOp::Power => (&names.pow, &names.rpow, &names.ipow, "** or pow()"),
        BinaryOp::LeftShift => (&names.lshift, &names.rlshift, &names.ilshift, "<<"),
        BinaryOp::RightShift => (&names.rshift, &names.rrshift, &names.irshift, ">>"),
        BinaryOp::And => (&names.and, &names.rand, &names.iand, "&"),
        BinaryOp::Or => (&names.or, &names.ror, &names.ior, "|"),
        BinaryOp::Xor => (&names.xor, &names.rxor, &names.ixor, "^"),
        BinaryOp::MatrixMultiply => (&names.matmul, &names.rmatmul, &names.imatmul, "@"),
    }
}

/// A comparison's method, that of the other operand, and its symbol.
pub fn reflected_compare(op: CompareOp) -> (&'static Value, &'static Value, &'static str) {
    let names = names();
    match op {
        CompareOp::Less => (&names.lt, &names.gt, "<"),
        CompareOp::LessEqual => (&names.le, &names.ge, "<="),
        CompareOp::Equal => (&names.eq, &names.eq, "=="),
        CompareOp::NotEqual => (&names.ne, &names.ne, "!="),
        CompareOp::Greater => (&names.gt, &names.lt, ">"),
        CompareOp::GreaterEqual => (&names.ge, &names.le, ">="),
    }
}

impl Vm {
    /// `a op b`
    pub async fn binary(&self, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
        let (method, reflected, _, symbol) = method_names(op);
        let result = self.binary_methods(a, b, method, reflected).await?;
        if matches!(result, Value::NotImplemented) {
            return Err(match a.payload() {
                Some(Payload::Str(_)) if op == BinaryOp::Add => {
                    type_error(format!("can only concatenate str (not \"{}\") to str", b.class_name()))
                }
                _ => unsupported(symbol, a, b),
            });
        }
        Ok(result)
    }

    /// As [`Vm::binary`], with `NotImplemented` where neither operand knows.
    pub async fn binary_methods(&self, a: &Value, b: &Value, method: &Value, reflected: &Value) -> PyResult<Value> {
        let same_class = a.class().is(b.class());
        // Sequences have no number's `+` of their own: what the right operand says comes before their concatenation.
        let concatenates = method.is(&names().add)
            && matches!(a.payload(), Some(Payload::List(_) | Payload::Tuple(_) | Payload::Str(_) | Payload::Bytes(_)));
        let right_first = concatenates && !same_class && b.class().class_flags().contains(crate::object::ClassFlags::HEAP)
            || !same_class && b.class().is_subclass(a.class()) && {
                let (left, right) = (self.special(a, reflected), self.special(b, reflected));
                match (left, right) {
                    (Some(left), Some(right)) => !left.is(&right),
                    (None, Some(_)) => true,
                    _ => false,
                }
            };
        if right_first
            && let Some(result) = self.call_special(b, reflected, vec![a.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        if let Some(result) = self.call_special(a, method, vec![b.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        if !right_first
            && !same_class
            && let Some(result) = self.call_special(b, reflected, vec![a.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        Ok(Value::NotImplemented)
    }

    /// `a op= b`
    pub async fn inplace(&self, op: BinaryOp, a: &Value, b: &Value) -> PyResult<Value> {
        let (method, reflected, inplace, symbol) = method_names(op);
        if let Some(result) = self.call_special(a, inplace, vec![b.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        let result = self.binary_methods(a, b, method, reflected).await?;
        if matches!(result, Value::NotImplemented) {
            let symbol = if op == BinaryOp::Power { "** or pow()" } else { symbol };
            let text = if op == BinaryOp::Power { "**=".to_owned() } else { format!("{symbol}=") };
            return Err(type_error(format!("unsupported operand type(s) for {text}: '{}' and '{}'", a.class_name(), b.class_name())));
        }
        Ok(result)
    }

    /// `-a`, `+a`, `~a`, `not a`
    pub async fn unary(&self, op: UnaryOp, a: &Value) -> PyResult<Value> {
        let (method, symbol) = match op {
            UnaryOp::Negative => (&names().neg, "-"),
            UnaryOp::Positive => (&names().pos, "+"),
            UnaryOp::Invert => (&names().invert, "~"),
            UnaryOp::Not => return Ok(Value::bool(!self.truth(a).await?)),
        };
        match self.call_special(a, method, vec![]).await? {
            Some(result) => Ok(result),
            None => Err(type_error(format!("bad operand type for unary {symbol}: '{}'", a.class_name()))),
        }
    }

    /// `a op b` for comparisons.
    pub async fn compare(&self, op: CompareOp, a: &Value, b: &Value) -> PyResult<Value> {
        if let Some(result) = compare_now(op, a, b) {
            return Ok(Value::bool(result));
        }
        let _depth = self.deeper(" in comparison")?;
        let (method, reflected, symbol) = reflected_compare(op);
        let result = Box::pin(self.compare_methods(a, b, method, reflected)).await?;
        if matches!(result, Value::NotImplemented) {
            return match op {
                CompareOp::Equal => Ok(Value::bool(a.is(b))),
                CompareOp::NotEqual => Ok(Value::bool(!a.is(b))),
                _ => {
                    Err(type_error(format!("'{symbol}' not supported between instances of '{}' and '{}'", a.class_name(), b.class_name())))
                }
            };
        }
        Ok(result)
    }

    async fn compare_methods(&self, a: &Value, b: &Value, method: &Value, reflected: &Value) -> PyResult<Value> {
        let right_first = !a.class().is(b.class()) && b.class().is_subclass(a.class());
        if right_first
            && let Some(result) = self.call_special(b, reflected, vec![a.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        if let Some(result) = self.call_special(a, method, vec![b.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        if !right_first
            && let Some(result) = self.call_special(b, reflected, vec![a.clone()]).await?
            && !matches!(result, Value::NotImplemented)
        {
            return Ok(result);
        }
        Ok(Value::NotImplemented)
    }

    /// `a == b`, as truth.
    pub async fn equal(&self, a: &Value, b: &Value) -> PyResult<bool> {
        if let Some(result) = plain_equal(a, b) {
            return Ok(result);
        }
        let result = Box::pin(self.compare(CompareOp::Equal, a, b)).await?;
        Box::pin(self.truth(&result)).await
    }

    /// `a is b or a == b`: how containers compare.
    pub async fn same_or_equal(&self, a: &Value, b: &Value) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        self.equal(a, b).await
    }

    /// `a < b`, as truth: how sorting compares.
    pub async fn less(&self, a: &Value, b: &Value) -> PyResult<bool> {
        if let Some(result) = compare_now(CompareOp::Less, a, b) {
            return Ok(result);
        }
        let result = self.compare(CompareOp::Less, a, b).await?;
        self.truth(&result).await
    }
}

/// Comparison of numbers and strings, where that needs no Python.
#[inline]
pub fn compare_now(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    let ordering = match (a, b) {
        (Value::Int(a), Value::Int(b)) => a.cmp(b),
        (Value::Float(a), Value::Float(b)) => match a.get().partial_cmp(&b.get()) {
            Some(ordering) => ordering,
            None => return Some(op == CompareOp::NotEqual),
        },
        (Value::Int(a), Value::Float(b)) if a.unsigned_abs() < 1 << 53 => match (*a as f64).partial_cmp(&b.get()) {
            Some(ordering) => ordering,
            None => return Some(op == CompareOp::NotEqual),
        },
        (Value::Float(a), Value::Int(b)) if b.unsigned_abs() < 1 << 53 => match a.get().partial_cmp(&(*b as f64)) {
            Some(ordering) => ordering,
            None => return Some(op == CompareOp::NotEqual),
        },
        (Value::Object(x), Value::Object(y)) if x.own_class().is_none() && y.own_class().is_none() => match (x.payload(), y.payload()) {
            (Payload::Str(a), Payload::Str(b)) => a.as_str().cmp(b.as_str()),
            (Payload::BigInt(a), Payload::BigInt(b)) => a.cmp(b),
            _ => {
                return match op {
                    CompareOp::Equal => plain_equal(a, b),
                    CompareOp::NotEqual => plain_equal(a, b).map(|equal| !equal),
                    _ => None,
                };
            }
        },
        _ => {
            return match op {
                CompareOp::Equal => plain_equal(a, b),
                CompareOp::NotEqual => plain_equal(a, b).map(|equal| !equal),
                _ => None,
            };
        }
    };
    Some(holds(op, ordering))
}

/// Whether a comparison is true of two that stand in this order.
#[inline]
pub fn holds(op: CompareOp, ordering: Ordering) -> bool {
    match op {
        CompareOp::Less => ordering == Ordering::Less,
        CompareOp::LessEqual => ordering != Ordering::Greater,
        CompareOp::Equal => ordering == Ordering::Equal,
        CompareOp::NotEqual => ordering != Ordering::Equal,
        CompareOp::Greater => ordering == Ordering::Greater,
        CompareOp::GreaterEqual => ordering != Ordering::Less,
    }
}

/// The commonest arithmetic of small ints, where the result is one too.
#[inline]
pub fn int_now(op: BinaryOp, a: i64, b: i64) -> Option<i64> {
    match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Subtract => a.checked_sub(b),
        BinaryOp::Multiply => a.checked_mul(b),
        _ => None,
    }
}

/// Arithmetic on small ints and floats; `None`: the general path.
#[inline]
pub fn binary_now(op: BinaryOp, a: &Value, b: &Value) -> Option<Value> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => match op {
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply => int_now(op, *a, *b).map(Value::Int),
            BinaryOp::FloorDivide if *b != 0 => {
                let quotient = a.checked_div(*b)?;
                Some(Value::Int(if (a % b != 0) && ((a < &0) != (b < &0)) { quotient - 1 } else { quotient }))
            }
            BinaryOp::Remainder if *b != 0 => {
                let rest = a.checked_rem(*b)?;
                Some(Value::Int(if rest != 0 && ((rest < 0) != (*b < 0)) { rest + b } else { rest }))
            }
            BinaryOp::TrueDivide if *b != 0 && a.unsigned_abs() < 1 << 53 && b.unsigned_abs() < 1 << 53 => {
                Some(Value::float(*a as f64 / *b as f64))
            }
            BinaryOp::And => Some(Value::Int(a & b)),
            BinaryOp::Or => Some(Value::Int(a | b)),
            BinaryOp::Xor => Some(Value::Int(a ^ b)),
            BinaryOp::RightShift if *b >= 0 => Some(Value::Int(a >> (*b).min(63))),
            BinaryOp::LeftShift if (0..62).contains(b) && a.unsigned_abs() < 1 << (62 - b) => Some(Value::Int(a << b)),
            _ => None,
        },
        (a, b) if let (Some(a), Some(b)) = (a.as_bool(), b.as_bool()) => match op {
            BinaryOp::And => Some(Value::bool(a & b)),
            BinaryOp::Or => Some(Value::bool(a | b)),
            BinaryOp::Xor => Some(Value::bool(a ^ b)),
            _ => None,
        },
        (Value::Float(a), Value::Float(b)) => float_now(op, a.get(), b.get()),
        (Value::Int(a), Value::Float(b)) if a.unsigned_abs() < 1 << 53 => float_now(op, *a as f64, b.get()),
        (Value::Float(a), Value::Int(b)) if b.unsigned_abs() < 1 << 53 => float_now(op, a.get(), *b as f64),
        _ => None,
    }
}

fn float_now(op: BinaryOp, a: f64, b: f64) -> Option<Value> {
    Some(Value::float(match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::TrueDivide if b != 0.0 => a / b,
        _ => return None,
    }))
}

#[cold]
fn unsupported(symbol: &str, a: &Value, b: &Value) -> crate::raise::Unwind {
    type_error(format!("unsupported operand type(s) for {symbol}: '{}' and '{}'", a.class_name(), b.class_name()))
}
