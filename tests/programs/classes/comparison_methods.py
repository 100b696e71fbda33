# Comparison, hashing, truth and identity of user classes.
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __le__(self, other):
        return self < other or self == other

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b, c = Version(1, 2), Version(1, 10), Version(1, 2)
print(a == c, a != c, a is c, a == 5, a != 5, a < b, a > b, a <= c, a >= b)
print(sorted([b, a, Version(0)]), max(a, b), min([b, a]), sorted([a, b], reverse=True))
print(hash(a) == hash(c), len({a, b, c}), {a: "x"}[c], a in [c], [a, b].index(b))
for f in (lambda: a < 5, lambda: 5 < a, lambda: a > "x", lambda: sorted([a, 1])):
    try:
        f()
    except TypeError as error:
        print(error)


class EqOnly:
    def __eq__(self, other):
        return True


try:
    hash(EqOnly())
except TypeError as error:
    print(error)
try:
    {EqOnly(): 1}
except TypeError as error:
    print(error)
print(EqOnly() == 5, EqOnly() != 5, EqOnly.__hash__)


class Plain:
    pass


p, q = Plain(), Plain()
print(p == p, p == q, p != q, hash(p) == hash(p), len({p, q, p}))
for f in (lambda: p < q, lambda: p >= q):
    try:
        f()
    except TypeError as error:
        print(error)


class Truth:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        print("bool")
        return self.value


class Length:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(bool(Truth(True)), not Truth(False), bool(Length(0)), bool(Length(3)), bool(Plain()))
print("yes" if Truth(False) else "no", Truth(True) and 5, Truth(False) or 6)
try:
    bool(Truth(1))
except TypeError as error:
    print(error)
for n in (-1, "x"):
    try:
        len(Length(n))
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Odd:
    def __eq__(self, other):
        return "truthy"

    def __lt__(self, other):
        return []

    def __contains__(self, item):
        return item


odd = Odd()
print(odd == 1, odd < 1, odd != 1, 5 in odd, 0 in odd, 0 not in odd)
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1 in [1], (1 < 2) < 1, 3 > 2 > 1 != 0)


def value(x):
    print("value", x)
    return x


print(value(1) < value(5) < value(3) < value(9))


class Reflected:
    def __gt__(self, other):
        return f"gt {other}"

    def __le__(self, other):
        return f"le {other}"

    def __eq__(self, other):
        return f"eq {other}"


print(1 < Reflected(), 1 >= Reflected(), 1 == Reflected(), Reflected() > 2)


class FailingEq:
    def __eq__(self, other):
        raise ValueError("no comparing")

    def __hash__(self):
        return 1


for f in (lambda: FailingEq() == 1, lambda: FailingEq() in [1], lambda: {FailingEq(): 1, FailingEq(): 2}):
    try:
        f()
    except ValueError as error:
        print(error)
same = FailingEq()
print(same in [same], [same].count(same), {same: 1}[same])
nan = float("nan")
print(nan == nan, nan in [nan], [nan] == [nan])
