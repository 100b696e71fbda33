//! Interned names: attribute names and other strings of the program text, each one immortal object.
//!
//! Names of Hotpot's own text are never freed; those of a program's text are when the last program that holds them is.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::object::{Owned, Payload, Value};

struct Entry {
    object: Owned,
    /// How often programs hold it; [`FOR_EVER`] where Hotpot itself does.
    holders: u32,
}

const FOR_EVER: u32 = u32::MAX;

fn table() -> MutexGuard<'static, HashMap<Box<str>, Entry>> {
    static TABLE: OnceLock<Mutex<HashMap<Box<str>, Entry>>> = OnceLock::new();
    TABLE.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner)
}

/// The one string object for `text`. Only for names in the text of Hotpot and its library: they are never freed.
pub fn intern(text: &str) -> Value {
    hold_more(text, FOR_EVER)
}

/// The one string object for `text`, good until [`give_up`] is called for it. For names in a program's text.
pub fn hold(text: &str) -> Value {
    hold_more(text, 1)
}

fn hold_more(text: &str, more: u32) -> Value {
    let mut table = table();
    if let Some(known) = table.get_mut(text) {
        known.holders = known.holders.saturating_add(more);
        return known.object.get().into();
    }
    let object = Owned::new(Payload::Str(text.into()));
    // The hash is computed now, so that threads only read it.
    if let Payload::Str(text) = object.get().payload() {
        text.hash();
    }
    let name = object.get().into();
    table.insert(text.into(), Entry { object, holders: more });
    name
}

/// Gives up names that a program [held](hold), once each. Those that nobody else holds are freed: the program's runs must be gone.
pub fn give_up(names: &[Arc<str>]) {
    let mut table = table();
    for text in names {
        match table.get_mut(&**text) {
            Some(known) if known.holders == FOR_EVER => {}
            Some(known) if known.holders > 1 => known.holders -= 1,
            Some(_) => drop(table.remove(&**text)),
            None => {}
        }
    }
}

macro_rules! names {
    ($($field:ident $text:literal)*) => {
        /// Names that the virtual machine itself looks up.
        #[derive(Debug)]
        pub struct Names { $(pub $field: Value,)* }

        /// The names that the virtual machine itself looks up.
        pub fn names() -> &'static Names {
            static NAMES: OnceLock<Names> = OnceLock::new();
            NAMES.get_or_init(|| Names { $($field: intern($text),)* })
        }
    };
}

names! {
    init "__init__" new "__new__" del "__del__" repr "__repr__" str "__str__" bytes "__bytes__" format "__format__"
    lt "__lt__" le "__le__" eq "__eq__" ne "__ne__" gt "__gt__" ge "__ge__" hash "__hash__" bool "__bool__"
    getattr "__getattr__" getattribute "__getattribute__" setattr "__setattr__" delattr "__delattr__" dir "__dir__"
    get "__get__" set "__set__" delete "__delete__" set_name "__set_name__" init_subclass "__init_subclass__"
    class_getitem "__class_getitem__"
    call "__call__" len "__len__" getitem "__getitem__" setitem "__setitem__" delitem "__delitem__"
    missing "__missing__" iter "__iter__" next "__next__" reversed "__reversed__" contains "__contains__"
    add "__add__" sub "__sub__" mul "__mul__" matmul "__matmul__" truediv "__truediv__" floordiv "__floordiv__" mod_ "__mod__"
    divmod "__divmod__" pow "__pow__" lshift "__lshift__" rshift "__rshift__" and "__and__" xor "__xor__" or "__or__"
    radd "__radd__" rsub "__rsub__" rmul "__rmul__" rmatmul "__rmatmul__" rtruediv "__rtruediv__" rfloordiv "__rfloordiv__"
    rmod "__rmod__" rdivmod "__rdivmod__" rpow "__rpow__" rlshift "__rlshift__" rrshift "__rrshift__" rand "__rand__"
    rxor "__rxor__" ror "__ror__" iadd "__iadd__" isub "__isub__" imul "__imul__" imatmul "__imatmul__"
    itruediv "__itruediv__" ifloordiv "__ifloordiv__" imod "__imod__" ipow "__ipow__" ilshift "__ilshift__"
    irshift "__irshift__" iand "__iand__" ixor "__ixor__" ior "__ior__"
    neg "__neg__" pos "__pos__" abs "__abs__" invert "__invert__" int "__int__" float "__float__"
    index "__index__" round "__round__" trunc "__trunc__" floor "__floor__" ceil "__ceil__"
    enter "__enter__" exit "__exit__" dict "__dict__" doc "__doc__" name "__name__" plain_name "name" qualname "__qualname__"
    module "__module__" annotations "__annotations__" slots "__slots__" file "__file__"
    builtins "__builtins__" main "__main__" all "__all__"
    classcell "__classcell__" build_class "__build_class__" prepare "__prepare__"
    instancecheck "__instancecheck__"
    write "write" send "send" throw "throw" close "close" keys "keys"
}
