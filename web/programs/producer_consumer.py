"""The queue never holds more than MAXSIZE: consumers wait while it is empty, producers wait while it is full.

队列里的东西从不超过 MAXSIZE：空的时候消费者等，满的时候生产者等。
"""
# @run cores=2 gil=on slow=1 axis=time
# @start 3
import queue
import threading
import time

PRODUCERS = 2  # @param {type:"slider", min:1, max:8, step:1}
CONSUMERS = 2  # @param {type:"slider", min:1, max:8, step:1}
ITEMS = 8  # @param {type:"slider", min:1, max:200, step:1}
MAXSIZE = 3  # @param {type:"slider", min:0, max:20, step:1}
PRODUCE = 0.3  # @param {type:"slider", min:0.0, max:2.0, step:0.1}
CONSUME = 0.5  # @param {type:"slider", min:0.0, max:2.0, step:0.1}
SENTINEL = True  # @param {type:"boolean"}

buns = queue.Queue(MAXSIZE)


def produce(name):
    for i in range(1, ITEMS + 1):
        time.sleep(PRODUCE)
        buns.put(f"{name}{i}")


def consume(name):
    while True:
        bun = buns.get()
        if bun is None:
            break
        time.sleep(CONSUME)
        print(f"{name} ate {bun}")


if __name__ == "__main__":
    names = "ABCDEFGH"
    producers = [threading.Thread(target=produce, args=(n,), name=f"producer {n}") for n in names[:PRODUCERS]]
    consumers = [threading.Thread(target=consume, args=(i + 1,), name=f"consumer {i + 1}") for i in range(CONSUMERS)]
    for thread in producers + consumers:
        thread.start()
    for thread in producers:
        thread.join()
    if SENTINEL:
        for _ in consumers:
            buns.put(None)
    for thread in consumers:
        thread.join()
    print("all eaten")
