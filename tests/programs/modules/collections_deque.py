# collections.deque.
from collections import deque

d = deque([1, 2, 3])
d.append(4)
d.appendleft(0)
d.extend([5, 6])
d.extendleft([-1, -2])
print(d, len(d), d[0], d[-1], d[3], d.pop(), d.popleft(), d)
d.rotate(2)
print(d)
d.rotate(-3)
d.rotate()
print(d, d.count(1), d.index(4), 4 in d, 99 in d, list(d), list(reversed(d)), bool(d), bool(deque()))
d.remove(4)
d.reverse()
d.insert(1, "x")
d[0] = "first"
del d[-1]
print(d, d.copy(), d.maxlen, sum(deque([1, 2])), max(deque([3, 1])), sorted(deque("cab")))
last = deque(maxlen=3)
for i in range(5):
    last.append(i)
print(last, last.maxlen, deque([1, 2, 3], 2), deque("abc", maxlen=5))
last.appendleft("left")
print(last)
last.clear()
print(last, deque() == deque(), deque([1]) == deque([1]), deque([1]) == [1], deque([1]) + deque([2]), deque([1]) * 3, deque([1, 2]) < deque([1, 3]))
q = deque()
q += "ab"
print(q, [x for x in q], repr(deque([[1], "a"])), str(deque()))
a, *b = q
print(a, b, deque(range(3)))


def err(f):
    try:
        print("no error", f())
    except Exception as error:
        print(type(error).__name__ + ":", error)


err(lambda: deque().pop())
err(lambda: deque().popleft())
err(lambda: deque([1])[5])
err(lambda: deque([1]).index(2))
err(lambda: deque(5))
err(lambda: deque([], -1))
err(lambda: deque([1])["x"])
err(lambda: deque([1])[0:1])
err(lambda: deque([1], maxlen=1).insert(0, 2))
