# Context managers: order of enter and exit, what exit receives, swallowing, nesting.
class Manager:
    def __init__(self, name, swallow=False):
        self.name = name
        self.swallow = swallow

    def __enter__(self):
        print("enter", self.name)
        return self.name.upper()

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind.__name__ if kind else None, value, trace is not None)
        return self.swallow


with Manager("a") as a:
    print("body", a)
with Manager("a") as a, Manager("b") as b:
    print("body", a, b)
with (Manager("c") as c, Manager("d")):
    print("body", c)
with Manager("s", swallow=True):
    raise ValueError("swallowed")
print("after")
try:
    with Manager("t"):
        raise ValueError("not swallowed")
except ValueError as error:
    print("caught", error)
try:
    with Manager("outer"), Manager("inner", swallow=True):
        raise KeyError("k")
    print("went on")
except KeyError:
    print("not here")


def leave(how):
    for i in range(3):
        with Manager(how):
            if how == "return":
                return "returned"
            if how == "break":
                break
            if how == "continue":
                continue
    return "end"


print(leave("return"))
print(leave("break"))
print(leave("continue"))


class FailsOnEnter:
    def __enter__(self):
        raise RuntimeError("enter failed")

    def __exit__(self, *args):
        print("never")


class FailsOnExit:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        raise RuntimeError("exit failed")


try:
    with Manager("first"), FailsOnEnter():
        print("never")
except RuntimeError as error:
    print(error)
try:
    with FailsOnExit():
        raise ValueError("body failed")
except RuntimeError as error:
    print(error, "|", repr(error.__context__))
with Manager("x") as (p):
    print(p)
box = {}
with Manager("y") as box["item"]:
    pass
print(box)
try:
    with 5:
        pass
except TypeError as error:
    print(type(error).__name__, error)


class NoExit:
    def __enter__(self):
        pass


try:
    with NoExit():
        pass
except TypeError as error:
    print(type(error).__name__, error)
