use super::{assert_listing, compiled, disassembled, inner};
use crate::code::{CodeKind, Op, Span};

#[test]
fn a_function_body() {
    let code = compiled("def fib(n):\n    if n < 2:\n        return n\n    return fib(n - 1) + fib(n - 2)\n");
    assert_listing(
        &inner(&code, "fib"),
        "0 Line(2)
         1 LoadFast n
         2 Const 2
         3 Compare(Less)
         4 JumpIfFalse(8)
         5 Line(3)
         6 LoadFast n
         7 Return
         8 Line(4)
         9 LoadGlobal fib
         10 PushNull
         11 LoadFast n
         12 Const 1
         13 Binary(Subtract)
         14 Call(1)
         15 LoadGlobal fib
         16 PushNull
         17 LoadFast n
         18 Const 2
         19 Binary(Subtract)
         20 Call(1)
         21 Binary(Add)
         22 Return",
    );
}

#[test]
fn a_loop_shows_its_header_at_every_turn() {
    let code = compiled("for i in range(3):\n    if i: continue\n    print(i)\nelse:\n    done()\n");
    assert_listing(
        &code,
        "0 Line(1)
         1 LoadGlobal range
         2 PushNull
         3 Const 3
         4 Call(1)
         5 GetIter
         6 ForIter(22)
         7 StoreGlobal i
         8 Line(2)
         9 LoadGlobal i
         10 JumpIfFalse(14)
         11 Line(2)
         12 Line(1)
         13 JumpBackward(6)
         14 Line(3)
         15 LoadGlobal print
         16 PushNull
         17 LoadGlobal i
         18 Call(1)
         19 Pop
         20 Line(1)
         21 JumpBackward(6)
         22 Line(5)
         23 LoadGlobal done
         24 PushNull
         25 Call(0)
         26 Pop
         27 LoadNone
         28 Return",
    );
}

#[test]
fn leaving_a_with_calls_exit_outside_of_its_handler() {
    let code = compiled("def f(lock):\n    with lock:\n        return g()\n");
    assert_listing(
        &inner(&code, "f"),
        "0 Line(2)
         1 LoadFast lock
         2 BeforeWith
         3 Pop
         4 Line(3)
         5 LoadGlobal g
         6 PushNull
         7 Call(0)
         8 Swap(2)
         9 Line(2)
         10 PushNull
         11 LoadNone
         12 LoadNone
         13 LoadNone
         14 Call(3)
         15 Pop
         16 Return
         17 PushHandled
         18 Line(2)
         19 WithExceptStart
         20 JumpIfTrue(23)
         21 Reraise
         22 Reraise
         23 Pop
         24 PopHandled
         25 Pop
         26 LoadNone
         27 Return
         3..8 -> 17 at 1
         18..21 -> 22 at 2",
    );
}

#[test]
fn except_binds_and_unbinds_its_name() {
    let code = compiled("try:\n    f()\nexcept ValueError as e:\n    g(e)\n");
    assert_listing(
        &code,
        "0 Line(1)
         1 Line(2)
         2 LoadGlobal f
         3 PushNull
         4 Call(0)
         5 Pop
         6 Jump(31)
         7 PushHandled
         8 Line(3)
         9 LoadGlobal ValueError
         10 MatchException
         11 JumpIfFalse(29)
         12 StoreGlobal e
         13 Line(4)
         14 LoadGlobal g
         15 PushNull
         16 LoadGlobal e
         17 Call(1)
         18 Pop
         19 PopHandled
         20 LoadNone
         21 StoreGlobal e
         22 DeleteGlobal e
         23 Jump(28)
         24 LoadNone
         25 StoreGlobal e
         26 DeleteGlobal e
         27 Reraise
         28 Jump(31)
         29 Reraise
         30 Reraise
         31 LoadNone
         32 Return
         1..6 -> 7 at 0
         8..12 -> 30 at 1
         12..13 -> 30 at 1
         13..19 -> 24 at 1",
    );
}

