//! Dicts and sets with keys of any class: probes that stop where only Python can tell whether two keys are equal.

use super::Vm;
use crate::object::{Find, Guarded, Ref, SetTable, Table, Value};
use crate::raise::PyResult;

impl Vm {
    /// Finds a key: its hash and its entry, if there is one.
    async fn dict_find(&self, dict: &Guarded<Table>, key: &Value) -> PyResult<(i64, Option<usize>)> {
        let hash = self.hash(key).await?;
        loop {
            let (mut found, version) = dict.with(|table| (table.find(hash, key), table.version()));
            loop {
                match found {
                    Find::Found(position) => return Ok((hash, Some(position))),
                    Find::Missing => return Ok((hash, None)),
                    Find::Ask(position, probe) => {
                        let candidate = dict.with(|table| table.entries()[position].key.clone());
                        let equal = self.same_or_equal(&candidate, key).await?;
                        if dict.with(|table| table.version()) != version {
                            break;
                        }
                        if equal {
                            return Ok((hash, Some(position)));
                        }
                        found = dict.with(|table| table.find_from(hash, key, probe));
                    }
                }
            }
        }
    }

    /// `dict.get(key)`
    pub async fn dict_get(&self, dict: &Guarded<Table>, key: &Value) -> PyResult<Option<Value>> {
        let (_, position) = self.dict_find(dict, key).await?;
        Ok(position.map(|position| dict.with(|table| table.value_at(position).clone())))
    }

    /// `dict[key] = value`; the old value.
    pub async fn dict_set(&self, dict: &Guarded<Table>, key: Value, value: Value) -> PyResult<Option<Value>> {
        let (hash, position) = self.dict_find(dict, &key).await?;
        Ok(dict.with(|table| match position {
            Some(position) => Some(table.replace_at(position, value)),
            None => {
                table.push(hash, key, value);
                None
            }
        }))
    }

    /// `dict.pop(key)`; the value.
    pub async fn dict_remove(&self, dict: &Guarded<Table>, key: &Value) -> PyResult<Option<Value>> {
        let (_, position) = self.dict_find(dict, key).await?;
        Ok(position.map(|position| dict.with(|table| table.remove_at(position)).1))
    }

    /// Finds an item of a set: its hash and slot.
    pub async fn set_find(&self, set: &Guarded<SetTable>, key: &Value) -> PyResult<(i64, Option<usize>)> {
        let hash = self.hash(key).await?;
        loop {
            let (mut found, version) = set.with(|table| (table.find(hash, key), table.version()));
            loop {
                match found {
                    Find::Found(position) => return Ok((hash, Some(position))),
                    Find::Missing => return Ok((hash, None)),
                    Find::Ask(position, _) => {
                        let candidate = set.with(|table| table.slot(position).cloned()).unwrap_or_default();
                        let equal = self.same_or_equal(&candidate, key).await?;
                        if set.with(|table| table.version()) != version {
                            break;
                        }
                        if equal {
                            return Ok((hash, Some(position)));
                        }
                        found = set.with(|table| table.find_after(hash, key, Some(position)));
                    }
                }
            }
        }
    }

    /// `set.add(key)`; whether it was new.
    pub async fn set_add(&self, set: &Guarded<SetTable>, key: Value) -> PyResult<bool> {
        let (hash, position) = self.set_find(set, &key).await?;
        if position.is_none() {
            set.with(|table| table.push(hash, key));
        }
        Ok(position.is_none())
    }

    /// Whether a set holds an item.
    pub async fn set_contains(&self, set: &Guarded<SetTable>, key: &Value) -> PyResult<bool> {
        Ok(self.set_find(set, key).await?.1.is_some())
    }

    /// Takes an item out of a set; whether it was there.
    pub async fn set_remove(&self, set: &Guarded<SetTable>, key: &Value) -> PyResult<bool> {
        let (_, position) = self.set_find(set, key).await?;
        if let Some(position) = position {
            drop(set.with(|table| table.remove_at(position)));
        }
        Ok(position.is_some())
    }

    /// A dict whose keys are strings, such as keyword arguments.
    pub fn dict_of(items: impl IntoIterator<Item = (Value, Value)>) -> Value {
        let mut table = Table::default();
        for (key, value) in items {
            table.set_plain(&key, value);
        }
        Value::dict(table)
    }

    /// The items of a dict, copied out.
    pub fn dict_items(dict: &Ref) -> Vec<(Value, Value)> {
        match dict.payload() {
            crate::object::Payload::Dict(table) => table.with(|table| table.items().map(|(key, value)| (key.clone(), value.clone())).collect()),
            _ => Vec::new(),
        }
    }
}
