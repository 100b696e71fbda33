# Exceptions of a program, and what builtins complain of.
class AppError(Exception):
    def __init__(self, message, code=0):
        super().__init__(message)
        self.code = code
    def __str__(self):
        return f"[{self.code}] {super().__str__()}"
class NotFound(AppError, KeyError):
    pass
def risky(n):
    try:
        if n == 1: raise NotFound("nope", code=404)
        if n == 2: raise AppError("bad", 500) from KeyError("inner")
        if n == 3: return "returned"
        if n == 4: int("x")
        if n == 5: raise AppError
    except NotFound as e:
        return f"handled {e} {e.args} {e.code} {e!r}"
    except ValueError as e:
        raise AppError("wrapped") from e
    else:
        return "else"
    finally:
        print("finally", n)
for n in range(6):
    try:
        print(risky(n))
    except AppError as e:
        print("caught", repr(e), e.__cause__, e.__suppress_context__, repr(e.__context__))
    except TypeError as e:
        print(e)
def nested():
    for i in range(5):
        try:
            if i == 1: continue
            if i == 3: break
            print("body", i)
        finally:
            print("cleanup", i)
    else:
        print("no break")
nested()
try:
    try:
        raise ValueError("a")
    except ValueError:
        raise KeyError("b")
except KeyError as e:
    print(repr(e.__context__), e.__cause__)
try:
    raise ValueError("x") from None
except ValueError as e:
    print(e.__suppress_context__, e.__cause__, e.with_traceback(None) is e)
e = ValueError("note"); e.add_note("first"); print(e.__notes__)
class Ctx:
    def __init__(self, swallow): self.swallow = swallow
    def __enter__(self): print("enter"); return self
    def __exit__(self, t, v, tb): print("exit", t and t.__name__, v); return self.swallow
with Ctx(True) as c, Ctx(False) as d:
    raise RuntimeError("inside")
print("after")
try:
    with Ctx(False): raise StopIteration(5)
except StopIteration as s: print(s.value)
def gen():
    try:
        received = yield 1
        print("received", received)
        yield 2
    except GeneratorExit:
        print("closing"); raise
    finally: print("gen finally")
g = gen(); print(next(g), g.send("hi")); g.close()
try: next(g)
except StopIteration: print("stopped")
try: [1, 2][5]
except LookupError as e: print(type(e).__mro__[1].__name__, e)
numbers, word, number = [1, 2, 3], "a", 5
for f in (
    lambda: 1 + "a",
    lambda: "a" + 1,
    lambda: [] < {},
    lambda: None.x,
    lambda: undefined_name,
    lambda: (1, 2)[9],
    lambda: {}["k"],
    lambda: int("z"),
    lambda: len(5),
    lambda: "abc".nope(),
    lambda: [1].index(2),
    lambda: {1} | [2],
    lambda: "x" % 3,
    lambda: open_me(),
    lambda: float("z"),
    lambda: [][0],
    lambda: iter(3),
    lambda: next(iter([])),
    lambda: f(1),
    lambda: max([]),
    lambda: chr(-1),
    lambda: "".join([1]),
    lambda: sum(["a"]),
    lambda: sorted([1, "a"]),
    lambda: {}.popitem(),
    lambda: set().pop(),
    lambda: [].pop(),
    lambda: dict([1]),
    lambda: list(None),
    lambda: tuple(5),
    lambda: int([]),
    lambda: range(1.5),
    lambda: numbers[1.0],
    lambda: word["b"],
    lambda: 1 / 0,
    lambda: 1 // 0,
    lambda: 1 % 0,
    lambda: 1.0 / 0,
    lambda: 0 ** -1,
    lambda: {[]: 1},
    lambda: hash([]),
    lambda: isinstance(1, 2),
    lambda: issubclass(1, int),
    lambda: number(),
    lambda: (lambda a: a)(),
    lambda: (lambda: 0)(1),
    lambda: (lambda *, k: k)(),
    lambda: (lambda a: a)(1, a=2),
    lambda: (lambda a: a)(b=2),
    lambda: ord("ab"),
    lambda: round("x"),
    lambda: abs("x"),
    lambda: "a" * "b",
    lambda: [1] * 1.5,
    lambda: -"a",
    lambda: not_defined.x,
    lambda: [] + (),
    lambda: () + [],
    lambda: {} + {},
    lambda: 3 @ 4,
    lambda: 1 << -1,
    lambda: 2 in 5,
    lambda: "%d" % "s",
    lambda: "{}".format(),
    lambda: "{a}".format(b=1),
    lambda: divmod(1, 0),
    lambda: min(1),
    lambda: zip(1),
    lambda: map(1),
    lambda: reversed({1}),
    lambda: b"a" + "b",
    lambda: bytes("a"),
    lambda: "a".encode("nope"),
    lambda: b"\xff".decode(),
    lambda: getattr(1, "zz"),
    lambda: setattr(1, "zz", 2),
    lambda: type("a", "b"),
    lambda: object(1),
    lambda: property(1, 2, 3, 4, 5),
    lambda: all(1),
    lambda: int("1", 99),
    lambda: str(1, 2),
    lambda: slice(),
    lambda: print(sep=1),
    lambda: input if False else [].sort(1),
    lambda: [3, "a"].sort(),
    lambda: [1].remove(5),
    lambda: "a".split(""),
    lambda: "abc".index("z"),
    lambda: dict(a=1).pop("z"),
    lambda: (1).real(),
    lambda: frozenset().add(1),
    lambda: (1, 2).append(3),
    lambda: [1, 2].push(3),
    lambda: "x".appned,
):
    try:
        print("no error", f())
    except Exception as e:
        print(type(e).__name__, e)
