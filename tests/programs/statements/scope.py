# global, nonlocal, name lookup, class scope and late binding.
x = "global"


def read():
    return x


def write():
    global x
    x = "changed"


def shadow():
    x = "local"
    return x


print(read(), shadow(), x)
write()
print(read(), x)


def counter():
    count = 0

    def step(by=1):
        nonlocal count
        count += by
        return count

    def peek():
        return count

    return step, peek


step, peek = counter()
step()
step(10)
print(peek(), counter()[1]())


def deep():
    a = 1

    def middle():
        def inner():
            nonlocal a
            a += 1
            return a

        return inner

    inner = middle()
    return inner() + inner() + a


print(deep())


def unbound():
    try:
        print(y)
    except UnboundLocalError as error:
        print(type(error).__name__, error)
    y = 1


unbound()

functions = [lambda: i for i in range(3)]
print([f() for f in functions])
functions = [lambda i=i: i for i in range(3)]
print([f() for f in functions])


class Scope:
    x = "class"
    y = x + "!"
    items = [x for _ in range(2)]

    def method(self):
        return x, self.x


print(Scope.y, Scope().method(), Scope.items)


def make():
    global made
    made = [1, 2]


make()
print(made)
print([x for x in range(3)], x)
print(sorted(name for name in locals() if name in ("x", "step")))
print(globals()["x"], "x" in globals())


def show():
    b = 2
    a = 1
    return locals()


print(show())


def closure():
    value = [1]

    def get():
        return value

    value = value + [2]
    return get


print(closure()())
print(closure().__closure__[0].cell_contents)
try:
    undefined_name
except NameError as error:
    print(error)


def missing():
    return never_defined


try:
    missing()
except NameError as error:
    print(error)


def recursive(n):
    return 1 if n == 0 else n * recursive(n - 1)


print(recursive(20))
print = print
print(__name__)
