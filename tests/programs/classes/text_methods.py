# __repr__, __str__, __format__ and where each is used.
class Both:
    def __repr__(self):
        return "<repr>"

    def __str__(self):
        return "<str>"


class ReprOnly:
    def __repr__(self):
        return "<only repr>"


class Formats:
    def __format__(self, spec):
        return f"<format {spec!r}>"


b, r, f = Both(), ReprOnly(), Formats()
print(b, r, [b], (b, r), {b: r}, {"k": b})
print(str(b), repr(b), f"{b} {b!r} {b!s} {r} {[b]}", "%s %r" % (b, b), "{} {!r}".format(b, b))
print(format(str(b), ">10"), f"{f} {f:>5} {f:%Y-%m}", "{:x}".format(f), format(f), format(f, "abc"))
try:
    f"{b:>10}"
except TypeError as error:
    print(error)


class BadRepr:
    def __repr__(self):
        return 5


class BadStr:
    def __str__(self):
        return None


for thing, how in ((BadRepr(), repr), (BadStr(), str)):
    try:
        how(thing)
    except TypeError as error:
        print(error)


class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __repr__(self):
        return f"{type(self).__name__}(x={self.x!r}, y={self.y!r})"

    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)


class Point3(Point):
    pass


print(Point(1, "a"), Point3([Point(0, 0)], None), Point(1, 2) == Point3(1, 2))


class Error(Exception):
    def __str__(self):
        return "custom text"


try:
    raise Error("given")
except Error as error:
    print(error, repr(error), error.args)


class Node:
    def __init__(self, value, next=None):
        self.value, self.next = value, next

    def __repr__(self):
        return f"{self.value} -> {self.next!r}"


print(Node(1, Node(2, Node(3))))
items = [1]
items.append(items)
table = {}
table["self"] = table
print(items, table, [items])
print(len, print, int, type(None), NotImplemented, Ellipsis, list.append, "".join, [].append)
print(repr(lambda: 0)[:22], repr(Point.__init__)[:24], repr(Point(1, 2).__init__)[:23])
print(type(len), type("".join), type(str.join), type(lambda: 0), type(Point(1, 2).__init__), type((x for x in [])), type(range(1)), type(iter([])))
print(type({}.keys()), type({}.values()), type({}.items()), type(zip()), type(map(str, [])), type(enumerate([])), type(reversed([])))
