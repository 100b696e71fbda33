# A generator used by two threads in turn, and one that is already running.
import threading


def numbers():
    n = 0
    while True:
        n += 1
        yield n


g = numbers()
taken = []


def take():
    for _ in range(3):
        taken.append(next(g))


for _ in range(2):
    t = threading.Thread(target=take)
    t.start()
    t.join()
print(taken, next(g))
entered, leave = threading.Event(), threading.Event()


def slow():
    entered.set()
    leave.wait()
    yield "slow"


s = slow()
t = threading.Thread(target=lambda: print(next(s)))
t.start()
entered.wait()
try:
    next(s)
except ValueError as error:
    print(error)
leave.set()
t.join()
