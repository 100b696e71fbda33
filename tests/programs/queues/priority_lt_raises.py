# cpython: no
# stdout: put raises ValueError ['0 < 2', '0 < 1']
# stdout: put asks ['10 < 2']
# stdout: [1, 2, 3, 10]
# stdout: Full after 0.3 s
# What items said in an operation that was given up is asked again in the next one, and a timeout is one for all the questions.
# (CPython keeps an item whose comparison raised, so it prints other things.)
import queue
import time


class Item:
    asked = []
    refuses = False

    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        Item.asked.append(f"{self.n} < {other.n}")
        if Item.refuses and other.n == 1:
            raise ValueError
        return self.n < other.n


q = queue.PriorityQueue()
for n in (1, 2, 3):
    q.put(Item(n))
changing = Item(0)
Item.asked, Item.refuses = [], True
try:
    q.put(changing)
except ValueError as error:
    print("put raises", type(error).__name__, Item.asked)
changing.n = 10
Item.asked, Item.refuses = [], False
q.put(changing)
print("put asks", Item.asked)
print([q.get().n for _ in range(4)])

q = queue.PriorityQueue(1)
q.put(Item(1))
began = time.monotonic()
try:
    q.put(Item(2), timeout=0.3)
except queue.Full:
    print(f"Full after {int((time.monotonic() - began) * 10) / 10} s")
