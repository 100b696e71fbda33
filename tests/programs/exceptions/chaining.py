# __cause__, __context__, raise from, raise from None.
def failing():
    raise KeyError("inner")


try:
    try:
        failing()
    except KeyError as inner:
        raise ValueError("outer") from inner
except ValueError as error:
    print(repr(error), repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        failing()
    except KeyError:
        raise ValueError("implicit")
except ValueError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    try:
        failing()
    except KeyError:
        raise ValueError("hidden") from None
except ValueError as error:
    print(repr(error.__cause__), repr(error.__context__), error.__suppress_context__)
try:
    raise ValueError("class cause") from KeyError
except ValueError as error:
    print(repr(error.__cause__))
try:
    raise ValueError("x") from 5
except TypeError as error:
    print(error)
try:
    try:
        1 / 0
    finally:
        [][0]
except IndexError as error:
    print(repr(error), repr(error.__context__))


def handler():
    try:
        failing()
    except KeyError:
        helper()


def helper():
    raise RuntimeError("in handler")


try:
    handler()
except RuntimeError as error:
    chain = []
    while error:
        chain.append(repr(error))
        error = error.__context__
    print(chain)
try:
    raise ValueError("first")
except ValueError as first:
    kept = first
try:
    raise kept
except ValueError as again:
    print(again is kept, again.__context__)
try:
    try:
        raise ValueError("a")
    except ValueError as a:
        try:
            raise TypeError("b")
        except TypeError as b:
            raise a
except ValueError as error:
    print(repr(error), repr(error.__context__), repr(error.__context__.__context__))


def in_generator():
    try:
        yield 1
    except ValueError:
        raise KeyError("from generator")


g = in_generator()
next(g)
try:
    g.throw(ValueError("thrown"))
except KeyError as error:
    print(repr(error), repr(error.__context__))
