# cpython: no
# modes: simulate
# seeds: 60
# outcomes: within 2..8
# outcomes-at-least: 2
# A split read and write loses updates: how many differs from seed to seed.
import threading
import time

c = 0


def add():
    global c
    for _ in range(4):
        x = c
        time.sleep(0)
        c = x + 1


threads = [threading.Thread(target=add) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(c)
