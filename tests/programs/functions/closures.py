# Closures: shared cells, nested levels, loops, default arguments, functions as values.
def adder(n):
    return lambda x: x + n


add2, add5 = adder(2), adder(5)
print(add2(1), add5(1))


def account(balance):
    def deposit(amount):
        nonlocal balance
        balance += amount
        return balance

    def withdraw(amount):
        nonlocal balance
        if amount > balance:
            raise ValueError(f"only {balance}")
        balance -= amount
        return balance

    return {"deposit": deposit, "withdraw": withdraw}


mine, yours = account(10), account(100)
mine["deposit"](5)
print(mine["withdraw"](1), yours["withdraw"](1))
try:
    mine["withdraw"](1000)
except ValueError as error:
    print(error)


def make():
    functions = []
    for i in range(3):
        def f(x, i=i):
            return x * i

        def g(x):
            return x * i

        functions.append((f, g))
    return functions


print([(f(10), g(10)) for f, g in make()])


def compose(*functions):
    def composed(x):
        for function in reversed(functions):
            x = function(x)
        return x

    return composed


print(compose(str, abs, lambda x: x - 10)(3))


def a():
    x = 1

    def b():
        y = 2

        def c():
            nonlocal x
            x += y
            return x

        return c

    return b


c = a()()
print(c(), c(), c.__qualname__, c.__name__)
print(c.__code__.co_name, c.__code__.co_freevars, adder.__code__.co_varnames, adder.__code__.co_argcount)


class Holder:
    def __init__(self, scale):
        self.scale = scale

    def scaler(self):
        return lambda x: x * self.scale


print(Holder(3).scaler()(4))


def fib():
    cache = {}

    def inner(n):
        if n in cache:
            return cache[n]
        cache[n] = n if n < 2 else inner(n - 1) + inner(n - 2)
        return cache[n]

    return inner


print(fib()(80))
print((lambda *args, **kw: (args, kw))(1, 2, z=3))
print((lambda n: (lambda f: f(f, n))(lambda f, n: 1 if n == 0 else n * f(f, n - 1)))(6))
print(list(map(lambda pair: pair[0] + pair[1], [(1, 2), (3, 4)])))


def function():
    """Docs."""


function.attribute = 5
print(function.attribute, function.__doc__, function.__module__, function.__dict__)
print(adder.__defaults__, (lambda a=1, *, b=2: 0).__defaults__, (lambda a=1, *, b=2: 0).__kwdefaults__)


def annotated(a: int, b: "str" = "x") -> list:
    return [a, b]


print(annotated.__annotations__)
conditional = adder if c() > 3 else None
print(conditional is adder, callable(conditional), callable(3))
