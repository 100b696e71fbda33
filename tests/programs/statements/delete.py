# del of names, items, slices and attributes.
x = 1
del x
try:
    x
except NameError as error:
    print(error)

items = list(range(10))
del items[0]
del items[-1], items[0]
print(items)
del items[1:3]
print(items)
del items[::2]
print(items)
table = {"a": 1, "b": 2}
del table["a"]
print(table)
try:
    del table["a"]
except KeyError as error:
    print("KeyError", error)
try:
    del items[99]
except IndexError as error:
    print("IndexError:", error)


class Thing:
    kind = "class"


thing = Thing()
thing.kind = "own"
print(thing.kind)
del thing.kind
print(thing.kind)
try:
    del thing.kind
except AttributeError as error:
    print("AttributeError:", error)
del Thing.kind
print(hasattr(thing, "kind"))


def local():
    y = 1
    del y
    try:
        print(y)
    except UnboundLocalError as error:
        print("UnboundLocalError:", error)
    y = 2
    print(y)
    try:
        del z
    except UnboundLocalError as error:
        print("UnboundLocalError:", error)
    z = 1
    del z


local()


def outer():
    n = 1

    def inner():
        return n

    del n
    try:
        inner()
    except NameError as error:
        print("NameError:", error)


outer()
a, b, c = 1, 2, 3
del (a, b), [c]
print("a" in globals(), "c" in globals())
try:
    del (1).real
except AttributeError as error:
    print("AttributeError:", error)
try:
    del (1, 2)[0]
except TypeError as error:
    print("TypeError:", error)
try:
    del "abc"[0]
except TypeError as error:
    print("TypeError:", error)
