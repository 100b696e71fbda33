# A lock makes a split update whole; threads get the lock in the order in which they asked.
import threading
import time

counter = 0
lock = threading.Lock()


def add(n):
    global counter
    for _ in range(n):
        with lock:
            x = counter
            time.sleep(0)
            counter = x + 1


threads = [threading.Thread(target=add, args=(20,)) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(counter)
order = []


def queue_up(i):
    with lock:
        order.append(i)


lock.acquire()
threads = []
for i in range(5):
    t = threading.Thread(target=queue_up, args=(i,))
    t.start()
    threads.append(t)
    time.sleep(0.05)
lock.release()
for t in threads:
    t.join()
print(sorted(order))
