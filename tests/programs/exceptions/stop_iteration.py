# StopIteration: inside generators it becomes RuntimeError; elsewhere it travels.
def bad():
    yield 1
    raise StopIteration("inside")


try:
    list(bad())
except RuntimeError as error:
    print(error, "|", repr(error.__cause__))


def leaks():
    yield next(iter([]))


try:
    list(leaks())
except RuntimeError as error:
    print(error)


def returns():
    yield 1
    return "value"


g = returns()
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print(repr(stop), stop.value)
try:
    next(g)
except StopIteration as stop:
    print(repr(stop), stop.value)


def plain():
    raise StopIteration(3)


try:
    plain()
except StopIteration as stop:
    print(stop.value)


class It:
    def __iter__(self):
        return self

    def __next__(self):
        raise StopIteration("ended")


print(list(It()), [x for x in It()], next(It(), "default"))
for x in It():
    print("never")
else:
    print("else")
print(list(map(lambda x: next(iter([])), [1])), "map ends at StopIteration")
