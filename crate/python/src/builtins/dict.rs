//! `dict`.

use crate::names::names;
use crate::object::{Payload, Value};
use crate::raise::{PyResult, type_error};
use crate::types::{Types, types};
use crate::vm::Vm;

/// Adds `dict`'s methods.
pub fn install(types: &Types) {
    let _ = types;
}

/// `{**mapping}`: sets every item of a mapping.
pub async fn update_from_mapping(vm: &Vm, dict: &Value, mapping: &Value) -> PyResult<()> {
    let Some(Payload::Dict(table)) = dict.payload() else { return Ok(()) };
    for (key, value) in mapping_items(vm, mapping).await? {
        drop(vm.dict_set(table, key, value).await?);
    }
    Ok(())
}

/// `f(**mapping)`: as above, but keys must be new strings.
pub async fn merge_keywords(vm: &Vm, dict: &Value, mapping: &Value, function: &Value) -> PyResult<()> {
    let Some(Payload::Dict(table)) = dict.payload() else { return Ok(()) };
    let label = match vm.try_attr(function, &names().qualname).await? {
        Some(name) => format!("{}{}()", module_prefix(vm, function).await?, name.as_str().unwrap_or("?")),
        None => vm.str(function).await?,
    };
    let items = match mapping_items(vm, mapping).await {
        Err(error) if error.is(&types().type_error) => return Err(type_error(format!("{label} argument after ** must be a mapping, not {}", mapping.class_name()))),
        other => other?,
    };
    for (key, value) in items {
        let Some(text) = key.as_str() else { return Err(type_error("keywords must be strings")) };
        let known = table.with(|table| table.get_plain(&key)).is_some();
        if known {
            return Err(type_error(format!("{label} got multiple values for keyword argument '{text}'")));
        }
        drop(vm.dict_set(table, key, value).await?);
    }
    Ok(())
}

async fn module_prefix(vm: &Vm, function: &Value) -> PyResult<String> {
    Ok(match vm.try_attr(function, &names().module).await? {
        Some(module) => match module.as_str() {
            Some("builtins") | None => String::new(),
            Some(module) => format!("{module}."),
        },
        None => String::new(),
    })
}

/// The items of a mapping: a dict's own, or by `keys()` and `[]`.
pub async fn mapping_items(vm: &Vm, mapping: &Value) -> PyResult<Vec<(Value, Value)>> {
    if let Value::Object(object) = mapping
        && mapping.is_plain()
        && let Payload::Dict(_) = object.payload()
    {
        return Ok(Vm::dict_items(object));
    }
    let Some(keys) = vm.try_attr(mapping, &names().keys).await? else {
        return Err(type_error(format!("'{}' object is not a mapping", mapping.class_name())));
    };
    let keys = vm.call(&keys, vec![]).await?;
    let mut items = Vec::new();
    for key in vm.collect(&keys).await? {
        let value = vm.get_item(mapping, &key).await?;
        items.push((key, value));
    }
    Ok(items)
}
