# An exception that leaves a _thread function is told on standard error, and the program goes on.
import _thread
import time


def fail(n):
    raise ValueError(n)


_thread.start_new_thread(fail, (5,))
time.sleep(0.2)
print("main goes on")
