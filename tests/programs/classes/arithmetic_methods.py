# Arithmetic dunder methods: plain, reflected, in-place, unary, NotImplemented.
class V:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"V({self.x})"

    def __add__(self, other):
        if not isinstance(other, V):
            return NotImplemented
        return V(self.x + other.x)

    def __sub__(self, other):
        return V(("sub", self.x, other))

    def __rsub__(self, other):
        return V(("rsub", other, self.x))

    def __mul__(self, other):
        return V(("mul", self.x, other))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return "truediv", other

    def __rtruediv__(self, other):
        return "rtruediv", other

    def __floordiv__(self, other):
        return "floordiv", other

    def __mod__(self, other):
        return "mod", other

    def __rmod__(self, other):
        return "rmod", other

    def __divmod__(self, other):
        return "divmod", other

    def __pow__(self, other, modulo=None):
        return "pow", other, modulo

    def __rpow__(self, other):
        return "rpow", other

    def __lshift__(self, other):
        return "lshift", other

    def __rshift__(self, other):
        return "rshift", other

    def __and__(self, other):
        return "and", other

    def __rand__(self, other):
        return "rand", other

    def __or__(self, other):
        return "or", other

    def __xor__(self, other):
        return "xor", other

    def __matmul__(self, other):
        return "matmul", other

    def __neg__(self):
        return V(-self.x)

    def __pos__(self):
        return "pos"

    def __invert__(self):
        return "invert"

    def __abs__(self):
        return V(abs(self.x))

    def __round__(self, digits=None):
        return "round", digits

    def __int__(self):
        return 42

    def __float__(self):
        return 4.5

    def __index__(self):
        return 2


a, b = V(1), V(2)
print(a + b, a - 1, 1 - a, a * 2, 2 * a, a / 2, 2 / a, a // 2, a % 2, 2 % a, divmod(a, 2))
print(a ** 2, 2 ** a, pow(a, 2, 3), a << 1, a >> 1, a & 1, 1 & a, a | 1, a ^ 1, a @ 1)
print(-a, +a, ~a, abs(V(-3)), round(a), round(a, 2), int(a), float(a), [10, 20, 30][a], hex(a), range(a))
for f in (lambda: a + 1, lambda: 1 + a, lambda: 1 // a, lambda: 1 | a, lambda: "x" + a, lambda: [1] + a):
    try:
        print(f())
    except TypeError as error:
        print(error)


class Money:
    def __init__(self, n):
        self.n = n

    def __iadd__(self, other):
        self.n += other
        return self

    def __imul__(self, other):
        return "imul"

    def __add__(self, other):
        return Money(self.n + other)

    def __repr__(self):
        return f"Money({self.n})"


m = other = Money(1)
m += 5
print(m, m is other)
m = m + 1
print(m, other)
m *= 3
print(m)
m = Money(2)
try:
    m -= 1
except TypeError as error:
    print(error)


class Parent:
    def __add__(self, other):
        return "Parent.add"

    def __radd__(self, other):
        return "Parent.radd"


class Child(Parent):
    def __radd__(self, other):
        return "Child.radd"


print(Parent() + Child(), Parent() + Parent(), Child() + Parent(), 1 + Parent(), sum([Parent()]))


class Nothing:
    pass


n = Nothing()
for f in (lambda: n + n, lambda: -n, lambda: ~n, lambda: abs(n), lambda: n * 2, lambda: 2 ** n, lambda: n @ n, lambda: int(n),
          lambda: float(n), lambda: [1][n], lambda: round(n), lambda: divmod(n, 1), lambda: n << 1, lambda: n % 2):
    try:
        f()
    except TypeError as error:
        print(error)
