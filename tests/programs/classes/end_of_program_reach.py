# What is finalized at the end of the program: what deques, frozensets, queues and classes hold; not a generator that is running.
# cpython: no
# stdout: end
# stdout: del in a deque
# stdout: del in a frozenset
# stdout: del in a queue
# stdout: del in a list of a queue
# stdout: del in a class
import queue
import threading
from collections import deque


class D:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("del", self.n)


class Holder:
    held = D("in a class")


def count():
    try:
        started.set()
        threading.Event().wait(60)
        yield
    finally:
        print("never printed")


# A daemon is inside of a generator that a global variable leads to.
started = threading.Event()
running = count()
threading.Thread(target=next, args=(running,), daemon=True).start()
started.wait()
q = queue.Queue()
q.put(D("in a queue"))
l = queue.LifoQueue()
l.put(D("in a list of a queue"))
d = deque([D("in a deque")])
f = frozenset([D("in a frozenset")])
print("end")
