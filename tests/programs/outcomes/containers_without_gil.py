# gil: off
# cores: 8
# seeds: 10
# list.append, dict and set updates and deque operations are whole with the GIL off too.
import threading
from collections import deque

items, table, kinds, queue = [], {}, set(), deque()


def work(n):
    for i in range(30):
        items.append((n, i))
        table[n, i] = i
        kinds.add((n, i % 3))
        queue.append(i)


threads = [threading.Thread(target=work, args=(n,)) for n in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(items), len(set(items)), len(table), len(kinds), len(queue), sum(queue), sorted(items) == sorted(table))
for n in range(6):
    mine = [i for m, i in items if m == n]
    print(n, mine == list(range(30)))
