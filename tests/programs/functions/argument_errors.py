# Every message of argument binding.
def err(f, *args, **kwargs):
    try:
        f(*args, **kwargs)
    except TypeError as error:
        print(error)
    else:
        print("no error")


def none():
    pass


def one(a):
    pass


def two(a, b):
    pass


def three(a, b, c):
    pass


def four(a, b, c, d):
    pass


def optional(a, b=1):
    pass


def keyword(*, k):
    pass


def keywords(*, k, m):
    pass


def three_keywords(*, k, m, n):
    pass


def mixed(a, *, k, m=1):
    pass


def rest(a, *args):
    pass


def positional(a, b, /):
    pass


def positional_default(a, b=1, /, c=2):
    pass


def positional_keywords(a, /, **kw):
    pass


err(none, 1)
err(none, 1, 2)
err(none, x=1)
err(one)
err(one, 1, 2)
err(one, 1, 2, 3)
err(one, 1, a=1)
err(one, b=1)
err(one, 1, b=2)
err(two)
err(two, 1)
err(two, b=1)
err(two, 1, 2, 3)
err(three)
err(three, 1)
err(four)
err(optional)
err(optional, 1, 2, 3)
err(optional, 1, 2, b=3)
err(optional, b=2)
err(keyword)
err(keyword, 1)
err(keyword, 1, k=2)
err(keyword, 1, 2, k=2)
err(keywords)
err(keywords, k=1)
err(three_keywords)
err(mixed)
err(mixed, 1)
err(mixed, 1, 2)
err(mixed, 1, 2, k=3)
err(mixed, 1, 2, k=3, m=4)
err(mixed, k=1)
err(rest)
err(rest, a=1, b=2)
err(positional)
err(positional, 1)
err(positional, a=1, b=2)
err(positional, 1, b=2)
err(positional, 1, 2, 3)
err(positional_default)
err(positional_default, 1, b=2)
err(positional_default, 1, 2, 3, 4)
err(positional_keywords, a=1)
err(lambda x: x)
err(lambda: 0, 1)


class C:
    def method(self, a):
        pass

    @staticmethod
    def static(a):
        pass

    @classmethod
    def klass(cls, a):
        pass

    def no_self():
        pass


err(C().method)
err(C().method, 1, 2)
err(C.method)
err(C.static)
err(C.klass)
err(C().klass, 1, 2)
err(C().no_self)
err(C, 1)
err(C, x=1)


class WithInit:
    def __init__(self, a, b=2):
        pass


err(WithInit)
err(WithInit, 1, 2, 3)
err(WithInit, c=1)


def outer():
    def inner(a):
        pass

    return inner


err(outer())


def call_star_twice():
    two(*[1], **{"a": 2})


def duplicate_keyword():
    stars(**{"a": 1}, **{"a": 2})


def duplicate_explicit():
    stars(a=1, **{"a": 2})


def stars(**kwargs):
    pass


def not_a_mapping():
    stars(**5)


def not_iterable():
    rest(1, *5)


def non_string_key():
    stars(**{1: 2})


err(call_star_twice)
err(duplicate_keyword)
err(duplicate_explicit)
err(not_a_mapping)
err(not_iterable)
err(non_string_key)
for thing in (5, "text", None, [1], 1.5, (1, 2), {}, ...):
    err(thing)
err(C())
