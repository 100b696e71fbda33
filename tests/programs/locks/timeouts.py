# Negative, zero and tiny timeouts everywhere.
import queue
import threading

lock = threading.Lock()
lock.acquire()
c, e, s, q = threading.Condition(), threading.Event(), threading.Semaphore(0), queue.Queue()
print(lock.acquire(timeout=0), e.wait(-1), e.wait(0.001), s.acquire(timeout=0), s.acquire(timeout=-1))
with c:
    print(c.wait(0), c.wait(-1), c.wait_for(lambda: False, 0), c.wait_for(lambda: False, -1))
for timeout in (0, 0.001, -1):
    try:
        q.get(timeout=timeout)
    except (queue.Empty, ValueError) as error:
        print(type(error).__name__, error)
t = threading.Thread(target=lock.acquire)
t.daemon = True
t.start()
print(t.join(0), t.join(-5), t.join(0.001), t.is_alive())
lock.release()
t.join()
print(t.is_alive())
