# Decorators: functions, classes, with arguments, stacked, functools.wraps.
import functools


def loud(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("result", result)
        return result

    return wrapper


@loud
def add(a, b=1):
    """Adds."""
    return a + b


print(add(1), add(1, b=5), add.__name__, add.__doc__, add.__wrapped__(2, 3))


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]

        return wrapper

    return decorate


@repeat(3)
@repeat(times=2)
def hello(name):
    return "hello " + name


print(hello("you"))
order = []


def note(name):
    order.append("make " + name)

    def decorate(function):
        order.append("apply " + name)
        return function

    return decorate


@note("first")
@note("second")
def noted():
    pass


print(order)


class CountCalls:
    def __init__(self, function):
        self.function = function
        self.calls = 0
        functools.update_wrapper(self, function)

    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)


@CountCalls
def square(n):
    return n * n


print(square(3), square(4), square.calls, square.__name__)


def add_method(cls):
    cls.extra = lambda self: f"extra {self.name}"
    return cls


@add_method
class Thing:
    name = "thing"


print(Thing().extra())
registry = {}


def register(name):
    def inner(function):
        registry[name] = function
        return function

    return inner


@register("double")
def double(x):
    return 2 * x


print(registry["double"](4), list(registry))


@(lambda f: lambda x: f(x) + 1)
def odd(x):
    return x * 10


print(odd(2))


class Lazy:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        if instance is None:
            return self
        print("computing")
        value = self.function(instance)
        setattr(instance, self.function.__name__, value)
        return value


class Page:
    @Lazy
    def text(self):
        return "text"


page = Page()
print(page.text, page.text)
