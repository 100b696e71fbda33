"""The same items come out in three orders: first in first out, last in first out, smallest first.

同样的元素按三种次序出来：先进先出、后进先出、最小者先出。
"""
# @run cores=1 gil=on slow=1 axis=steps
import queue
import threading
import time

SIZE = 5  # @param {type:"slider", min:1, max:8, step:1}
TIMEOUT = 0.5  # @param {type:"slider", min:0.1, max:2.0, step:0.1}

ITEMS = [30, 10, 50, 20, 40, 70, 60, 80]


def drain(kind, shelf):
    taken = []
    while True:
        try:
            taken.append(shelf.get_nowait())
        except queue.Empty:
            break
    print(f"{kind}: {taken}")


if __name__ == "__main__":
    shelves = {
        "Queue": queue.Queue(SIZE),
        "LifoQueue": queue.LifoQueue(SIZE),
        "PriorityQueue": queue.PriorityQueue(SIZE),
        "SimpleQueue": queue.SimpleQueue(),
    }
    print(f"items: {ITEMS[:SIZE]}")
    for kind, shelf in shelves.items():
        for item in ITEMS[:SIZE]:
            shelf.put_nowait(item)
        try:
            shelf.put_nowait(99)
            print(f"{kind} is never full: it took one more")
        except queue.Full:
            print(f"{kind} is full: put_nowait() raises Full")
        taker = threading.Thread(target=drain, args=(kind, shelf), name=f"takes from {kind}")
        taker.start()
        taker.join()

    began = time.monotonic()
    try:
        shelves["Queue"].get(timeout=TIMEOUT)
    except queue.Empty:
        print(f"get(timeout={TIMEOUT}) raises Empty after {time.monotonic() - began:.1f} s")
