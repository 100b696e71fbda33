# Generators: laziness, return values, state, expressions, as arguments.
def count(n):
    print("start")
    for i in range(n):
        print("before", i)
        yield i
        print("after", i)
    print("end")
    return "done"


g = count(2)
print(type(g).__name__, g.__name__, repr(g).startswith("<generator object count at 0x"))
print(next(g))
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print("stop", stop.value)
print(next(g, "exhausted"), list(g))


def squares():
    n = 0
    while True:
        yield n * n
        n += 1


for s in squares():
    if s > 30:
        break
    print(s, end=" ")
print()


def fib():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


f = fib()
print([next(f) for _ in range(15)])


def empty():
    return
    yield


def several():
    yield
    yield 1, 2
    yield [3]
    x = yield
    print("x is", x)


print(list(empty()), list(several()))
lazy = (print("evaluated", i) or i * 2 for i in range(3))
print("made")
print(next(lazy))
print(sum(lazy))
print(sum(i * i for i in range(10)), max((len(w), w) for w in ["a", "ccc", "bb"]), ",".join(str(i) for i in range(4)))
print(any(print("any", i) or i == 1 for i in range(3)), all(i < 2 for i in range(5)))
outer = [1, 2]
ge = (x * y for x in outer for y in outer)
outer = [10]
print(list(ge))


def tree(n):
    if n:
        yield from tree(n - 1)
        yield n
        yield from tree(n - 1)


print(list(tree(3)))
a, *b = (i for i in "xyz")
print(a, b, dict((k, v) for k, v in [("a", 1)]), tuple(i for i in range(3)), set(i % 2 for i in range(5)))
print(2 in (i for i in range(5)), sorted(-i for i in range(3)), list(zip((i for i in "ab"), fib())))


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


print(list(Tree(2, Tree(1), Tree(3))), [v for v in Tree(5)])


def pipeline():
    numbers = (n for n in range(20))
    odd = (n for n in numbers if n % 2)
    squared = (n * n for n in odd)
    return sum(squared)


print(pipeline())


def with_finally():
    try:
        yield 1
        yield 2
    finally:
        print("cleanup")


for x in with_finally():
    print(x)
    break
print("after break")
g = with_finally()
next(g)
del g
print("after del")


def running():
    try:
        next(me)
    except ValueError as error:
        print(error)
    yield


me = running()
next(me)
