# Equality, identity, ordering and truth between kinds; chains; operators that return operands.
values = [None, True, 0, 1, 1.0, "", "1", (), (1,), [], [1], {}, {1: 1}, set(), {1}, b"", b"1", range(0), range(1), frozenset()]
for i, a in enumerate(values):
    print(repr(a), [j for j, b in enumerate(values) if a == b])


def order(a, b):
    try:
        return a < b
    except TypeError as error:
        return str(error)


for a in (1, "a", [1], (1,), None, {1: 1}, {1}, b"a", 1.5, len, order, int, range(3)):
    print(order(a, 2), "|", order(a, "b"), "|", order([0], a))
x = None
print(x is None, x is not None, x == None, [] is [])
print(0 or "default", "" or [] or "last", 1 and 2 and 3, 0 and 1, None or 0, not None, not [] and "empty", 1 or 1 / 0, 0 and 1 / 0)
print(1 < 2 < 3, 1 < 2 > 1, 1 == 1.0 == True, 3 > 2 < 1, not 1 == 2, 1 in [1] == True, "a" < "b" < "c", (1 < 2) == True)
print([1, 2] == [1, 2], [1, [2, [3]]] == [1, [2, [3]]], {"a": [1]} == {"a": [1]}, (1, 2) == (1, 2, 3), [1, 2, 3] > [1, 2], ["a"] > ["B"], (1, (2, 3)) < (1, (2, 4)))
deep = []
for _ in range(50):
    deep = [deep]
other = []
for _ in range(50):
    other = [other]
print(deep == other, str(deep).count("["))
print(5 if [] else 6, bool("False"), bool(0.0), bool([[]]), [bool(v) for v in values])
print(max("10", "9"), max(10, 9), sorted(["10", "9", "2"]), sorted(["10", "9", "2"], key=int), "a" * 3 == "aaa", "abc" > "abd", "" < "a")
