# Every way to declare and pass arguments.
def plain(a, b):
    return a, b


def defaults(a, b=2, c=3):
    return a, b, c


def stars(*args, **kwargs):
    return args, kwargs


def keyword_only(a, *, b, c=3):
    return a, b, c


def after_star(a, *args, b=2, **kw):
    return a, args, b, kw


def positional_only(a, b=2, /, c=3, *, d=4):
    return a, b, c, d


print(plain(1, 2), plain(b=1, a=2), plain(1, b=2))
print(defaults(1), defaults(1, 5), defaults(1, c=9), defaults(c=1, a=2))
print(stars(), stars(1, 2), stars(a=1), stars(1, *[2, 3], *(4,), x=1, **{"y": 2}, **{"z": 3}))
print(keyword_only(1, b=2), keyword_only(1, c=5, b=2))
print(after_star(1), after_star(1, 2, 3, b=4, e=5))
print(positional_only(1), positional_only(1, 2, 3, d=5), positional_only(1, c=7))
print(plain(*"xy"), plain(**{"a": 1, "b": 2}), plain(*[1], **{"b": 2}))
print(stars(*range(3), 9, *"ab"))


def mutable(item, seen=[]):
    seen.append(item)
    return seen


print(mutable(1), mutable(2), mutable(3, []))


def evaluated_once(x=print("default evaluated")):
    return x


evaluated_once()
evaluated_once()
order = []


def note(x):
    order.append(x)
    return x


stars(note(1), *[note(2)], k=note(3), **{"m": note(4)})
print(order)


def swap(args, kwargs):
    return kwargs, args


print(swap(1, 2), swap(kwargs=1, args=2))


def nested(a, b=lambda x=1: x + 1):
    return a + b()


print(nested(1), nested(1, lambda: 5))


def positional_name(self, /, **kwargs):
    return self, kwargs


print(positional_name(1, self=2))


def total(*numbers, start=0):
    for number in numbers:
        start += number
    return start


print(total(1, 2, 3), total(1, 2, start=10), total())


def change(numbers, n):
    numbers.append(4)
    numbers = [0]
    n += 1
    return numbers, n


mine = [1]
print(change(mine, 1), mine)
