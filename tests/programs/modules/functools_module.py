# functools: partial, reduce, lru_cache, cache, wraps, total_ordering, cmp_to_key, cached_property.
import functools
from functools import cache, cached_property, lru_cache, partial, reduce, total_ordering, wraps

print(reduce(lambda a, b: a + b, [1, 2, 3]), reduce(lambda a, b: a * b, [1, 2, 3], 10), reduce(max, [3, 9, 2]), reduce(lambda a, b: b, [], "initial"))
try:
    reduce(lambda a, b: a, [])
except TypeError as error:
    print(error)
power = partial(pow, 2)
base = partial(int, base=2)
print(power(5), base("101"), power.func is pow, power.args, base.keywords, partial(power, 3)(), partial(print, "x", sep="-")("y"))


def show(*args, **kwargs):
    return args, kwargs


print(partial(show, 1, a=2)(3, b=4), partial(show, a=1)(a=5), partial(partial(show, 1), 2)(3))
calls = []


@lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n


print(square(2), square(2), square(3), square(4), square(2), calls, square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__wrapped__(5))


@cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(90), fib.cache_info())


@lru_cache
def plain(a, b=1):
    return a + b


print(plain(1), plain(1, b=2), plain(1, 1), plain.cache_info().misses, plain.cache_parameters())


def decorate(f):
    @wraps(f)
    def inner(*args):
        """Inner docs."""
        return f(*args)

    return inner


@decorate
def documented():
    """Outer docs."""


print(documented.__name__, documented.__doc__, documented.__wrapped__.__name__, documented.__qualname__)


@total_ordering
class Grade:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Grade(1) < Grade(2), Grade(1) <= Grade(1), Grade(3) > Grade(2), Grade(3) >= Grade(4))
print(sorted(["b", "a", "c"], key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))))


class Data:
    def __init__(self):
        self.computed = 0

    @cached_property
    def total(self):
        self.computed += 1
        return 42


d = Data()
print(d.total, d.total, d.computed, d.__dict__)
try:
    square([1])
except TypeError as error:
    print(error)
try:
    partial(5)
except TypeError as error:
    print(error)
print(list(map(partial(max, 2), [1, 3])), callable(power))


class Negator:
    @functools.singledispatchmethod
    def neg(self, arg):
        """Negates."""
        raise NotImplementedError("Cannot negate a")

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register(bool)
    def _(self, arg):
        return not arg


print(Negator().neg(4), Negator().neg(True), Negator.neg.__doc__, Negator().neg.__name__)
try:
    Negator().neg("x")
except NotImplementedError as e:
    print(repr(e))
