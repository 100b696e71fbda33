# try, except, else, finally: which parts run, and in which order.
def run(what):
    try:
        print("try", what)
        if what == "raise":
            raise ValueError("v")
        if what == "other":
            raise KeyError("k")
        if what == "return":
            return "from try"
    except ValueError as error:
        print("except", repr(error))
        return "from except"
    else:
        print("else")
        return "from else"
    finally:
        print("finally")


for what in ("nothing", "raise", "return", "other"):
    try:
        print("->", run(what))
    except KeyError as error:
        print("escaped", repr(error))


def overriding():
    try:
        raise ValueError
    finally:
        return "finally wins"


def finally_changes():
    x = 1
    try:
        return x
    finally:
        x = 2


def nested():
    try:
        try:
            raise KeyError("inner")
        except ValueError:
            print("not this")
        finally:
            print("inner finally")
    except KeyError as error:
        print("outer", error)
    else:
        print("not this")
    return "end"


print(overriding(), finally_changes(), nested())
for kind in (ValueError, KeyError, IndexError, TypeError, ZeroDivisionError):
    try:
        raise kind("x")
    except (ValueError, TypeError):
        print("value or type")
    except LookupError as error:
        print("lookup", type(error).__name__)
    except Exception as error:
        print("other", type(error).__name__)

try:
    pass
except ValueError:
    print("never")
else:
    print("else without exception")
try:
    try:
        1 / 0
    except ZeroDivisionError:
        print("first")
        raise
except ArithmeticError as error:
    print("again", error)
error = "kept?"
try:
    raise ValueError
except ValueError as error:
    pass
try:
    print(error)
except NameError as name_error:
    print(name_error)
try:
    raise ValueError("bare")
except:
    print("bare except")


def else_raises():
    try:
        pass
    except ValueError:
        print("must not catch")
    else:
        raise ValueError("from else")
    finally:
        print("finally after else")


try:
    else_raises()
except ValueError as error:
    print(error)


def loop():
    result = []
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            result.append(i)
        except ValueError:
            pass
        else:
            result.append("else")
        finally:
            result.append("f")
    return result


print(loop())


def return_in_loop_finally():
    while True:
        try:
            return "value"
        finally:
            break
    return "after loop"


print(return_in_loop_finally())
try:
    raise 5
except TypeError as error:
    print(error)
try:
    raise str
except TypeError as error:
    print(error)
try:
    try:
        raise ValueError
    except 5:
        pass
except TypeError as error:
    print(error)
try:
    raise
except RuntimeError as error:
    print(error)
try:
    raise ValueError
except ValueError as error:
    print(repr(error), error.args, str(error) == "")
try:
    raise ValueError(1, "two")
except ValueError as error:
    print(repr(error), error, error.args)


def catches_by_expression(kinds):
    try:
        raise KeyError("z")
    except kinds as error:
        return type(error).__name__


print(catches_by_expression(KeyError), catches_by_expression((OSError, (LookupError, ValueError)[0])))
