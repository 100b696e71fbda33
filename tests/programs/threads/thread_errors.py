# What Thread objects refuse.
import threading


def err(f, *args, **kwargs):
    try:
        print("no error", f(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


t = threading.Thread(target=print, args=("once",))
err(t.join)
t.start()
t.join()
err(t.start)
err(t.join)
err(threading.current_thread().join)
err(threading.Thread, print)
err(threading.Thread, target=print, nothing=1)
err(setattr, t, "daemon", True)
err(setattr, threading.current_thread(), "daemon", True)
err(threading.nothing) if hasattr(threading, "nothing") else print("no such name")


class NoInit(threading.Thread):
    def __init__(self):
        pass


err(NoInit().start)
err(lambda: NoInit().name)
err(lambda: NoInit().daemon)
err(NoInit().join)
err(NoInit().is_alive)
started = threading.Thread(target=threading.Event().wait, args=(0.01,))
started.start()
err(setattr, started, "daemon", True)
err(started.start)
err(started.join, -1)
started.join()
err(threading.Thread, None, None, None, 5)
