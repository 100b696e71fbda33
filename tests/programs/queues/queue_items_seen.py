# The items of a queue are in its list at every moment, also while other threads put and get without the GIL.
# gil: off
import queue
import threading

for kind in (queue.LifoQueue, queue.PriorityQueue):
    q = kind()
    q.put(0)

    def work():
        for _ in range(500):
            q.put(1)
            q.put(2)
            q.get()
            q.get()
            q.put(0)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for t in threads:
        t.start()
    for _ in range(1000):
        q.queue[0]  # never empty: each thread puts before it gets
    for t in threads:
        t.join()
    print(q.qsize())
