# A traceback through generators and callbacks of builtins.
def numbers():
    yield 1
    yield int("x")


def doubled(items):
    for item in items:
        yield item * 2


def key(x):
    return outer(x)


def outer(items):
    return sorted([3, 1], key=lambda n: list(doubled(numbers())))


list(map(key, [1]))
