# The iterator protocol of built-in types: iter with sentinel, exhaustion, changing while iterating.
for thing in ([1, 2], (1, 2), {"k": 1}, {5}, range(2), b"ab", {"k": 1}.items(), {"k": 1}.values(), enumerate("x"), zip("a", [1]), map(str, [1]), filter(None, [0, 1]), reversed([1, 2])):
    it = iter(thing)
    print(type(it).__name__, next(it), iter(it) is it, list(it), next(it, "end"))
values = iter([3, 1, 0, 2])
print(list(iter(lambda: next(values), 0)))
it = iter([1, 2, 3, 4, 5])
print(list(zip(it, it)), next(it, None))
it = iter(range(10))
print(next(it), list(zip(it, "ab")), next(it), 7 in it, list(it))
table = {"a": 1, "b": 2}
try:
    for key in table:
        table[key + "x"] = 1
except RuntimeError as error:
    print(error)
try:
    for key in table:
        del table[key]
        table["new"] = 0
except RuntimeError as error:
    print(error)
numbers = {1, 2, 3}
try:
    for n in numbers:
        numbers.add(n + 10)
except RuntimeError as error:
    print(error)
items = [1, 2, 3, 4]
for item in items:
    items.remove(item)
print(items)
it = iter(items)
items.append(9)
print(list(it))
items.append(10)
print(list(it))
e = enumerate("abc", start=5)
print(next(e), list(e), list(enumerate(["x"], -1)))
print(list(zip([1, 2, 3], "ab")), list(zip()), list(zip([1, 2], repeat := [3, 4])), list(zip(*[(1, 2), (3, 4)])))
try:
    list(zip([1, 2], [1], strict=True))
except ValueError as error:
    print(error)
try:
    list(zip([1], [1, 2], strict=True))
except ValueError as error:
    print(error)
print(list(map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(map(max, [1, 5], [2, 3], [0, 9])))
print(list(filter(None, [0, 1, "", "a", [], [0]])), list(filter(lambda n: n > 1, [1, 2, 3])))
print(list(reversed(range(5))), list(reversed("abc")), list(reversed((1, 2))), list(reversed({"a": 1, "b": 2})), list(reversed(range(0, 10, 3))))
a = [1, 2, 3]
r = reversed(a)
print(next(r), list(r), a)
print([*range(3), *"ab", *{"k": 1}, *(x for x in [9])], (*[1], 2), {*[1, 1, 2]} == {1, 2}, {**{"a": 1}, "b": 2, **{"a": 3}})
print(list(iter(range(5, 0, -2))), range(10)[2:8:3], range(10)[-1], len(range(0, 100, 7)), 21 in range(0, 100, 7), range(5) == range(0, 5, 1), range(0) == range(5, 5))
print(range(1, 10, 2), repr(range(5)), range(5).index(3), range(5).count(9), range(3, 9).start, range(3, 9).stop, range(3, 9).step, hash(range(3)) == hash(range(0, 3)))
print(len(range(-5, 5)), list(range(5, -5, -3)), 2.0 in range(5), "x" in range(5))
for bad in (lambda: range(5)[9], lambda: range(5)["x"], lambda: range(3).index(5)):
    try:
        bad()
    except (IndexError, TypeError, ValueError) as error:
        print(type(error).__name__, error)
