"""threading: threads, and the objects they wait for."""

import _sync
import _thread
from _thread import TIMEOUT_MAX, RLock, get_ident, get_native_id

__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event", "Lock",
    "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer", "ThreadError",
    "excepthook", "ExceptHookArgs", "local", "get_native_id",
]

Lock = _thread.allocate_lock
ThreadError = RuntimeError


class Condition:
    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self._waiters = _sync.ConditionQueue()
        self.acquire = lock.acquire
        self.release = lock.release
        if hasattr(lock, "_release_save"):
            self._release_save = lock._release_save
        if hasattr(lock, "_acquire_restore"):
            self._acquire_restore = lock._acquire_restore
        if hasattr(lock, "_is_owned"):
            self._is_owned = lock._is_owned

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def __repr__(self):
        return f"<Condition({self._lock}, {len(self._waiters)})>"

    def _release_save(self):
        self._lock.release()

    def _acquire_restore(self, state):
        self._lock.acquire()

    def _is_owned(self):
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        cell = self._waiters.enter()
        try:
            state = self._release_save()
        except BaseException:
            self._waiters.leave(cell)
            raise
        try:
            return self._waiters.wait(cell, timeout)
        finally:
            self._acquire_restore(state)

    def wait_for(self, predicate, timeout=None):
        end = None
        left = timeout
        result = predicate()
        while not result:
            if left is not None:
                if end is None:
                    end = _now() + left
                else:
                    left = end - _now()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._waiters.notify(n)

    def notify_all(self):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        self._waiters.notify(len(self._waiters))

    def notifyAll(self):
        _thread._deprecated("notifyAll() is deprecated, use notify_all() instead")
        self.notify_all()


class Semaphore:
    _kind = _sync.Semaphore

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._initial = value
        self._counter = self._kind(value)

    @property
    def _value(self):
        return self._counter.value()

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking:
            if timeout is not None:
                raise ValueError("can't specify timeout for non-blocking acquire")
            timeout = 0
        return self._counter.acquire(timeout)

    def __enter__(self, blocking=True, timeout=None):
        return self.acquire(blocking, timeout)

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        self._counter.release(n)

    def __exit__(self, t, v, tb):
        self.release()


class BoundedSemaphore(Semaphore):
    _kind = _sync.BoundedSemaphore

    def __repr__(self):
        cls = self.__class__
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: value={self._value}/{self._initial}>"


class Event:
    def __init__(self):
        self._event = _sync.Event()

    def __repr__(self):
        cls = self.__class__
        status = "set" if self._event.is_set() else "unset"
        return f"<{cls.__module__}.{cls.__qualname__} at {id(self):#x}: {status}>"

    def is_set(self):
        return self._event.is_set()

    def isSet(self):
        _thread._deprecated("isSet() is deprecated, use is_set() instead")
        return self.is_set()

    def set(self):
        self._event.set()

    def clear(self):
        self._event.clear()

    def wait(self, timeout=None):
        return self._event.wait(timeout)


class BrokenBarrierError(RuntimeError):
    pass


class Barrier:
    """States: 0 filling, 1 draining, -1 resetting, -2 broken."""

    def __init__(self, parties, action=None, timeout=None):
        self._cond = Condition(Lock())
        self._action = action
        self._timeout = timeout
        self._parties = parties
        self._state = 0
        self._count = 0

    def __repr__(self):
        cls = self.__class__
        name = f"{cls.__module__}.{cls.__qualname__}"
        if self.broken:
            return f"<{name} at {id(self):#x}: broken>"
        return f"<{name} at {id(self):#x}: waiters={self.n_waiting}/{self.parties}>"

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in (-1, 1):
                self._cond.wait()
            if self._state < 0:
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if index + 1 == self._parties:
                    try:
                        if self._action:
                            self._action()
                        self._state = 1
                        self._cond.notify_all()
                    except BaseException:
                        self._break()
                        raise
                else:
                    if not self._cond.wait_for(lambda: self._state != 0, timeout):
                        self._break()
                        raise BrokenBarrierError
                    if self._state < 0:
                        raise BrokenBarrierError
                return index
            finally:
                self._count -= 1
                if self._count == 0 and self._state in (-1, 1):
                    self._state = 0
                    self._cond.notify_all()

    def _break(self):
        self._state = -2
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count > 0:
                if self._state in (0, -2):
                    self._state = -1
            else:
                self._state = 0
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()

    @property
    def parties(self):
        return self._parties

    @property
    def n_waiting(self):
        return self._count if self._state == 0 else 0

    @property
    def broken(self):
        return self._state == -2


