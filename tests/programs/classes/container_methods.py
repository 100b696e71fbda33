# Container dunder methods: item access, length, containment, iteration, slices.
class Row:
    def __init__(self, n):
        self.n = n
        self.data = {}

    def __len__(self):
        return self.n

    def __getitem__(self, key):
        print("get", key)
        if isinstance(key, slice):
            return ("slice", key.start, key.stop, key.step, key.indices(self.n))
        if isinstance(key, int) and key >= self.n:
            raise IndexError("row index out of range")
        return self.data.get(repr(key), key)

    def __setitem__(self, key, value):
        print("set", key, value)
        self.data[repr(key)] = value

    def __delitem__(self, key):
        print("del", key)
        del self.data[repr(key)]


row = Row(3)
print(row[1], row["x"], row[1, 2], row[-1])
print(row[1:2], row[:], row[::2], row[-1:], row[1:2, ..., 3:])
row[0] = 5
row["a", "b"] = 6
row[0] += 1
del row["a", "b"]
row[1:3] = 7
print(len(row), list(row), 2 in row, 9 in row, [*row], tuple(row))
a, b, c = row
print(a, b, c, list(reversed(row)))


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), sum(Countdown(4)), 2 in Countdown(5), max(Countdown(3)), sorted(Countdown(3)), dict(zip(Countdown(2), "ab")))
for i in Countdown(2):
    print(i)
it = iter(Countdown(1))
print(next(it), next(it, "over"))
print(*Countdown(3), sep="-")


class Box:
    def __init__(self, *items):
        self.items = items

    def __iter__(self):
        yield from self.items

    def __contains__(self, x):
        print("contains", x)
        return x in self.items

    def __reversed__(self):
        return "reversed!"

    def __bool__(self):
        return False


box = Box(1, 2, 3)
print(list(box), 2 in box, 7 not in box, reversed(box), not box, [x for x in box if x > 1])


class Nothing:
    pass


n = Nothing()


def set_item():
    n[0] = 1


def del_item():
    del n[0]


def unpack():
    a, b = n


for f in (lambda: n[0], set_item, del_item, lambda: len(n), lambda: iter(n), lambda: 1 in n, lambda: list(n), unpack,
          lambda: n(), lambda: [*n], lambda: next(n), lambda: reversed(n), lambda: Nothing[0]):
    try:
        f()
    except TypeError as error:
        print(error)


class BadIter:
    def __iter__(self):
        return 5


class BadNext:
    def __iter__(self):
        return self

    def __next__(self):
        raise KeyError("from next")


for kind in (BadIter, BadNext):
    try:
        for x in kind():
            pass
    except (TypeError, KeyError) as error:
        print(type(error).__name__, error)


class Matrix:
    def __init__(self):
        self.cells = {}

    def __getitem__(self, at):
        row, column = at
        return self.cells.get((row, column), 0)

    def __setitem__(self, at, value):
        self.cells[at] = value


m = Matrix()
m[1, 2] = 5
m[1, 2] *= 2
print(m[1, 2], m[0, 0], m.cells)


class Typed:
    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


print(Typed[int], Typed["x"])
