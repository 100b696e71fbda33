# Comprehensions of every kind, nesting, conditions, scopes.
print([x for x in range(5)], {x % 3 for x in range(9)}, {x: x * x for x in range(4)}, list(x for x in "ab"))
print([x for x in range(20) if x % 2 if x % 3], [x if x % 2 else -x for x in range(5)])
print([(x, y) for x in range(3) for y in range(x)], [[y for y in range(x)] for x in range(4)])
matrix = [[1, 2, 3], [4, 5, 6]]
print([v for row in matrix for v in row], [[row[i] for row in matrix] for i in range(3)], [sum(row) for row in matrix])
print({k: v for k, v in zip("abc", range(3))}, {v: k for k, v in {"a": 1, "b": 2}.items()})
print([a + b for a, b in [(1, 2), (3, 4)]], [a for a, *_ in [(1, 2, 3), (4,)]])
x = "outer"
print([x for x in range(3)], x)
factor = 10


def scaled(values):
    offset = 1
    return [v * factor + offset for v in values]


print(scaled([1, 2]))


def nested_closure():
    return [(lambda: i * j)() for i in range(3) for j in range(i)]


print(nested_closure())
print([(lambda n: n + k)(1) for k in range(3)], [f() for f in [lambda: n for n in range(3)]])
primes = [p for p in range(2, 50) if all(p % d for d in range(2, int(p ** 0.5) + 1))]
print(primes)
print({w: len(w) for w in "the quick brown fox".split() if len(w) > 3})
words = ["apple", "bat", "avocado", "bear"]
print({letter: [w for w in words if w[0] == letter] for letter in sorted({w[0] for w in words})})
print([y for x in range(4) if (y := x * 2) > 2], y)
print(sorted({frozenset({a, b}) for a in range(2) for b in range(2)}, key=len))
print([[(i, j) for j in range(2)] for i in range(2)], [*(i for i in range(3)), *[9]])
print(sum([x * y for x, y in zip([1, 2, 3], [4, 5, 6])]), [c.upper() for c in "abc" if c != "b"])
print([i for i, c in enumerate("banana") if c == "a"], "".join(c for c in reversed("abc")))
try:
    [1 / x for x in (1, 0)]
except ZeroDivisionError as error:
    print(error)
try:
    [a for a, b in [(1, 2), (3,)]]
except ValueError as error:
    print(error)
try:
    {[]: 1 for _ in range(1)}
except TypeError as error:
    print(error)
try:
    [x for x in 5]
except TypeError as error:
    print(error)


class C:
    n = 3
    values = [i for i in range(n)]


print(C.values)
