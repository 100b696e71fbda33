//! Making classes: method resolution order and what the virtual machine must know of a class at once.

use crate::names::names;
use crate::object::{Class, ClassFlags, Layout, Payload, Ref, Table, Value};
use crate::raise::{PyResult, type_error};
use crate::types::types;

/// A class of the program. `names` is the class body's namespace; `bases` are class objects.
pub fn new_class(name: &Value, bases: &[Ref], namespace: Table, meta: Option<Ref>) -> PyResult<Ref> {
    let bases: Vec<Ref> = if bases.is_empty() { vec![types().object.clone()] } else { bases.to_vec() };
    for (index, base) in bases.iter().enumerate() {
        if bases[..index].iter().any(|earlier| earlier.is(base)) {
            return Err(type_error(format!("duplicate base class {}", base.class_text())));
        }
    }
    let (mut layout, mut builtin) = (Layout::Instance, "object");
    for base in &bases {
        let Payload::Class(data) = base.payload() else { return Err(type_error("bases must be types")) };
        match data.layout {
            Layout::Final => return Err(type_error(format!("type '{}' is not an acceptable base type", data.name_text()))),
            Layout::Instance => {}
            other if layout == Layout::Instance || (layout == other && (other == Layout::Exception || builtin == data.builtin)) => {
                (layout, builtin) = (other, data.builtin);
            }
            _ => return Err(type_error("multiple bases have instance lay-out conflict")),
        }
    }
    let ancestors = linearize(&bases)?;
    let mut namespace = namespace;
    let qualname = namespace.remove_plain(&names().qualname).unwrap_or_else(|| name.clone());
    let module = namespace.get_plain(&names().module).unwrap_or(Value::None);
    if namespace.get_plain(&names().eq).is_some() && namespace.get_plain(&names().hash).is_none() {
        drop(namespace.set_plain(&names().hash, Value::None));
    }
    if namespace.get_plain(&names().doc).is_none() {
        drop(namespace.set_plain(&names().doc, Value::None));
    }
    for (special, wrap) in [(&names().new, false), (&names().init_subclass, true), (&names().class_getitem, true)] {
        if let Some(function) = namespace.get_plain(special)
            && matches!(function.payload(), Some(Payload::Function(_)))
        {
            let wrapped = if wrap { Payload::ClassMethod(function) } else { Payload::StaticMethod(function) };
            drop(namespace.set_plain(special, Ref::new(wrapped).into()));
        }
    }
    let dict = Value::dict(namespace);
    let Value::Object(dict) = dict else { return Err(type_error("namespace is no dict")) };
    let data = Class::new(name.clone(), qualname, module, bases, ancestors, dict, layout, builtin);
    let class = match meta {
        Some(meta) if !meta.is(&types().type_) => Ref::with_class(meta, Payload::Class(Box::new(data))),
        _ => Ref::container(Payload::Class(Box::new(data))),
    };
    refresh_flags(&class);
    // Numbered now, so that classes can be told in the order in which they were made.
    class.identity();
    Ok(class)
}

/// Whether instances of a builtin class have no attributes of their own.
fn is_without_dict(class: &Ref) -> bool {
    match class.payload() {
        Payload::Class(data) if !data.flags().contains(ClassFlags::HEAP) => {
            !matches!(data.layout, Layout::Exception | Layout::Class | Layout::Foreign)
        }
        _ => false,
    }
}

/// C3 linearization (as `mro_implementation` of `Objects/typeobject.c`): the ancestors without the class itself.
fn linearize(bases: &[Ref]) -> PyResult<Vec<Ref>> {
    let mut sequences: Vec<Vec<Ref>> = bases
        .iter()
        .map(|base| {
            let mut order = vec![base.clone()];
            if let Payload::Class(data) = base.payload() {
                order.extend(data.ancestors.get());
            }
            order
        })
        .collect();
    sequences.push(bases.to_vec());
    let mut merged = Vec::new();
    loop {
        sequences.retain(|sequence| !sequence.is_empty());
        if sequences.is_empty() {
            return Ok(merged);
        }
        let next = sequences
            .iter()
            .map(|sequence| &sequence[0])
            .find(|head| !sequences.iter().any(|sequence| sequence[1..].iter().any(|later| later.is(head))))
            .cloned();
        let Some(next) = next else {
            let list: Vec<String> = bases.iter().map(Ref::class_text).collect();
            return Err(type_error(format!("Cannot create a consistent method resolution\norder (MRO) for bases {}", list.join(", "))));
        };
        for sequence in &mut sequences {
            if sequence[0].is(&next) {
                sequence.remove(0);
            }
        }
        merged.push(next);
    }
}

/// Computes a class's flags anew, after it was made or one of its special names was set.
pub fn refresh_flags(class: &Ref) {
    let Payload::Class(data) = class.payload() else { return };
    let mut flags = ClassFlags::HEAP;
    let mut order = vec![class.clone()];
    order.extend(data.ancestors.get());
    let names = names();
    let comes_from_program = |name: &Value| {
        for owner in &order {
            if let Payload::Class(owner_data) = owner.payload()
                && owner_data.own(name).is_some()
            {
                return owner_data.flags().contains(ClassFlags::HEAP) || owner.is(class) || owner_data.layout == Layout::Foreign;
            }
        }
        false
    };
    let mut set = |flag: ClassFlags, on: bool| {
        if on {
            flags = flags.with(flag);
        }
    };
    set(ClassFlags::CUSTOM_EQ, comes_from_program(&names.eq));
    set(ClassFlags::CUSTOM_HASH, comes_from_program(&names.hash));
    set(ClassFlags::GETATTR, comes_from_program(&names.getattr));
    set(ClassFlags::GETATTRIBUTE, comes_from_program(&names.getattribute));
    set(ClassFlags::SETATTR, comes_from_program(&names.setattr) || comes_from_program(&names.delattr));
    set(ClassFlags::FINALIZER, comes_from_program(&names.del));
    set(ClassFlags::CUSTOM_NEW, comes_from_program(&names.new));
    set(ClassFlags::CUSTOM_TRUTH, comes_from_program(&names.bool) || comes_from_program(&names.len));
    set(
        ClassFlags::NO_DICT,
        data.own(&names.slots).is_some()
            && data.bases.read(|bases| bases.iter().all(|base| base.class_flags().contains(ClassFlags::NO_DICT) || is_without_dict(base))),
    );
    let content = [
        &names.iter,
        &names.next,
        &names.getitem,
        &names.setitem,
        &names.delitem,
        &names.contains,
        &names.len,
        &names.str,
        &names.repr,
        &names.missing,
        &names.eq,
        &names.lt,
        &names.add,
        &names.hash,
        &names.bool,
        &names.reversed,
        &names.format,
        &names.index,
        &names.mul,
        &names.sub,
    ];
    set(ClassFlags::CUSTOM_CONTENT, content.iter().any(|name| comes_from_program(name)));
    data.set_flags(flags);
}
