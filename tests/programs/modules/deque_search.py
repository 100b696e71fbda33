# What a deque's searches and iterators say when it changes under them.
from collections import deque


class Equal:
    def __init__(self, change):
        self.change = change

    def __eq__(self, other):
        self.change()
        return False

    def __repr__(self):
        return "Equal"


changes = {
    "append": lambda d: d.append(1),
    "same length": lambda d: (d.pop(), d.append(2)),
    "reverse": lambda d: d.reverse(),
    "rotate": lambda d: d.rotate(1),
    "set": lambda d: d.__setitem__(0, 3),
    "clear": lambda d: d.clear(),
    "del": lambda d: d.__delitem__(1),
    "insert": lambda d: d.insert(1, 5),
    "extend": lambda d: d.extend([]),
}
for name, change in changes.items():
    for search in ("count", "index", "remove", "__contains__"):
        d = deque([1, 2, 3])
        try:
            print(name, search, getattr(d, search)(Equal(lambda: change(d))))
        except Exception as error:
            print(name, search, type(error).__name__, error)
    for walk in (iter, reversed):
        d = deque([1, 2, 3])
        it = walk(d)
        first = next(it)
        change(d)
        try:
            print(name, walk.__name__, first, list(it))
        except RuntimeError as error:
            print(name, walk.__name__, first, error)

d = deque([3, 1, 3, 2, 3])
print(d.count(3), d.count(9), d.index(3), d.index(3, 1), d.index(3, -1), d.index(2, 0, 10**30), 2 in d, 9 in d)
for args in ((3, 10**30), (3, 1, 2), (9,), (3, -(10**30), 0), (3, None), (3, 0, 1.5), (3, 4, 2)):
    try:
        print(d.index(*args))
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
d.remove(3)
d.extend(d)
d.extendleft(d)
d += d
print(d, list(reversed(d)) == list(d)[::-1])
for call in (lambda: d.rotate(1.5), lambda: d.rotate(10**30), lambda: d.remove(9), lambda: deque().pop(), lambda: deque().popleft()):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)
print(deque() * 10**18, deque([1, 2], 3) * 2)
print(type(iter(d)).__name__, type(reversed(d)).__name__)
