//! `int | str`: unions of classes, for annotations and `isinstance`.

use core::any::Any;
use std::sync::OnceLock;

use crate::native::sync;
use crate::object::{Foreign, Layout, Payload, Ref, Value};
use crate::types::{library_class_with, types};

/// The alternatives: classes, or `None` for its class.
struct Union(Vec<Value>);

impl Foreign for Union {
    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn class() -> &'static Ref {
    static CLASS: OnceLock<Ref> = OnceLock::new();
    CLASS.get_or_init(|| {
        library_class_with(
            "types",
            "UnionType",
            Layout::Final,
            &types().object,
            &[
                sync("__or__", "self, value, /", |_, args| Ok(of(&args[0], &args[1]))),
                sync("__ror__", "self, value, /", |_, args| Ok(of(&args[1], &args[0]))),
                sync("__repr__", "self, /", |_, args| {
                    Ok(Value::str(members(&args[0]).unwrap_or(&[]).iter().map(name).collect::<Vec<_>>().join(" | ")))
                }),
                sync("__eq__", "self, value, /", |_, args| {
                    let (Some(a), Some(b)) = (members(&args[0]), members(&args[1])) else { return Ok(Value::NotImplemented) };
                    Ok(Value::bool(a.len() == b.len() && a.iter().all(|one| b.iter().any(|other| one.is(other)))))
                }),
                sync("__hash__", "self, /", |_, args| {
                    let identities = members(&args[0]).unwrap_or(&[]).iter().filter_map(Value::object).map(|class| class.identity() as i64);
                    Ok(Value::Int(identities.fold(0, |hash, identity| hash ^ identity)))
                }),
            ],
            &[],
            crate::types::has_own_hash,
        )
    })
}

/// `a | b` of classes; `NotImplemented` for anything else.
pub fn of(a: &Value, b: &Value) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for side in [a, b] {
        let found = match (members(side), side) {
            (Some(members), _) => members.to_vec(),
            (None, Value::None) => vec![Value::None],
            (None, class) if class.as_class().is_some() || super::alias::text(class).is_some() => vec![class.clone()],
            _ => return Value::NotImplemented,
        };
        for one in found {
            if !all.iter().any(|known| known.is(&one)) {
                all.push(one);
            }
        }
    }
    if all.len() == 1 {
        return all.remove(0);
    }
    Ref::with_class(class().clone(), Payload::Foreign(Box::new(Union(all)))).into()
}

/// The alternatives of a union; nothing for any other value.
pub fn members(value: &Value) -> Option<&[Value]> {
    value.foreign::<Union>().map(|union| union.0.as_slice())
}

/// The class that an alternative stands for.
pub fn class_of(alternative: &Value) -> Value {
    if alternative.is_none() { types().none_type.clone().into() } else { alternative.clone() }
}

fn name(alternative: &Value) -> String {
    if let Some(text) = super::alias::text(alternative) {
        return text.to_owned();
    }
    alternative.as_class().map_or_else(|| String::from("None"), |class| class.qualname.get().as_str().unwrap_or("?").to_owned())
}
