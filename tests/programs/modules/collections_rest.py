# collections: defaultdict, Counter, OrderedDict, namedtuple, ChainMap.
from collections import ChainMap, Counter, OrderedDict, defaultdict, namedtuple
import collections

words = defaultdict(list)
for w in ["apple", "bat", "avocado"]:
    words[w[0]].append(w)
print(words, dict(words), words["q"], "q" in words, words.get("z"), len(words), words.default_factory)
count = defaultdict(int, a=5)
count["a"] += 1
count["b"] += 1
print(count, sorted(count.items()), defaultdict(lambda: "made")["x"], defaultdict(None), isinstance(count, dict), count == {"a": 6, "b": 1})
try:
    defaultdict(None)["k"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(5)
except TypeError as error:
    print(error)

c = Counter("mississippi")
print(c, c["s"], c["z"], c.most_common(2), c.most_common(), sorted(c.elements()), c.total(), len(c), Counter(a=2, b=1), Counter({"x": 3}), Counter())
c.update("sss")
c.subtract("ss")
c["q"] += 1
print(c, list(c), c.pop("q"), "q" in c, dict(c))
print(Counter("aab") + Counter("bc"), Counter("aab") - Counter("ab"), Counter("aab") & Counter("ab"), Counter("aab") | Counter("bbc"), Counter("ab") == Counter("ba"), +Counter(a=1, b=-1), -Counter(a=-2), Counter([3, 1, 3]).most_common(1), Counter("ab").keys())
for k, v in Counter("aab").items():
    print(k, v)
del c["m"]
print(c["m"], max(c, key=c.get))

o = OrderedDict(a=1, b=2, c=3)
o.move_to_end("a")
print(o, list(o), o.popitem(), o.popitem(last=False), o, OrderedDict([("x", 1)]) == OrderedDict(x=1), OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1))
o.move_to_end("c", last=False)
o["d"] = 4
print(o, list(reversed(o)), OrderedDict())

Point = namedtuple("Point", ["x", "y"])
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), *p, p._asdict(), p._replace(x=5), Point._fields, Point._make([7, 8]), len(p), hash(p) == hash((1, 2)), isinstance(p, tuple), p + (3,), Point.__name__)
x, y = p
print(x, y, {p: "key"}[1, 2], sorted([Point(2, 1), Point(1, 5)]), max(p), 2 in p, p.index(2))
Card = namedtuple("Card", "rank suit", defaults=["spades"])
print(Card(1), Card(1, "hearts"), Card._field_defaults, namedtuple("T", "a, b")(1, 2), namedtuple("Bad", "a def a", rename=True)._fields)


class Vec(namedtuple("Vec", "x y")):
    def length(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __add__(self, other):
        return Vec(self.x + other.x, self.y + other.y)


print(Vec(3, 4).length(), Vec(1, 2) + Vec(1, 1))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
m["c"] = 9
print(m["a"], m["b"], m.maps, sorted(m), len(m), "b" in m, m.get("zz"), dict(m) == {"a": 1, "b": 3, "c": 9}, m.new_child({"a": 0})["a"], m.parents, m)


def err(f):
    try:
        print("no error", f())
    except Exception as error:
        print(type(error).__name__ + ":", error)


err(lambda: Point(1))
err(lambda: Point(1, 2, 3))
err(lambda: p.z)
err(lambda: p[5])
err(lambda: namedtuple("Bad", "a a"))
err(lambda: namedtuple("Bad", "1a"))
err(lambda: namedtuple("Bad", "class"))
err(lambda: Point._make([1]))
err(lambda: p._replace(z=1))
err(lambda: OrderedDict().popitem())
err(lambda: o.move_to_end("nothing"))
err(lambda: m["nothing"])
err(lambda: Counter(5))
err(lambda: collections.nothing)
Fixed = namedtuple("Fixed", "x y")
for change in (lambda p: setattr(p, "x", 3), lambda p: setattr(p, "z", 3)):
    try:
        change(Fixed(1, 2))
    except AttributeError as e:
        print(e)
