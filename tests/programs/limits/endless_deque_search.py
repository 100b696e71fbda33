# expect: limit
# modes: simulate
# max-instructions: 1000000
# A search is charged for what it looks at.
from collections import deque

d = deque(range(20_000))
for _ in range(10_000):
    d.count(-1)
    -1 in d
