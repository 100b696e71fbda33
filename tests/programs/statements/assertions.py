# assert: passing, failing, with and without a message.
assert True
assert 1 + 1 == 2, "never shown"
try:
    assert False
except AssertionError as error:
    print(repr(error), error.args)
try:
    assert [], "empty"
except AssertionError as error:
    print(repr(error), error)
try:
    assert 1 > 2, (1, 2)
except AssertionError as error:
    print(repr(error), error)


def message():
    print("message computed")
    return "computed"


assert 1, message()
try:
    assert 0, message()
except AssertionError as error:
    print(error)
print(__debug__)


def square_root(n):
    assert n >= 0, f"{n} is negative"
    return n ** 0.5


print(square_root(9))
square_root(-1)
