# Sorting: stability, keys called once, mixed numbers, reverse stability, list emptied while sorting.
calls = []


def key(x):
    calls.append(x)
    return -x


print(sorted([3, 1, 2], key=key), calls)
print(sorted([3, 1.5, True, 2]), sorted("hello"), sorted({"b": 1, "a": 2}), sorted([[2], [1, 5], [1]]), sorted([(1, "b"), (1, "a")]))
people = [("Ann", 30), ("Bob", 25), ("Cid", 30), ("Dan", 25)]
print(sorted(people, key=lambda p: p[1]))
print(sorted(people, key=lambda p: p[1], reverse=True))
print(sorted(sorted(people, reverse=True), key=lambda p: p[1]))
print(sorted([]), sorted([1]), sorted(range(20), key=lambda n: (n * 7) % 5))
items = [3, 1, 2]


def watching(x):
    return len(items), x


items.sort(key=watching)
print(items)


def failing(x):
    if x == 2:
        raise ValueError("in key")
    return x


data = [3, 2, 1]
try:
    data.sort(key=failing)
except ValueError as error:
    print(error, data)


class OnlyLt:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        return self.n < other.n

    def __repr__(self):
        return f"<{self.n}>"


print(sorted([OnlyLt(3), OnlyLt(1), OnlyLt(2)]), max(OnlyLt(1), OnlyLt(0)) if hasattr(OnlyLt, "__gt__") else "", sorted([OnlyLt(1), OnlyLt(2)], reverse=True))
print(min([3, 1, 2], key=lambda x: -x), max("apple", "fig", key=len), max([(1, 2), (1, 3)]), min("b", "a", "c"), max(1, 2.5, True), max([], default="none"), min(iter([5, 3])))
numbers = [(i * 7919) % 1000 for i in range(500)]
numbers.sort()
print(numbers[:5], numbers[-5:], all(a <= b for a, b in zip(numbers, numbers[1:])))
print(sorted([5, 3, float("inf"), -float("inf"), 0, -0.0]), sorted(["b", "B", "a", "A", "_", "1"]), sorted([b"b", b"a"]))
try:
    def mutating(x):
        growing.append(1)
        return x

    growing = [2, 1]
    growing.sort(key=mutating)
except ValueError as error:
    print(error)
from functools import cmp_to_key
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
