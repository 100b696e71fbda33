"""On one core the threads take turns; more cores change nothing until the GIL is off, then four take about a quarter.

单核上各线程轮流运行；关掉 GIL 之前增加核数毫无作用，关掉之后四个核只用约四分之一的时间。
"""
# @run cores=1 gil=on slow=1000 axis=time
import threading
import time

THREADS = 4  # @param {type:"slider", min:1, max:8, step:1}
STEPS = 2000  # @param {type:"slider", min:500, max:20000, step:500}

finished = {}


def compute(name):
    total = 0
    for i in range(STEPS):
        total += i * i
    finished[name] = time.perf_counter() - began


if __name__ == "__main__":
    names = [f"worker {i + 1}" for i in range(THREADS)]
    threads = [threading.Thread(target=compute, args=(name,), name=name) for name in names]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for name in names:
        print(f"{name} was finished after {finished[name]:.3f} s")
    print(f"{THREADS} threads took {max(finished.values()):.3f} s")
