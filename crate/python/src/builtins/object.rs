//! `object`.

use crate::object::Value;
use crate::types::Types;

/// Adds `object`'s methods.
pub fn install(types: &Types) {
    let _ = types;
}

/// `<module.Class object at 0x...>`.
pub fn default_repr(value: &Value) -> String {
    let class = value.class();
    let module = class.find_in_class(&crate::names::names().module).and_then(|module| module.as_str().map(str::to_owned));
    let qualname = match class.payload() {
        crate::object::Payload::Class(data) => data.qualname.get().as_str().unwrap_or("?").to_owned(),
        _ => String::from("?"),
    };
    let address = value.object().map_or(0, crate::object::Ref::identity);
    match module.as_deref() {
        None | Some("builtins") => format!("<{qualname} object at {address:#x}>"),
        Some(module) => format!("<{module}.{qualname} object at {address:#x}>"),
    }
}
