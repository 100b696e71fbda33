# cpython: no
# stdout: 4294967295 True 4294967294
# stdout: OverflowError semaphore counters beyond 32 bits are not supported
# stdout: OverflowError semaphore counters beyond 32 bits are not supported
# stdout: TypeError 'float' object cannot be interpreted as an integer
# stdout: TypeError '<' not supported between instances of 'str' and 'int'
# stdout: OverflowError semaphore counters beyond 32 bits are not supported
# stdout: OverflowError semaphore counters beyond 32 bits are not supported
# stdout: OverflowError semaphore counters beyond 32 bits are not supported
# stdout: TypeError 'float' object cannot be interpreted as an integer
# stdout: ValueError Semaphore released too many times
# stdout: 4294967294 1 1
# Counters have 32 bits; what does not fit is refused and changes nothing. (CPython counts on.)
import threading

s = threading.Semaphore(2**32 - 1)
print(s._value, s.acquire(False), s._value)
one, bounded = threading.Semaphore(1), threading.BoundedSemaphore(1)
for call in (
    lambda: threading.Semaphore(2**32),
    lambda: threading.BoundedSemaphore(10**30),
    lambda: threading.Semaphore(1.5),
    lambda: threading.Semaphore("1"),
    lambda: s.release(2),
    lambda: one.release(2**33),
    lambda: one.release(10**30),
    lambda: one.release(2.5),
    lambda: bounded.release(10**30),
):
    try:
        print("no error", call())
    except Exception as error:
        print(type(error).__name__, error)
print(s._value, one._value, bounded._value)
