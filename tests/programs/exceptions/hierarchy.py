# The built-in exceptions: bases, arguments, attributes.
kinds = [ArithmeticError, AssertionError, AttributeError, BaseException, EOFError, Exception, FloatingPointError, ImportError, IndentationError,
         IndexError, InterruptedError, KeyError, KeyboardInterrupt, LookupError, MemoryError, ModuleNotFoundError, NameError, NotImplementedError,
         OSError, OverflowError, PermissionError, RecursionError, RuntimeError, RuntimeWarning, StopIteration, SyntaxError, SystemError, SystemExit,
         TimeoutError, TypeError, UnboundLocalError, UnicodeDecodeError, UnicodeEncodeError, UnicodeError, UserWarning, ValueError, Warning, ZeroDivisionError,
         ConnectionError, BrokenPipeError, FileNotFoundError, GeneratorExit, DeprecationWarning]
for kind in kinds:
    print([k.__name__ for k in kind.__mro__[:-1]])
print(IOError is OSError, EnvironmentError is OSError)
print(str(KeyError("k")), str(ValueError("k")), str(ValueError()), str(ValueError(1, 2)), repr(KeyError("k")), repr(KeyError("k", 1)))
print(StopIteration(5).value, StopIteration().value, SystemExit(3).code, SystemExit().code)
error = OSError(2, "gone")
print(error, error.errno, error.strerror, repr(error), error.args, type(error).__name__)
print(OSError("plain"), OSError("plain").errno)
try:
    {}["missing"]
except KeyError as error:
    print(error.args, error)
try:
    unknown
except NameError as error:
    print(error.name)
try:
    "".unknown
except AttributeError as error:
    print(error.name, repr(error.obj))


class AppError(Exception):
    """Base of the application's errors."""


class NotFound(AppError):
    def __init__(self, what, *, hint=None):
        super().__init__(f"{what} not found")
        self.what, self.hint = what, hint


class Bare(AppError):
    def __init__(self, a, b):
        self.a = a


try:
    raise NotFound("page", hint="look elsewhere")
except AppError as error:
    print(error, error.hint, error.args, repr(error))
print(Bare(1, 2).args, repr(Bare(1, 2)), str(Bare(1, 2)))
print(isinstance(NotFound("x"), Exception), issubclass(NotFound, AppError), AppError.__doc__)
e = ValueError("a")
e.add_note("a note")
print(e.__notes__, e.with_traceback(None) is e, e.__traceback__, e.__cause__, e.__context__, e.__suppress_context__)
print(ValueError("a") == ValueError("a"), e == e)
e.extra = 1
print(e.extra)
error = OSError(2, "No such file", "f.txt")
print(repr(error), error, error.args, error.filename, repr(OSError(2, "No such file")), repr(OSError("text")))
