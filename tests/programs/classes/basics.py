# Classes: attributes, methods, class attributes, instance dict, static and class methods.
class Dog:
    kind = "canine"
    tricks = []

    def __init__(self, name):
        self.name = name

    def add(self, trick):
        self.tricks.append(trick)
        return self

    @classmethod
    def named(cls, name):
        return cls(name.title())

    @staticmethod
    def sound():
        return "woof"


fido, rex = Dog("fido"), Dog.named("rex")
print(fido.name, rex.name, fido.kind, Dog.sound(), rex.sound())
fido.add("roll").add("sit")
print(rex.tricks, Dog.tricks is fido.tricks)
fido.kind = "special"
print(fido.kind, rex.kind, Dog.kind)
Dog.kind = "changed"
print(fido.kind, rex.kind)
print(fido.__dict__, vars(rex))
print(type(fido).__name__, type(fido) is Dog, isinstance(fido, Dog), fido.__class__.__name__, Dog.__name__, Dog.__qualname__, Dog.__module__)
bound = rex.add
bound("bark")
print(Dog.tricks)
Dog.add(rex, "unbound")
print(Dog.tricks[-1])
print(bound.__name__, bound.__self__ is rex, bound.__func__ is Dog.add, bound == rex.add, bound is rex.add)
Dog.extra = lambda self, n: (self.name, n)
print(rex.extra(5))
rex.extra = lambda n: n
print(rex.extra(6))
print(hasattr(rex, "name"), hasattr(rex, "age"), getattr(rex, "age", 3))
setattr(rex, "age", 4)
print(rex.age, "age" in rex.__dict__)
rex.__dict__["set"] = "directly"
print(rex.set)


class Empty:
    """An empty class."""


print(Empty.__doc__, Dog.__doc__, Empty.__bases__, Empty.__mro__)
print(Empty, type(Empty), type(type))
print(repr(Empty()).startswith("<__main__.Empty object at 0x"))


class Outer:
    class Inner:
        def method(self):
            return type(self).__qualname__

    made = Inner()


print(Outer.Inner().method(), Outer.made.method(), Outer.Inner)


def make(n):
    class Local:
        value = n

        def get(self):
            return n

    return Local


print(make(3).value, make(4)().get(), make(5).__qualname__, make(1) is make(1))
for name in ("missing", "name"):
    try:
        print(getattr(Dog, name))
    except AttributeError as error:
        print(error)
try:
    rex.missing
except AttributeError as error:
    print(error)
try:
    rex.missing()
except AttributeError as error:
    print(error)
try:
    None.upper()
except AttributeError as error:
    print(error)
try:
    (5).append(1)
except AttributeError as error:
    print(error)
try:
    len.x = 1
except AttributeError as error:
    print(error)
try:
    [].x = 1
except AttributeError as error:
    print(error)
try:
    [].append = 1
except AttributeError as error:
    print(error)
try:
    int.x = 1
except TypeError as error:
    print(error)
Dynamic = type("Dynamic", (Dog,), {"y": 5, "hi": lambda self: self.y})
print(Dynamic, Dynamic("d").hi(), Dynamic.y)
