# set and frozenset: every method, operators, errors. Printed sorted, since order is nobody's business.
def show(s):
    return type(s).__name__, sorted(s)


a, b = {1, 2, 3}, {3, 4}
print(show(a | b), show(a & b), show(a - b), show(a ^ b), show(b - a))
print(show(a.union(b, [9])), show(a.intersection([1, 3], (3,))), show(a.difference([1], [2])), show(a.symmetric_difference([3, 7])))
print(a <= {1, 2, 3, 4}, a < a, a <= a, a >= {1}, a > {1}, a == {3, 2, 1}, a != b, a.issubset([1, 2, 3, 4]), a.issuperset([1]), a.isdisjoint([8]), a.isdisjoint(b))
a.add(10)
a.add(1)
a.update([11], {12})
print(show(a), a.discard(99), a.discard(12), len(a), 10 in a, 12 in a)
a.remove(11)
c = a.copy()
c.clear()
print(show(a), show(c), repr(c), bool(c), repr(frozenset()), repr({5}), repr(frozenset([5])), set() == frozenset())
a |= {100}
a &= {1, 2, 100}
a -= {1}
a ^= {2, 3}
print(show(a))
a = {1, 2, 3, 4}
a.intersection_update([1, 2, 3])
a.difference_update([1])
a.symmetric_difference_update([2, 9])
print(show(a), {7}.pop(), show(set("hello")), show(set(range(3))), show({x % 3 for x in range(9)}), len({1, 1.0, True}), show({*"ab", *"bc"}))
f = frozenset([1, 2])
print(show(f), f == {1, 2}, hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset({1, 2})], f | {3} == {1, 2, 3}, type(f | {3}).__name__, type({3} | f).__name__, f in {f})
print(sum({1, 2, 3}), max({"a", "b"}), sorted({3, 1, 2}, reverse=True), list({5}), tuple({5}), 3 in {3: 1}.keys(), set([(1, 2)]) == {(1, 2)})
seen = set()
unique = [x for x in [3, 1, 3, 2, 1] if not (x in seen or seen.add(x))]
print(unique, sorted(seen))
big = set(range(1000))
big -= set(range(0, 1000, 3))
print(len(big), sum(big))
items = {1, 2, 3}
total = 0
while items:
    total += items.pop()
print(total, items)


def err(f):
    try:
        print("no error", f())
    except Exception as error:
        print(type(error).__name__ + ":", error)


err(lambda: a.remove("nothing"))
err(lambda: set().pop())
err(lambda: {[]})
err(lambda: a.add([]))
err(lambda: a.add({}))
err(lambda: [] in a)
err(lambda: a | [1])
err(lambda: a + a)
err(lambda: a[0])
err(lambda: a < [1])
err(lambda: a < 5)
err(lambda: a.update(5))
err(lambda: set(5))
err(lambda: hash(a))
err(lambda: f.add(1))
err(lambda: a.add())
err(lambda: a.union(5))
err(lambda: a.issubset(5))
err(lambda: {1: 2} | {1})
err(lambda: {set()})
err(lambda: {frozenset()})
