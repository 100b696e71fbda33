# Queue made for subclassing: _init, _put, _get, _qsize; its lock and conditions by name.
import queue
import threading


class SetQueue(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()

    def _put(self, item):
        self.queue.add(item)

    def _get(self):
        return self.queue.pop()


q = SetQueue()
for x in (1, 1, 1):
    q.put(x)
print(q.qsize(), q.get(), q.empty())


class Logged(queue.Queue):
    def put(self, item, *args, **kwargs):
        print("put", item)
        super().put(item, *args, **kwargs)


log = Logged(3)
log.put("a")
log.put("b", timeout=1)
print(list(log.queue), log.get())
with log.mutex:
    print(len(log.queue))
with log.not_empty:
    log.not_empty.notify_all()
print(type(log.mutex).__name__, isinstance(log.not_full, threading.Condition))
