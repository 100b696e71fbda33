# Inheritance: overriding, super, multiple inheritance, method resolution order.
class Shape:
    def __init__(self, name, **kwargs):
        super().__init__(**kwargs)
        self.name = name

    def area(self):
        raise NotImplementedError("area")

    def describe(self):
        return f"{self.name} of area {self.area():.2f}"


class Square(Shape):
    def __init__(self, side):
        super().__init__("square")
        self.side = side

    def area(self):
        return self.side ** 2


class NamedSquare(Square):
    def __init__(self, side, name):
        Square.__init__(self, side)
        self.name = name

    def describe(self):
        return "named " + super().describe()


print(Square(2).describe(), "|", NamedSquare(3, "big").describe())
try:
    Shape("x").describe()
except NotImplementedError as error:
    print(type(error).__name__, error)


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


print(D().who(), [k.__name__ for k in D.__mro__], [k.__name__ for k in D.mro()])
print(super(B, D()).who(), D.__bases__ == (B, C), D.__base__.__name__)
print(isinstance(D(), C), issubclass(D, A), issubclass(A, D), isinstance(D(), (int, A)), issubclass(D, (int, str)))
try:
    class Bad(A, B):
        pass
except TypeError as error:
    print(error)
try:
    class Twice(A, A):
        pass
except TypeError as error:
    print(error)


class Base:
    log = []

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__()
        Base.log.append((cls.__name__, kwargs))


class One(Base):
    pass


class Two(Base, option=5):
    pass


print(Base.log)


class Meters(float):
    def __repr__(self):
        return f"{float(self)} m"


class Words(list):
    def shout(self):
        return [w.upper() for w in self]


class Default(dict):
    def __missing__(self, key):
        return key * 2


class Upper(str):
    def __new__(cls, text):
        return super().__new__(cls, text.upper())


print(Meters(2.5), repr(Meters(1) + 1), Words(["a", "b"]).shout(), Words("xy"), len(Words("xyz")))
print(Default(a=1)["a"], Default()["q"], Default().get("q"), Upper("abc"), Upper("abc") == "ABC", type(Upper("a")).__name__)


class Count(int):
    def next(self):
        return Count(self + 1)


print(Count(5).next(), type(Count(5).next()).__name__, Count(5) + 1, type(Count(5) + 1).__name__)


class Stack:
    def __init__(self):
        self.items = []

    def push(self, x):
        self.items.append(x)

    def pop(self):
        return self.items.pop()


class Logged:
    def push(self, x):
        print("push", x)
        super().push(x)


class LoggedStack(Logged, Stack):
    pass


stack = LoggedStack()
stack.push(5)
print(stack.pop())
try:
    super().anything
except RuntimeError as error:
    print(error)
try:
    D().nothing
except AttributeError as error:
    print(error)
try:
    class Child(A):
        def who(self):
            return super().nothing()
    Child().who()
except AttributeError as error:
    print(error)


class Abstract:
    def template(self):
        return self.step() + 1

    step = None


class Concrete(Abstract):
    def step(self):
        return 41


print(Concrete().template())
