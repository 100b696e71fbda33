# expect: deadlock
# stderr: one waits for two to end
# stderr: two waits for one to end
# Two threads that join each other.
import threading
import time


def one():
    time.sleep(0.1)
    b.join()


def two():
    a.join()


a = threading.Thread(target=one, name="one")
b = threading.Thread(target=two, name="two")
a.start()
b.start()
