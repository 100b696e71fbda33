# RLock: re-entry, ownership, errors, repr.
import threading

r = threading.RLock()
print(r.acquire(), r.acquire(), r.acquire(False), r.acquire(timeout=0.01))
r.release()
r.release()
print(repr(r).split(" object")[0], "count=2" in repr(r))
with r:
    with r:
        print("inside twice", "count=4" in repr(r))
r.release()
r.release()
print(repr(r).split(" object")[0], "owner=0 count=0" in repr(r))


def err(f, *args):
    try:
        print("no error", f(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


err(r.release)
err(r.acquire, False, 1)
err(r.acquire, True, -2)


def other():
    print("other:", r.acquire(False), r.acquire(timeout=0.01))
    err(r.release)


with r:
    t = threading.Thread(target=other)
    t.start()
    t.join()
print(r.acquire(False))
r.release()


def takes():
    with r:
        print("other has it now")


t = threading.Thread(target=takes)
t.start()
t.join()
depth = 0


def recurse(n):
    global depth
    with r:
        depth = max(depth, n)
        if n < 20:
            recurse(n + 1)


recurse(1)
print(depth, threading.RLock().__class__.__name__)
