# expect: deadlock
# stderr: MainThread waits for room in q, which is full (2 items)
# stdout: 0
# stdout: 1
# Main fills a bounded queue that nobody empties.
import queue

q = queue.Queue(2)
for i in range(3):
    q.put(i)
    print(i)
