# Queues whose items, lock and conditions a program sees, and subclasses that say how items are kept.
import queue
import threading
import time

q = queue.Queue()
for i in range(5):
    q.put(i)
print(list(q.queue), q.queue, len(q.queue), q.queue[0], q.unfinished_tasks)
with q.mutex:
    q.queue.clear()
print(q.empty(), q.unfinished_tasks)
with q.mutex:
    q.unfinished_tasks = 0
    q.all_tasks_done.notify_all()
q.join()
try:
    q.task_done()
except ValueError as e:
    print(e)

# Threads that wait in a queue go on when the program takes its lock.
q = queue.Queue(2)
out = []


def get():
    out.append(q.get())
    q.task_done()


def started(*targets):
    threads = [threading.Thread(target=target[0], args=target[1:]) for target in targets]
    for t in threads:
        t.start()
    time.sleep(0.02)
    return threads


threads = started((get,), (get,), (get,))
print(q.mutex.locked(), out)
for i in range(3):
    q.put(i)
for t in threads:
    t.join()
print(sorted(out), q.unfinished_tasks)
q = queue.Queue(1)
q.put(0)
threads = started((q.put, 1), (q.put, 2), (q.join,))
with q.not_full:
    print(q._qsize())
print(sorted(q.get(timeout=5) for _ in range(3)))
try:
    q.get(timeout=0.01)
except queue.Empty:
    print("empty")
for i in range(3):
    q.task_done()
for t in threads:
    t.join()
with q.not_empty:
    q.queue.append("appended")
    q.not_empty.notify()
print(q.get())
heap, stack = queue.PriorityQueue(), queue.LifoQueue()
for n in (5, 2, 8, 1):
    heap.put(n)
    stack.put(n)
print(heap.queue, heap.get(), heap.queue, stack.queue, stack.get(), stack.queue)
heap.put([1]) if False else heap.queue.clear()
print(heap.empty(), heap.qsize())


class SetQueue(queue.Queue):
    def _init(self, maxsize):
        self.queue = set()

    def _put(self, item):
        self.queue.add(item)

    def _get(self):
        return self.queue.pop()


s = SetQueue(2)
for item in ("a", "a", "b"):
    s.put(item)
print(s.full(), s.qsize(), s.unfinished_tasks)
try:
    s.put("c", timeout=0.01)
except queue.Full:
    print("full")
print(sorted([s.get(), s.get_nowait()]))
try:
    s.get_nowait()
except queue.Empty as e:
    print(repr(e), type(e))


class UniqueQueue(queue.Queue):
    def _init(self, maxsize):
        super()._init(maxsize)
        self.seen = set()

    def _put(self, item):
        if item not in self.seen:
            self.seen.add(item)
            super()._put(item)


u = UniqueQueue()
for item in (1, 2, 1, 3, 2):
    u.put(item)
print(u.qsize(), [u.get() for _ in range(3)])


class MaxQueue(queue.PriorityQueue):
    def _put(self, item):
        super()._put((-item, item))

    def _get(self):
        return super()._get()[1]


m = MaxQueue()
for n in (3, 9, 4, 1, 5, 9, 2, 6):
    m.put(n)
print([m.get() for _ in range(8)])


def serve(numbers, results):
    while (n := numbers.get()) is not None:
        results.put(n * n)
        numbers.task_done()


numbers, results = MaxQueue(), SetQueue(3)
numbers._put = lambda item: queue.PriorityQueue._put(numbers, (0, item))
worker = threading.Thread(target=serve, args=(numbers, results))
worker.start()
for n in range(3):
    numbers.put(n)
numbers.join()
numbers.put(None)
worker.join()
print(sorted(results.get() for _ in range(3)))


class Failing(queue.Queue):
    def _put(self, item):
        raise ValueError(f"not {item}")


f = Failing()
try:
    f.put(1)
except ValueError as e:
    print(e, f.qsize(), f.mutex.locked())
# Who waited in a queue whose lock the program then took waits no longer in all than was asked for.
q = queue.Queue()
waited = []


def wait():
    begin = time.monotonic()
    try:
        q.get(timeout=0.1)
    except queue.Empty:
        waited.append(time.monotonic() - begin)


t = threading.Thread(target=wait)
t.start()
time.sleep(0.08)
with q.mutex:
    pass
t.join()
print(0.1 <= waited[0] < 0.17)