#[test]
fn finally_runs_on_every_way_out() {
    let code = compiled("def f():\n    try:\n        return g()\n    finally:\n        h()\n");
    assert_listing(
        &inner(&code, "f"),
        "0 Line(2)
         1 Line(3)
         2 LoadGlobal g
         3 PushNull
         4 Call(0)
         5 Line(5)
         6 LoadGlobal h
         7 PushNull
         8 Call(0)
         9 Pop
         10 Line(3)
         11 Return
         12 PushHandled
         13 Line(5)
         14 LoadGlobal h
         15 PushNull
         16 Call(0)
         17 Pop
         18 Reraise
         19 Reraise
         1..5 -> 12 at 0
         13..18 -> 19 at 1",
    );
}

#[test]
fn values_are_named_after_their_variables() {
    let code = compiled("a, b = Lock(), Lock()\nlocks = [Lock() for i in x]\nself.lock = Lock()\nn = 1\nc: Lock = Lock()\n");
    let named: Vec<String> =
        disassembled(&code).lines().filter(|line| line.contains("NameObject")).map(|line| line[3..].to_owned()).collect();
    assert_eq!(named, ["\"a\"", "\"b\"", "\"locks\"", "\"self.lock\"", "\"c\""].map(|name| format!("NameObject {name}")));
}

#[test]
fn constants_are_folded_while_they_stay_small() {
    let code = compiled("x = 2 ** 10 - 24, -1, 'ab' * 2, 7 // 2, 1 / 4, True ^ True, True + True\n");
    assert_listing(
        &code,
        "0 Line(1)
         1 Const (1000, -1, \"abab\", 3, Float(0.25), Bool(false), 2)
         2 StoreGlobal x
         3 LoadNone
         4 Return",
    );
    for source in ["x = 10 ** 10 ** 8\n", "x = 1 << 10_000_000_000\n", "x = 'a' * 10_000_000_000\n", "x = 1 / 0\n", "x = (1,) * 10**9\n"] {
        assert!(disassembled(&compiled(source)).contains("Binary"), "{source}");
    }
    assert!(disassembled(&compiled("x in {1, 2}\n")).contains("Const {1, 2}"));
}

#[test]
fn generators_begin_by_returning_themselves() {
    let code = compiled("def g():\n    x = yield 1\n    return (yield from h(x))\n");
    let generator = inner(&code, "g");
    assert_eq!((generator.kind, generator.ops[0]), (CodeKind::Generator, Op::ReturnGenerator));
    assert_listing(
        &generator,
        "0 ReturnGenerator
         1 Line(2)
         2 Const 1
         3 Yield
         4 StoreFast x
         5 Line(3)
         6 LoadGlobal h
         7 PushNull
         8 LoadFast x
         9 Call(1)
         10 GetYieldFromIter
         11 LoadNone
         12 Send(15)
         13 Yield
         14 Jump(12)
         15 Return",
    );
}

#[test]
fn future_annotations_are_text() {
    let code = compiled("from __future__ import annotations\ndef f(a: undefined[int]) -> \"x\": pass\n");
    let listing = disassembled(&code);
    assert!(listing.contains("Const \"undefined[int]\"") && !listing.contains("LoadGlobal undefined"), "{listing}");
}

#[test]
fn instructions_have_the_places_that_cpython_gives_them() {
    let code = compiled("x = (a\n     .b(1)\n     .c(2))\ny = f(1) + 锅[2]\n");
    let place = |op: Op| code.ops.iter().zip(&code.spans).filter(|(other, _)| **other == op).map(|(_, span)| *span).collect::<Vec<_>>();
    let span = |line, column, end_line, end_column| Span { line, end_line, column, end_column };
    assert_eq!(place(Op::Call(1)), [span(2, 6, 2, 10), span(3, 6, 3, 10), span(4, 4, 4, 8)]);
    assert_eq!(place(Op::LoadSubscript), [span(4, 11, 4, 15)]);
}
