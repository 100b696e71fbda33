# gil: off
# cores: 4
# slow: 100
# seeds: 20
# With a lock, c += 1 is exact with the GIL off too.
import threading

c = 0
lock = threading.Lock()


def add():
    global c
    for _ in range(20):
        with lock:
            c += 1


threads = [threading.Thread(target=add) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(c)
