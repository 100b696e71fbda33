# type, isinstance, names and reprs of types, type objects as values.
for value in (1, 1.5, True, None, "s", b"b", [], (), {}, set(), frozenset(), range(1), slice(1), ..., NotImplemented, len, lambda: 0, int, type, object(), Exception("x"), iter([]), (i for i in ())):
    print(type(value), type(value).__name__)
print(int, str, list, type, object, Exception, ValueError, type(len), bool)
print(int("5"), str(5), list("ab"), tuple("ab"), dict(a=1), set("a"), float("1"), bool(1), bytes(1), object().__class__)
print(int.__mro__, bool.__mro__, bool.__bases__, int.__base__, object.__base__, type(int), type(type))
print(isinstance(int, type), issubclass(ValueError, Exception), isinstance(ValueError("x"), (KeyError, ValueError)), int == int, int is not str, {int: "i"}[int], [int, str][1]("x"))
kinds = {"int": int, "float": float, "str": str}
print([kinds[k]("5") for k in kinds], list(map(str, [1, 2])), sorted([3, "a", 2.5], key=str), max([int, str], key=lambda t: t.__name__))
print(type("C", (), {"x": 1}).x, type(1) == int, type(1) in (int, float), type([]) is list, isinstance(1, object))
print(str.__name__, "".__class__, (5).__class__.__name__, [].__class__ is list, int | str, int | None)


def f(a: int, b: list = None) -> "int | str":
    pass


print(f.__annotations__)
print(str(int), repr(str), f"{int} {list!r}", "%s" % dict)
print(hasattr(int, "bit_length"), getattr(str, "upper")("x"), str.upper("y"), list.append.__name__, dict.get({"a": 1}, "a"), int.__add__(2, 3), (5).__lt__(6), "a".__eq__("a"), [1].__eq__([1]), (5).__eq__("x"))
