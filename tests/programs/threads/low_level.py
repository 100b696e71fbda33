# _thread: start_new_thread, locks, exit, uncaught exceptions, identities.
import _thread

done = _thread.allocate_lock()
done.acquire()


def work(a, b=0):
    print("work", a, b)
    done.release()


ident = _thread.start_new_thread(work, (1,), {"b": 2})
done.acquire()
print(isinstance(ident, int), _thread.get_ident() != ident)
lock = _thread.allocate_lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), lock.release(), lock.locked())
with lock:
    print("held", lock.locked())
print(type(lock).__name__, _thread.LockType is type(lock), _thread.TIMEOUT_MAX > 1e6, _thread.error is RuntimeError)


def leaves():
    print("leaves")
    done.release()
    _thread.exit()
    print("never")


_thread.start_new_thread(leaves, ())
done.acquire()
for args in ((), (5,), (work,), (work, 5), (work, [1])):
    try:
        _thread.start_new_thread(*args)
    except TypeError as error:
        print(error)
print("main ends")
