# Condition: wait, notify, notify_all, wait_for, timeouts, errors, its lock's methods.
import threading
import time

c = threading.Condition()
log = []


def err(f, *args):
    try:
        print("no error", f(*args))
    except Exception as error:
        print(type(error).__name__ + ":", error)


err(c.wait)
err(c.notify)
err(c.notify_all)
err(c.wait_for, lambda: True)
err(c.release)
with c:
    print(c.wait(0.01), c.wait(timeout=0), c.wait_for(lambda: False, timeout=0.01), c.wait_for(lambda: 5), c.notify(), c.notify_all(), c.notify(3))


def waiter(i):
    with c:
        log.append(f"{i} waits")
        result = c.wait(5)
        log.append(f"{i} {result}")


threads = []
for i in range(4):
    t = threading.Thread(target=waiter, args=(i,))
    t.start()
    threads.append(t)
    while len(log) <= i:
        time.sleep(0.01)
with c:
    c.notify(2)
threads[0].join()
threads[1].join()
print(sorted(log))
with c:
    c.notify_all()
for t in threads:
    t.join()
print(sorted(log))
items = []


def consumer():
    with c:
        c.wait_for(lambda: len(items) >= 3)
        print("got", items)


t = threading.Thread(target=consumer)
t.start()
for i in range(3):
    time.sleep(0.02)
    with c:
        items.append(i)
        c.notify()
t.join()
lock = threading.Lock()
shared = threading.Condition(lock)
with shared:
    print(lock.locked())
lock.acquire()
print(shared.notify())
lock.release()
print(c.acquire(), c.acquire(False), c.release(), c.release())
plain = threading.Condition(threading.Lock())
print(plain.acquire(), plain.acquire(False), plain.release())
print(repr(shared).startswith("<Condition(<unlocked _thread.lock object at 0x"), repr(shared).endswith("), 0)>"))
began = time.monotonic()
with c:
    c.wait(0.03)
print(0.025 < time.monotonic() - began < 0.5)
