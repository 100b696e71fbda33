"""Every thread is running, ready or blocked: ready for its turn, blocked by a nap, by a lock, or by another thread.

每个线程不是在运行，就是就绪或阻塞：就绪是等着轮到自己，阻塞则可能因为睡眠、等锁，或等另一个线程。
"""
# @run cores=1 gil=on slow=1000 axis=time
import threading
import time

STEPS = 1000  # @param {type:"slider", min:200, max:3000, step:200}
NAP = 0.2  # @param {type:"slider", min:0.1, max:1.0, step:0.1}

lock = threading.Lock()


def compute():
    total = 0
    for i in range(STEPS):
        total += i
    return total


def computing():
    with lock:
        compute()
        compute()
    print("computing: waits for the sleeper to end")
    sleeper.join()


def sleeping():
    compute()
    print("sleeping: takes a nap")
    time.sleep(NAP)
    compute()


def locking():
    compute()
    print("locking: wants the lock")
    with lock:
        compute()


if __name__ == "__main__":
    sleeper = threading.Thread(target=sleeping, name="sleeping")
    threads = [
        sleeper,
        threading.Thread(target=computing, name="computing"),
        threading.Thread(target=locking, name="locking"),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("main: all done")
