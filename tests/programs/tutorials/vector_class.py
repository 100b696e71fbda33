# A vector class with most operators.
import math


class Vector:
    def __init__(self, *components):
        self.c = tuple(components)

    def __repr__(self):
        return f"Vector{self.c}"

    def __len__(self):
        return len(self.c)

    def __iter__(self):
        return iter(self.c)

    def __getitem__(self, i):
        return Vector(*self.c[i]) if isinstance(i, slice) else self.c[i]

    def __add__(self, other):
        return Vector(*(a + b for a, b in zip(self, other)))

    __radd__ = __add__

    def __sub__(self, other):
        return self + -other

    def __neg__(self):
        return self * -1

    def __mul__(self, other):
        if isinstance(other, Vector):
            return sum(a * b for a, b in zip(self, other))
        return Vector(*(a * other for a in self))

    __rmul__ = __mul__

    def __truediv__(self, n):
        return self * (1 / n)

    def __abs__(self):
        return math.sqrt(self * self)

    def __bool__(self):
        return any(self)

    def __eq__(self, other):
        return isinstance(other, Vector) and self.c == other.c

    def __hash__(self):
        return hash(self.c)

    def __format__(self, spec):
        return "<" + " ".join(format(x, spec) for x in self) + ">"


a, b = Vector(3, 4), Vector(1, -2)
print(a + b, a - b, -a, a * 2, 0.5 * a, a * b, a / 4, abs(a), a == Vector(3, 4), a != b, len({a, Vector(3, 4)}), a[0], a[-1], Vector(1, 2, 3)[1:])
print(bool(Vector(0, 0)), list(a), f"{a:.2f}", "{:>5}".format(b), (1, 1) + a, max(a), 4 in a, [*a], dict([a]))
x, y = a
print(x, y, math.hypot(*a), sum([a, b], Vector(0, 0)))
try:
    a + 5
except TypeError as error:
    print(error)
