# if, elif, else, conditional expressions and truth.
def sign(n):
    if n < 0:
        return "negative"
    elif n == 0:
        return "zero"
    elif n < 10:
        return "small"
    else:
        return "large"


for n in (-3, 0, 7, 10, 2.5):
    print(n, sign(n))

for value in (0, 1, -1, 0.0, 0.1, "", " ", [], [0], (), ((),), {}, {0: 0}, set(), {0}, None, True, False, b"", b"0", range(0), range(1)):
    print(repr(value), bool(value), "yes" if value else "no", not value)

a, b = 3, 4
print(a if a > b else b, (a if a < b else b) * 2)
print("one" if a == 1 else "two" if a == 2 else "three" if a == 3 else "many")
if a:
    pass
else:
    print("unreachable")
if not a: print("no")
elif b: print("b")
if a and not b or b: print("mixed")
