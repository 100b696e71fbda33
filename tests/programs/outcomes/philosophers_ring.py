# expect: deadlock
# stderr: philosopher 0 holds
# stderr: philosopher 4 holds
# Five forks, five philosophers, each with the left fork in hand.
import threading
import time

forks = [threading.Lock() for _ in range(5)]


def dine(i):
    with forks[i]:
        time.sleep(0.2)
        with forks[(i + 1) % 5]:
            print("eats", i)


for i in range(5):
    threading.Thread(target=dine, args=(i,), name=f"philosopher {i}").start()
