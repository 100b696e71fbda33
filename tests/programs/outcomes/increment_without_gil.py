# cpython: no
# modes: simulate
# gil: off
# cores: 4
# slow: 100
# seeds: 20
# outcomes: within 20..80
# outcomes-at-least: 2
# With the GIL off, c += 1 loses updates.
import threading

c = 0
go = threading.Event()


def add():
    global c
    go.wait()
    for _ in range(20):
        c += 1


threads = [threading.Thread(target=add) for _ in range(4)]
for t in threads:
    t.start()
go.set()
for t in threads:
    t.join()
print(c)
