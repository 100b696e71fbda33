# dict: every method, order, views, merging, errors.
d = {"b": 1, "a": 2}
d["c"] = 3
d["b"] = 10
print(d, len(d), d["a"], "a" in d, 2 in d, list(d), d.get("a"), d.get("z"), d.get("z", 0))
print(d.keys(), d.values(), d.items(), list(d.items()))
print(d.pop("b"), d.pop("z", None), d, d.setdefault("a", 99), d.setdefault("n", []), d)
d["b"] = "again"
print(d, d.popitem(), d)
d.update({"a": 5}, k=6)
d.update([("x", 1), ("y", 2)])
d.update(zz=0)
d.update()
print(d, d.copy() == d, d.copy() is d)
d.clear()
print(d, bool(d))
print(dict(), dict(a=1), dict([("a", 1), ("b", 2)]), dict({"a": 1}, b=2), dict(zip("ab", [1, 2])), dict.fromkeys("ab"), dict.fromkeys([1, 2], 0), {**{"a": 1}, "b": 2}, {1: "int", "1": "str"})
print({"a": 1} | {"b": 2, "a": 3}, {"a": 1} == {"a": 1}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, {"a": 1} != {"a": 2}, {1: "a", 1.0: "b", True: "c"}, {(1, 2): 3}[1, 2], {None: 1}[None])
e = {"x": 1}
e |= {"y": 2}
e |= [("z", 3)]
print(e, {k: v for k, v in e.items() if v > 1}, sorted(e), max(e, key=e.get), sum(e.values()), list(reversed(e)), min(e))
for key in e:
    print(key, e[key], end="; ")
for key, value in e.items():
    print(key, value, end="; ")
print()
keys, values, items = e.keys(), e.values(), e.items()
e["new"] = 4
print(keys, len(values), ("new", 4) in items, "new" in keys, 4 in values, sorted(keys & {"x", "new", "q"}), sorted(keys | {"q"}), sorted(keys - {"x"}), sorted(keys ^ {"x", "q"}), keys == {"x", "y", "z", "new"}, keys.isdisjoint({"q"}))
print({"a": 1}.items() == {("a", 1)}, {"a": 1}.keys() == {"a": 2}.keys(), sorted({"a": 1, "b": 2}.items() & {("a", 1)}), list({1: 2}.items())[0])
counts = {}
for letter in "mississippi":
    counts[letter] = counts.get(letter, 0) + 1
print(counts, sorted(counts.items(), key=lambda kv: (-kv[1], kv[0])))
groups = {}
for word in ["apple", "bat", "avocado", "bear"]:
    groups.setdefault(word[0], []).append(word)
print(groups)
nested = {"a": {"b": {"c": 1}}}
nested["a"]["b"]["d"] = 2
print(nested, nested["a"]["b"]["c"], {"k": [1, (2,)], 3: None, 1.5: {"s"}})
big = {i: i * i for i in range(1000)}
for i in range(0, 1000, 2):
    del big[i]
for i in range(2000, 2010):
    big[i] = 0
print(len(big), list(big)[:5], list(big)[-3:], 501 in big, 500 in big)
deleted = {"a": 1, "b": 2, "c": 3}
del deleted["b"]
deleted["b"] = 4
print(deleted, list(deleted.values()))


class Key:
    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 7

    def __eq__(self, other):
        return isinstance(other, Key) and self.n == other.n


collide = {Key(i): i for i in range(20)}
print(collide[Key(13)], len(collide), Key(99) in collide, collide.pop(Key(3)), Key(3) in collide)


def err(f):
    try:
        print("no error", f())
    except Exception as error:
        print(type(error).__name__ + ":", error)


def unhashable():
    d[[1]] = 1


err(lambda: d["nothing"])
err(lambda: d[1, 2])
err(lambda: d.pop("nothing"))
err(lambda: {}.popitem())
err(unhashable)
err(lambda: {[]: 1})
err(lambda: d[{}])
err(lambda: [] in d)
err(lambda: d.get([]))
err(lambda: d.get())
err(lambda: d.update(5))
err(lambda: d.update([1]))
err(lambda: d.update([(1, 2, 3)]))
err(lambda: d | 5)
err(lambda: d + d)
err(lambda: d < d)
err(lambda: d.foo)
err(lambda: dict.fromkeys(5))
err(lambda: dict(1, 2))
err(lambda: hash(d))
err(lambda: d())
err(lambda: d.setdefault())
err(lambda: d.keys()[0])
err(lambda: e.items(1))

# Keys that come and go leave nothing behind.
d = {i: i for i in range(10)}
for i in range(100, 2000):
    d[i] = i
    del d[i]
print(d, 5000 in d)
for i in range(2000):
    d[i % 50] = i
    d.pop((i * 7) % 50, None)
print(sorted(d), d.get(-1))
