# Assignment in all its forms: chained, unpacking, augmented, annotated, walrus.
a = b = c = []
a.append(1)
print(a, b, c, a is c)
x, y = 1, 2
x, y = y, x
print(x, y)
(p, q), r = [1, 2], 3
[s, t] = "st"
print(p, q, r, s, t)
head, *middle, tail = range(6)
print(head, middle, tail)
*start, end = "ab"
print(start, end)
one, *none = [1]
print(one, none)
first, (second, *others), *last = 1, (2, 3, 4), 5, 6
print(first, second, others, last)
i = 0
i, items = 1, [10, 20]
items[i], i = i, 0
print(items, i)
x = [1, 2, 3]
i = 0
i = x[i] = 2
print(i, x)

n = 10
n += 5; print(n)
n -= 3; print(n)
n *= 4; print(n)
n //= 5; print(n)
n **= 2; print(n)
n %= 7; print(n)
n <<= 5; print(n)
n >>= 2; print(n)
n |= 3; print(n)
n &= 10; print(n)
n ^= 6; print(n)
n /= 4; print(n)

items = [1, 2]
alias = items
items += [3]
items *= 2
print(alias, items is alias)
items = items + [4]
print(alias is items)
text = "ab"
text += "c"
text *= 2
print(text)
pair = (1,)
pair += (2,)
print(pair)
letters = {"a"}
letters |= {"b"}
print(sorted(letters))
table = {"k": 1}
table["k"] += 41
table |= {"m": 0}
print(table)
matrix = [[0] * 3 for _ in range(2)]
matrix[1][2] += 7
print(matrix)

count: int = 3
ratio: "float"
print(count)
print(__annotations__["count"].__name__)

if (m := 5) > 3:
    print("walrus", m)
print([y := 1, y ** 2, y + 3], y)
values = [1, 5, 9]
print([half for v in values if (half := v // 2) > 1], half)
while (chunk := values.pop() if values else None) is not None:
    print("chunk", chunk)

t = ([1],)
try:
    t[0] += [2]
except TypeError as error:
    print(error, t)


def err(code):
    try:
        code()
    except (ValueError, TypeError) as error:
        print(type(error).__name__ + ":", error)


def too_many():
    a, b = 1, 2, 3


def too_few():
    a, b, c = 1, 2


def star_few():
    a, b, *c = [1]


def not_iterable():
    a, b = 5


def from_none():
    (a, b) = None


def too_many_lazily():
    a, b = iter("abc")


for code in (too_many, too_few, star_few, not_iterable, from_none, too_many_lazily):
    err(code)
