# Tracebacks of chained exceptions: direct cause, during handling, hidden context.
import threading


class AppError(Exception):
    pass


def low():
    raise KeyError("low")


def cause():
    try:
        low()
    except KeyError as error:
        raise AppError("with cause") from error


def context():
    try:
        low()
    except KeyError:
        raise AppError("with context")


def hidden():
    try:
        low()
    except KeyError:
        raise AppError("hidden") from None


def three():
    try:
        cause()
    except AppError:
        int("x")


def reraised():
    try:
        low()
    except KeyError:
        raise


def in_finally():
    try:
        low()
    finally:
        [][1]


def with_notes():
    error = ValueError("noted")
    error.add_note("first note")
    error.add_note("second\nnote")
    raise error


def multi_line_message():
    raise ValueError("one\ntwo")


def empty_message():
    raise ValueError


def qualified():
    class Inner(Exception):
        pass

    raise Inner("x")


def raised_twice():
    error = ValueError("twice")
    try:
        raise error
    except ValueError:
        pass
    raise error


for f in (cause, context, hidden, three, reraised, in_finally, with_notes, multi_line_message, empty_message, qualified, raised_twice):
    thread = threading.Thread(target=f, name=f.__name__)
    thread.start()
    thread.join()
