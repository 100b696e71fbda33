# Several producers and consumers; order per producer holds; sentinels pass through.
import queue
import threading

q = queue.Queue(4)
seen = []
lock = threading.Lock()


def produce(name):
    for i in range(10):
        q.put((name, i))


def consume():
    while (item := q.get()) is not None:
        with lock:
            seen.append(item)
    q.put(None)


producers = [threading.Thread(target=produce, args=(n,)) for n in "abc"]
consumers = [threading.Thread(target=consume) for _ in range(2)]
for t in producers + consumers:
    t.start()
for t in producers:
    t.join()
q.put(None)
for t in consumers:
    t.join()
print(len(seen), sorted(seen) == sorted((n, i) for n in "abc" for i in range(10)), q.qsize())
one = queue.Queue(2)
order = []
t = threading.Thread(target=lambda: [order.append(one.get()) for _ in range(20)])
t.start()
for i in range(20):
    one.put(i)
t.join()
print(order == list(range(20)))
