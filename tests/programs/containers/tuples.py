# tuple: literals, methods, operators, errors.
t = (1, 2, 3, 2)
print(t, t[0], t[-1], t[1:], t[::-1], len(t), t.count(2), t.index(3), t.index(2, 2), 2 in t, 9 in t)
print((), (1,), tuple(), tuple("ab"), tuple([1, 2]), tuple(range(3)), tuple({"k": 1}))
print(t + (9,), t * 2, 2 * (0,), (1, 2) == (1, 2), (1, 2) < (1, 3), (1,) < (1, 0), () < (0,), (1, 2) == [1, 2], (1, "a") < (2, 0), hash((1, 2)) == hash((1, 2)))
a, b, *c = t
print(a, b, c, {(0, 1): "cell"}[0, 1], [x for x in t if x > 1], sum(t), max(t), sorted(t, reverse=True))
nested = (1, [2], (3, (4,)))
nested[1].append(5)
print(nested, nested[2][1][0], repr(("a",)), str((1, "x", None)))
same = tuple(t)
print(same is t, t == same, bool(()), bool((0,)))


def pair():
    return 1, 2


print(pair(), type(pair()).__name__, *pair())


def err(f):
    try:
        print("no error", f())
    except Exception as error:
        print(type(error).__name__ + ":", error)


def assign():
    t[0] = 5


def delete():
    del t[0]


err(assign)
err(delete)
err(lambda: t[9])
err(lambda: t["a"])
err(lambda: t.index(99))
err(lambda: t.append(1))
err(lambda: t + [1])
err(lambda: t * "a")
err(lambda: t < 5)
err(lambda: t < [1])
err(lambda: (1, "a") < (1, 2))
err(lambda: hash((1, [])))
err(lambda: tuple(5))
err(lambda: t.count())
err(lambda: t())
err(lambda: (1, 2) - (1,))
