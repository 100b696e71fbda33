# LifoQueue, PriorityQueue, SimpleQueue.
import queue

items = [5, 1, 4, 2, 3]
for kind in (queue.Queue, queue.LifoQueue, queue.PriorityQueue, queue.SimpleQueue):
    q = kind()
    for item in items:
        q.put(item)
    print(kind.__name__, q.qsize(), [q.get() for _ in items], q.empty())
p = queue.PriorityQueue()
for item in [(2, "b"), (1, "z"), (2, "a"), (0, "q")]:
    p.put(item)
print([p.get() for _ in range(4)])
for item in ["pear", "apple", "fig"]:
    p.put(item)
print([p.get() for _ in range(3)])


def err(f, *args, **kwargs):
    try:
        print("no error", f(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


p.put((1, "a"))
err(p.put, "text")
p = queue.PriorityQueue(1)
p.put((1, {}))
err(p.put_nowait, 2)
same = queue.PriorityQueue()
same.put((1, {"a": 1}))
err(same.put, (1, {"b": 2}))
s = queue.SimpleQueue()
err(s.get, False)
err(s.get_nowait)
err(s.get, timeout=0.01)
err(s.get, True, -1)
err(s.task_done) if hasattr(s, "task_done") else print("SimpleQueue has no task_done")
print(s.put(1), s.put_nowait(2), s.put(3, False, 5), s.qsize(), s.get(), s.get(block=True, timeout=1))
l = queue.LifoQueue(2)
l.put(1)
l.put(2)
err(l.put, 3, block=False)
print(l.get(), l.full(), l.get(), l.empty(), l.task_done(), l.task_done(), l.join())
# Items that are lists, one of them the list of the items.
p = queue.PriorityQueue()
for item in ([3, "c"], [1, "a"], [2, "b"], [1, ["z"]][:1]):
    p.put(item)
print(p.queue[0], [p.get() for _ in range(4)])
p.put([2])
p.put([[9]][0])
err(p.put, p.queue)
l = queue.LifoQueue()
l.put(l.queue)
print(l.get() is l.queue, l.queue)
