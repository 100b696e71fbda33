# Event: set, clear, is_set, wait.
import threading
import time

e = threading.Event()
print(e.is_set(), e.wait(0.01), e.wait(timeout=0), e.set(), e.is_set(), e.wait(), e.wait(0), e.set(), e.clear(), e.is_set())
print(repr(e).startswith("<threading.Event at 0x"), repr(e).endswith(": unset>"))
log = []


def waiter(i):
    log.append((i, e.wait(5)))


threads = [threading.Thread(target=waiter, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
time.sleep(0.1)
print(log)
e.set()
for t in threads:
    t.join()
print(sorted(log), repr(e).endswith(": set>"))
e.clear()
began = time.monotonic()
print(e.wait(0.03), 0.025 < time.monotonic() - began < 0.5)
ping, pong = threading.Event(), threading.Event()


def ponger():
    for i in range(3):
        ping.wait()
        ping.clear()
        print("pong", i)
        pong.set()


t = threading.Thread(target=ponger)
t.start()
for i in range(3):
    print("ping", i)
    ping.set()
    pong.wait()
    pong.clear()
t.join()
