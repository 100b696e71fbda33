//! Dicts and sets with keys of any class: probes that stop where only Python can tell whether two keys are equal.
//!
//! Every operation looks and changes in one guarded section. Where a probe stops to ask Python, the answer counts only if the
//! table is still as it was ([`Table::version`]); otherwise the operation begins again.

use super::Vm;
use crate::object::{Find, Guarded, Ref, SetTable, Table, Value};
use crate::raise::PyResult;

/// What is known of a key that a probe stopped at.
struct Asked {
    version: u32,
    /// Where the key is, as far as Python was asked: an entry or slot, or nowhere.
    found: Option<usize>,
}

impl Vm {
    /// Runs `work` on a dict and the place of `key` in it.
    async fn with_entry<R>(
        &self,
        dict: &Guarded<Table>,
        key: &Value,
        mut work: impl FnMut(&mut Table, i64, Option<usize>) -> R,
    ) -> PyResult<R> {
        let hash = self.hash(key).await?;
        let mut asked: Option<Asked> = None;
        loop {
            let step = dict.with(|table| {
                if let Some(asked) = &asked
                    && asked.version == table.version()
                {
                    return Ok(work(table, hash, asked.found));
                }
                match table.find(hash, key) {
                    Find::Found(position) => Ok(work(table, hash, Some(position))),
                    Find::Missing => Ok(work(table, hash, None)),
                    Find::Ask(position, probe) => Err((position, probe, table.version(), table.entries()[position].key.clone())),
                }
            });
            let (mut position, mut probe, version, mut candidate) = match step {
                Ok(result) => return Ok(result),
                Err(question) => question,
            };
            asked = loop {
                if self.same_or_equal(&candidate, key).await? {
                    break Some(Asked { version, found: Some(position) });
                }
                let next = dict.read(|table| {
                    if table.version() != version {
                        return None;
                    }
                    Some(match table.find_from(hash, key, probe) {
                        Find::Ask(position, probe) => Err((position, probe, table.entries()[position].key.clone())),
                        Find::Found(position) => Ok(Some(position)),
                        Find::Missing => Ok(None),
                    })
                });
                match next {
                    None => break None,
                    Some(Ok(found)) => break Some(Asked { version, found }),
                    Some(Err(question)) => (position, probe, candidate) = question,
                }
            };
        }
    }

    /// `dict.get(key)`
    pub async fn dict_get(&self, dict: &Guarded<Table>, key: &Value) -> PyResult<Option<Value>> {
        if dict.is_frozen() {
            // A builtin class's, seen through a proxy: rarely asked.
            return Box::pin(self.dict_get(&Guarded::new(dict.get()), key)).await;
        }
        self.with_entry(dict, key, |table, _, position| position.map(|position| table.value_at(position).clone())).await
    }

    /// `dict[key] = value`; the old value.
    pub async fn dict_set(&self, dict: &Guarded<Table>, key: Value, value: Value) -> PyResult<Option<Value>> {
        self.with_entry(dict, &key, |table, hash, position| {
            if let Some(position) = position {
                Some(table.replace_at(position, value.clone()))
            } else {
                table.push(hash, key.clone(), value.clone());
                None
            }
        })
        .await
    }

    /// `dict.pop(key)`; the value.
    pub async fn dict_remove(&self, dict: &Guarded<Table>, key: &Value) -> PyResult<Option<Value>> {
        Ok(self
            .with_entry(dict, key, |table, _, position| position.map(|position| table.remove_at(position)))
            .await?
            .map(|(_, value)| value))
    }

    /// Runs `work` on a set and the slot of `key` in it.
    async fn with_slot<R>(
        &self,
        set: &Guarded<SetTable>,
        key: &Value,
        mut work: impl FnMut(&mut SetTable, i64, Option<usize>) -> R,
    ) -> PyResult<R> {
        let hash = self.hash(key).await?;
        let mut asked: Option<Asked> = None;
        loop {
            let step = set.with(|table| {
                if let Some(asked) = &asked
                    && asked.version == table.version()
                {
                    return Ok(work(table, hash, asked.found));
                }
                match table.find(hash, key) {
                    Find::Found(slot) => Ok(work(table, hash, Some(slot))),
                    Find::Missing => Ok(work(table, hash, None)),
                    Find::Ask(slot, _) => Err((slot, table.version(), table.slot(slot).cloned().unwrap_or_default())),
                }
            });
            let (mut slot, version, mut candidate) = match step {
                Ok(result) => return Ok(result),
                Err(question) => question,
            };
            asked = loop {
                if self.same_or_equal(&candidate, key).await? {
                    break Some(Asked { version, found: Some(slot) });
                }
                let next = set.read(|table| {
                    if table.version() != version {
                        return None;
                    }
                    Some(match table.find_after(hash, key, Some(slot)) {
                        Find::Ask(slot, _) => Err((slot, table.slot(slot).cloned().unwrap_or_default())),
                        Find::Found(slot) => Ok(Some(slot)),
                        Find::Missing => Ok(None),
                    })
                });
                match next {
                    None => break None,
                    Some(Ok(found)) => break Some(Asked { version, found }),
                    Some(Err(question)) => (slot, candidate) = question,
                }
            };
        }
    }

    /// `set.add(key)`; whether it was new.
    pub async fn set_add(&self, set: &Guarded<SetTable>, key: Value) -> PyResult<bool> {
        self.with_slot(set, &key, |table, hash, slot| {
            if slot.is_none() {
                table.push(hash, key.clone());
            }
            slot.is_none()
        })
        .await
    }

    /// Whether a set holds an item.
    pub async fn set_contains(&self, set: &Guarded<SetTable>, key: &Value) -> PyResult<bool> {
        self.with_slot(set, key, |_, _, slot| slot.is_some()).await
    }

    /// Takes an item out of a set; whether it was there.
    pub async fn set_remove(&self, set: &Guarded<SetTable>, key: &Value) -> PyResult<bool> {
        Ok(self.with_slot(set, key, |table, _, slot| slot.map(|slot| table.remove_at(slot))).await?.is_some())
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
            crate::object::Payload::Dict(table) => {
                table.read(|table| table.items().map(|(key, value)| (key.clone(), value.clone())).collect())
            }
            _ => Vec::new(),
        }
    }
}
