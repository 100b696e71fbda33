"""Between reading the counter and writing it back another thread gets its turn, and its addition is overwritten.

在读出计数器与写回之间轮到了另一个线程，它加上的数就被覆盖掉了。
"""
# @run cores=4 gil=on slow=1000 axis=steps
import threading
import time

THREADS = 4  # @param {type:"slider", min:1, max:8, step:1}
TIMES = 10  # @param {type:"slider", min:1, max:100, step:1}
STEP = "x = c; sleep(0); c = x + 1"  # @param ["c += 1", "x = c; sleep(0); c = x + 1"]
USE_LOCK = False  # @param {type:"boolean"}

c = 0
lock = threading.Lock()
go = threading.Event()


def add():
    global c
    if STEP == "c += 1":
        c += 1
    else:
        x = c
        time.sleep(0)
        c = x + 1


def work():
    go.wait()
    for _ in range(TIMES):
        if USE_LOCK:
            with lock:
                add()
        else:
            add()


if __name__ == "__main__":
    threads = [threading.Thread(target=work, name=f"adder {i + 1}") for i in range(THREADS)]
    for thread in threads:
        thread.start()
    go.set()
    for thread in threads:
        thread.join()
    print(f"{THREADS} threads added 1 {TIMES} times: {c} of {THREADS * TIMES}")
