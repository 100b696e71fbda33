# expect: deadlock
# stderr: one holds a and waits for b
# modes: simulate
# A cycle of two threads is told although a daemon ticks on.
import threading
import time

a = threading.RLock()
b = threading.RLock()


def take(first, second):
    with first:
        time.sleep(0.1)
        with second:
            pass


def tick():
    for _ in range(20):
        time.sleep(0.1)


threading.Thread(target=tick, daemon=True).start()
threading.Thread(target=take, args=(a, b), name="one").start()
threading.Thread(target=take, args=(b, a), name="two").start()
