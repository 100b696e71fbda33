import queue
class P:
    def __init__(self, n, name): self.n, self.name = n, name
    def __lt__(self, o): return self.n < o.n
    def __repr__(self): return f"P({self.n}, {self.name})"
q = queue.PriorityQueue()
for n, name in ((5, "a"), (1, "b"), (3, "c"), (1, "d"), (2, "e"), (5, "f"), (0, "g")):
    q.put(P(n, name))
while not q.empty():
    print(q.get())
q.put((1, P(3, "x"))); q.put((1, P(2, "y"))); q.put((0, P(9, "z")))
while not q.empty():
    print(q.get())
class R:
    def __init__(self, n): self.n = n
    def __gt__(self, o): return self.n > o.n
    def __repr__(self): return f"R{self.n}"
q = queue.PriorityQueue()
for n in (4, 2, 9, 1): q.put(R(n))
print([q.get() for _ in range(4)])
class N: pass
q.put(N())
try:
    q.put(N())
except TypeError as e:
    print(e)
class Job:
    def __init__(self, rank, name):
        self.rank, self.name = rank, name
    def __eq__(self, other):
        return self.rank == other.rank
    def __lt__(self, other):
        if self.rank == other.rank == 13:
            raise ValueError("unlucky")
        return self.rank > other.rank
q = queue.PriorityQueue()
for number in range(40):
    q.put((0, Job(number * 7 % 40 // 2, number)))
print([job.rank for _, job in (q.get() for _ in range(40))])
q.put(Job(13, "a"))
try:
    q.put(Job(13, "b"))
except ValueError as e:
    print(e)