class local:
    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        object.__setattr__(self, "_local", ({}, args, kwargs))
        _mine(self)
        return self

    def __getattribute__(self, name):
        values = _mine(self)
        if name == "__dict__":
            return values
        if name in values:
            return values[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == "__dict__":
            raise AttributeError(f"{type(self).__name__!r} object attribute '__dict__' is read-only")
        _mine(self)[name] = value

    def __delattr__(self, name):
        values = _mine(self)
        if name not in values:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        del values[name]


# Its own errors call it by both names.
local.__module__, local.__qualname__, local.__name__ = "_thread", "_local", "_thread._local"


def _mine(obj):
    """The attributes that the calling thread sees of a local; a thread's first use runs __init__ again."""
    threads, args, kwargs = object.__getattribute__(obj, "_local")
    ident = get_ident()
    if ident not in threads:
        threads[ident] = {}
        cls = type(obj)
        if cls.__init__ is not object.__init__ and len(threads) > 1:
            cls.__init__(obj, *args, **kwargs)
    return threads[ident]


# One call into the engine: with the GIL off too, no two threads get the same number.
_counter = iter(range(1, 2**62)).__next__
_active = {}


def _new_name(template):
    return template % _counter()


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        if kwargs is None:
            kwargs = {}
        if name:
            name = str(name)
        else:
            name = _new_name("Thread-%d")
            if target is not None:
                try:
                    name += f" ({target.__name__})"
                except AttributeError:
                    pass
        self._target = target
        self._name = name
        self._args = args
        self._kwargs = kwargs
        self._daemonic = current_thread().daemon if daemon is None else daemon
        self._handle = None
        self._ident = None
        self._initialized = True

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        status = "initial"
        if self._handle is not None:
            status = "stopped" if self._handle.is_done() else "started"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{self.__class__.__name__}({self._name}, {status})>"

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        if self._handle is not None:
            raise RuntimeError("threads can only be started once")
        self._started = _sync.Event(f"{self._name} started")
        self._handle = _thread._spawn(self._bootstrap, self._name, self._daemonic)
        self._started.wait()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        self._started.set()
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            return _report(self, error)
        finally:
            _active.pop(self._ident, None)

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._handle is None:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        self._handle.join(None if timeout is None else max(timeout, 0))

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._name

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        self._name = str(name)

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._ident

    @property
    def native_id(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._handle.native_id() if self._handle is not None else None

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._handle is not None and not self._handle.is_done()

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if self._handle is not None:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        _thread._deprecated("isDaemon() is deprecated, get the daemon attribute instead")
        return self.daemon

    def setDaemon(self, daemonic):
        _thread._deprecated("setDaemon() is deprecated, set the daemon attribute instead")
        self.daemon = daemonic

    def getName(self):
        _thread._deprecated("getName() is deprecated, get the name attribute instead")
        return self.name

    def setName(self, name):
        _thread._deprecated("setName() is deprecated, set the name attribute instead")
        self.name = name


class _MainThread(Thread):
    def __init__(self):
        self._target = self._args = self._kwargs = None
        self._name = "MainThread"
        self._daemonic = False
        self._handle = None
        self._initialized = True
        self._ident = get_ident()
        _active[self._ident] = self

    def __repr__(self):
        return f"<_MainThread({self._name}, started {self._ident})>"

    def is_alive(self):
        return True

    @property
    def native_id(self):
        return get_native_id()

    def start(self):
        raise RuntimeError("threads can only be started once")

    def join(self, timeout=None):
        if current_thread() is self:
            raise RuntimeError("cannot join current thread")
        _thread._join_main(timeout)

    @property
    def daemon(self):
        return False

    @daemon.setter
    def daemon(self, daemonic):
        raise RuntimeError("cannot set daemon status of active thread")


class _DummyThread(Thread):
    """A thread that `_thread.start_new_thread` started."""

    def __init__(self):
        self._target = self._args = self._kwargs = None
        self._name = _new_name("Dummy-%d")
        self._daemonic = True
        self._handle = None
        self._initialized = True
        self._ident = get_ident()
        _active[self._ident] = self

    def is_alive(self):
        return True

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class ExceptHookArgs:
    def __init__(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args

    def __repr__(self):
        return (
            f"_thread._ExceptHookArgs(exc_type={self.exc_type!r}, exc_value={self.exc_value!r}, "
            f"exc_traceback={self.exc_traceback!r}, thread={self.thread!r})"
        )


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    thread = args.thread
    _thread._report(thread.name if thread is not None else str(get_ident()), args.exc_value)


__excepthook__ = excepthook


def _report(thread, error):
    """Tells the hook of an exception that nobody caught; returns its one-line text, which marks the thread as failed."""
    excepthook(ExceptHookArgs((type(error), error, error.__traceback__, thread)))
    try:
        return f"{type(error).__name__}: {error}"
    except Exception:
        return type(error).__name__


def current_thread():
    thread = _active.get(get_ident())
    if thread is None:
        thread = _DummyThread()
    return thread


def currentThread():
    _thread._deprecated("currentThread() is deprecated, use current_thread() instead")
    return current_thread()


def active_count():
    return len(_active)


def activeCount():
    _thread._deprecated("activeCount() is deprecated, use active_count() instead")
    return active_count()


def enumerate():
    return list(_active.values())


def main_thread():
    return _main_thread


def settrace(func):
    raise NotImplementedError("threading.settrace is not supported: the timeline shows each line")


def stack_size(size=0):
    return 0


from time import monotonic as _now

_main_thread = _MainThread()
