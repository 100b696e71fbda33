# Queue: put, get, sizes, task_done, join, errors.
import queue
import threading
import time

q = queue.Queue()
print(q.empty(), q.full(), q.qsize(), q.maxsize)
for i in range(3):
    q.put(i)
print(q.qsize(), q.empty(), q.get(), q.get(False), q.get_nowait(), q.empty())
small = queue.Queue(maxsize=2)
small.put("a")
small.put_nowait("b")
print(small.full(), small.qsize(), small.maxsize)


def err(f, *args, **kwargs):
    try:
        print("no error", f(*args, **kwargs))
    except Exception as error:
        print(type(error).__module__, type(error).__name__, repr(str(error)), error.args)


err(small.put, "c", False)
err(small.put_nowait, "c")
err(small.put, "c", timeout=0.01)
err(small.put, "c", True, 0.01)
err(small.put, "c", timeout=-1)
err(q.get, False)
err(q.get_nowait)
err(q.get, timeout=0.01)
err(q.get, True, -1)
err(q.put)
err(q.get, 1, 2, 3)
print(small.task_done(), small.task_done())
err(small.task_done)
print(small.join(), small.unfinished_tasks)
unbounded = queue.Queue(-5)
for i in range(100):
    unbounded.put(i)
print(unbounded.qsize(), unbounded.full(), unbounded.maxsize)
work = queue.Queue()
done = []


def worker():
    while True:
        item = work.get()
        if item is None:
            work.task_done()
            return
        done.append(item * item)
        work.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads:
    t.start()
for i in range(10):
    work.put(i)
work.join()
print(sorted(done), work.unfinished_tasks)
for t in threads:
    work.put(None)
for t in threads:
    t.join()
print(work.empty())
blocked = queue.Queue(1)
log = []


def producer():
    for i in range(3):
        blocked.put(i)
        log.append(f"put {i}")


t = threading.Thread(target=producer)
t.start()
time.sleep(0.2)
print(log)
print(blocked.get(), blocked.get(), blocked.get())
t.join()
print(log, issubclass(queue.Empty, Exception), queue.Full.__mro__[1].__name__)
