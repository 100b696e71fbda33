use super::{assert_listing, compiled, disassembled, inner};

#[test]
fn a_function_takes_free_variables_from_around_it() {
    let code =
        compiled("def outer(a):\n    b = 1\n    def inner():\n        nonlocal b\n        b += a\n        return b\n    return inner\n");
    let outer = inner(&code, "outer");
    assert_eq!(outer.cells.iter().map(|(name, slot)| (&**name, *slot)).collect::<Vec<_>>(), [("a", Some(0)), ("b", None)]);
    assert_eq!(outer.locals, ["a".into(), "inner".into()]);
    let inner = inner(&code, "outer.<locals>.inner");
    assert_eq!(inner.free, ["a".into(), "b".into()]);
    assert_listing(
        &inner,
        "0 Line(5)
         1 LoadDeref b
         2 LoadDeref a
         3 Inplace(Add)
         4 StoreDeref b
         5 Line(6)
         6 LoadDeref b
         7 Return",
    );
}

#[test]
fn class_bodies_do_not_lend_their_names() {
    let code = compiled(
        "def f():\n    x = 1\n    class A:\n        x = 2\n        y = x\n        def g(self):\n            return x\n    return A\n",
    );
    let class = inner(&code, "f.<locals>.A");
    assert_eq!(class.free, ["x".into()]);
    let listing = disassembled(&class);
    assert!(listing.contains("StoreName x") && listing.contains("LoadName x"), "{listing}");
    assert!(disassembled(&inner(&code, "f.<locals>.A.g")).contains("LoadDeref x"));
}

#[test]
fn super_and_class_reach_the_class_through_a_cell() {
    let code = compiled("class A(B):\n    def f(self):\n        super().f()\n    def g(self):\n        return __class__\n");
    let class = inner(&code, "A");
    assert_eq!(class.cells.len(), 1);
    assert!(disassembled(&class).contains("LoadClosure __class__"));
    assert_listing(
        &inner(&code, "A.f"),
        "0 Line(3)
         1 LoadSuper
         2 LoadMethod f
         3 Call(0)
         4 Pop
         5 LoadNone
         6 Return",
    );
    assert_eq!(inner(&code, "A.g").free, ["__class__".into()]);
}

#[test]
fn private_names_carry_their_class() {
    let code = compiled("class _A:\n    __x = 1\n    def f(self, __y):\n        self.__z = __y.__len__\n        return self.__x\n");
    assert!(disassembled(&inner(&code, "_A")).contains("StoreName _A__x"));
    let method = inner(&code, "_A.f");
    assert_eq!(method.locals, ["self".into(), "_A__y".into()]);
    assert_eq!(method.names, ["__len__".into(), "_A__z".into(), "_A__x".into()]);
}

#[test]
fn a_walrus_in_a_comprehension_binds_around_it() {
    let code = compiled("def f(xs):\n    r = [y := x for x in xs]\n    return y\n");
    assert_eq!(inner(&code, "f").cells.iter().map(|(name, _)| &**name).collect::<Vec<_>>(), ["y"]);
    assert_eq!(inner(&code, "f.<locals>.<listcomp>").free, ["y".into()]);
    let module = compiled("r = [y := x for x in xs]\n");
    assert!(disassembled(&inner(&module, "<listcomp>")).contains("StoreGlobal y"));
}

#[test]
fn slots_begin_with_the_parameters() {
    let code = compiled("def f(a, /, b, *args, c, d=1, **kw):\n    e = a\n    return e\n");
    let function = inner(&code, "f");
    let names: Vec<&str> = function.locals.iter().map(|name| &**name).collect();
    assert_eq!(names, ["a", "b", "c", "d", "args", "kw", "e"]);
    let parameters = function.parameters;
    assert_eq!((parameters.positional_only, parameters.positional, parameters.keyword_only), (1, 2, 2));
    assert!(parameters.varargs && parameters.varkeywords);
    assert_eq!(parameters.count(), 6);
}

#[test]
fn global_declarations_reach_through_functions() {
    let code = compiled("def f():\n    global x\n    x = 1\n    def g():\n        return x\n");
    assert!(disassembled(&inner(&code, "f")).contains("StoreGlobal x"));
    assert!(disassembled(&inner(&code, "f.<locals>.g")).contains("LoadGlobal x"));
}
