# Semaphore and BoundedSemaphore.
import threading
import time

s = threading.Semaphore(2)
print(s.acquire(), s.acquire(), s.acquire(False), s.acquire(blocking=False), s.acquire(timeout=0.01))
print(s.release(), s.release(2), s.acquire(False), s.acquire(False), s.acquire(False), s.acquire(False))
s.release(4)
with s as value:
    print(value)
print(threading.Semaphore().acquire(False), threading.Semaphore(0).acquire(False))
b = threading.BoundedSemaphore(2)


def err(f, *args, **kwargs):
    try:
        print("no error", f(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__ + ":", error)


err(b.release)
b.acquire()
err(b.release, 2)
print(b.acquire(False), b.acquire(False))
b.release(2)
err(b.release)
err(threading.Semaphore, -1)
err(threading.BoundedSemaphore, -1)
err(s.release, 0)
err(s.release, -1)
err(s.acquire, False, 1)
err(b.release, n=0)
print(repr(s).startswith("<threading.Semaphore at 0x"), repr(s).endswith(": value=4>"), repr(b).endswith(": value=2/2>"))
gate = threading.Semaphore(0)
log = []


def waiter(i):
    gate.acquire()
    log.append(i)


threads = [threading.Thread(target=waiter, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
time.sleep(0.1)
print(log)
gate.release(2)
while len(log) < 2:
    time.sleep(0.01)
time.sleep(0.1)
print(len(log))
gate.release()
for t in threads:
    t.join()
print(sorted(log))
active = peak = 0
limit = threading.BoundedSemaphore(3)
lock = threading.Lock()


def job():
    global active, peak
    with limit:
        with lock:
            active += 1
            peak = max(peak, active)
        time.sleep(0.02)
        with lock:
            active -= 1


threads = [threading.Thread(target=job) for _ in range(10)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(peak, active)
