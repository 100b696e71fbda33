//! Interned names: attribute names and other strings of the program text, each one immortal object.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use crate::object::{Payload, Ref, Value};

/// The one string object for `text`. Only for names in program or library text: they are never freed.
pub fn intern(text: &str) -> Value {
    static TABLE: OnceLock<Mutex<HashMap<Box<str>, Ref>>> = OnceLock::new();
    let mut table = TABLE.get_or_init(Mutex::default).lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = table.get(text) {
        return Value::Object(known.clone());
    }
    let made = Ref::immortal(None, Payload::Str(text.into()));
    // The hash is computed now, so that threads only read it.
    if let Payload::Str(text) = made.payload() {
        text.hash();
    }
    table.insert(text.into(), made.clone());
    Value::Object(made)
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
    enter "__enter__" exit "__exit__" dict "__dict__" doc "__doc__" name "__name__" qualname "__qualname__"
    module "__module__" annotations "__annotations__" slots "__slots__" file "__file__"
    builtins "__builtins__" main "__main__" all "__all__"
    classcell "__classcell__" build_class "__build_class__" prepare "__prepare__"
    instancecheck "__instancecheck__"
    write "write" send "send" throw "throw" close "close" keys "keys"
}
