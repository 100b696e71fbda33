# How deep functions may go, in the main thread and in others.
import sys
import threading

depth = 0


def down():
    global depth
    depth += 1
    down()


def measure():
    global depth
    depth = 0
    try:
        down()
    except RecursionError as e:
        print(depth, e)


class Worker(threading.Thread):
    def run(self):
        measure()


measure()
try:
    down()
except RecursionError as e:
    print(depth, e)
for thread in (threading.Thread(target=measure), Worker()):
    thread.start()
    thread.join()
sys.setrecursionlimit(100)
measure()


def factorial(n):
    if n == 0:
        return 1
    return n * factorial(n - 1)


factorial(200)
