# send, throw, close, yield from: every direction of the two-way street.
def echo():
    received = None
    while True:
        received = yield received
        print("got", received)


g = echo()
print(g.send(None), g.send(1), g.send("two"), next(g))
g.close()
g.close()
try:
    next(g)
except StopIteration:
    print("closed")
try:
    echo().send(1)
except TypeError as error:
    print(error)


def average():
    total = count = 0
    mean = None
    while True:
        value = yield mean
        if value is None:
            return total, count
        total += value
        count += 1
        mean = total / count


g = average()
next(g)
print(g.send(10), g.send(20), g.send(60))
try:
    g.send(None)
except StopIteration as stop:
    print(stop.value)


def robust():
    while True:
        try:
            x = yield "ready"
            print("x", x)
        except ValueError as error:
            print("handled", error)
        except GeneratorExit:
            print("closing")
            raise
        finally:
            print("finally")


g = robust()
print(next(g))
print(g.throw(ValueError("thrown")))
print(g.throw(ValueError, "old form"))
print(g.send(5))
g.close()
g = robust()
next(g)
try:
    g.throw(KeyError("not handled"))
except KeyError as error:
    print("escaped", error)
print(next(g, "finished"))
try:
    echo().throw(ValueError("before start"))
except ValueError as error:
    print(error)


stop = False


def stubborn():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignores")
            if stop:
                return


stubborn_one = stubborn()
next(stubborn_one)
try:
    stubborn_one.close()
except RuntimeError as error:
    print(error)


def inner():
    try:
        x = yield "inner 1"
        print("inner got", x)
        y = yield "inner 2"
        print("inner got", y)
    except ValueError as error:
        print("inner handled", error)
        yield "after throw"
    finally:
        print("inner finally")
    return "inner result"


def outer():
    result = yield from inner()
    print("outer has", result)
    rest = yield from [1, 2]
    print("from list", rest)
    return "outer result"


g = outer()
print(next(g), g.send("a"), g.send("b"), next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
g = outer()
next(g)
print(g.throw(ValueError("through")))
print(next(g))
g = outer()
next(g)
g.close()
print("closed")


def delegator(it):
    return (yield from it)


class It:
    def __iter__(self):
        return iter("ab")


print(list(delegator(It())), list(delegator({1: 2})))
try:
    list(delegator(5))
except TypeError as error:
    print(error)
g = delegator([1, 2])
next(g)
try:
    g.send(5)
except AttributeError as error:
    print(error)
g = delegator([1, 2])
next(g)
try:
    g.throw(KeyError("into list"))
except KeyError as error:
    print(error)


def chain(*its):
    for it in its:
        yield from it


print(list(chain("ab", (1, 2), (x for x in range(2)))))


def accumulate():
    total = 0
    while (value := (yield total)) is not None:
        total += value
    return total


def run():
    while True:
        result = yield from accumulate()
        print("sum", result)


r = run()
next(r)
for v in (1, 2, 3, None, 10, None):
    r.send(v)
print(r.gi_frame is not None, r.gi_running)
stop = True
stubborn_one.close()
