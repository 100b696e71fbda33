# Lock: acquire in every form, release, locked, with, errors.
import threading
import time

lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(blocking=False), lock.acquire(timeout=0.01), lock.acquire(True, 0.01), lock.acquire(True, 0))
print(lock.release(), lock.locked())
with lock as value:
    print(value, lock.locked())
print(lock.locked(), lock.acquire(True, -1), lock.release())
began = time.monotonic()
lock.acquire()
print(lock.acquire(timeout=0.05), 0.045 < time.monotonic() - began < 0.5)
lock.release()
try:
    with lock:
        raise ValueError("inside")
except ValueError as error:
    print(error, lock.locked())


def err(f, *args, **kwargs):
    try:
        print("no error", f(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


err(lock.release)
err(lock.acquire, False, 1)
err(lock.acquire, timeout=-2)
err(lock.acquire, True, "x")
err(lock.acquire, timeout=1e20)
err(lock.acquire, 1, 2, 3)
err(lock.acquire, nothing=1)
print(repr(lock).startswith("<unlocked _thread.lock object at 0x"), type(lock), threading.Lock)
lock.acquire()
print(repr(lock).startswith("<locked _thread.lock object at 0x"))


def other():
    print("other thread releases", lock.release())


t = threading.Thread(target=other)
t.start()
t.join()
print(lock.locked())
