# expect: deadlock
# stderr: one waits for two to end
# stderr: two waits for one to end
# Two threads that join each other.
import threading

started = threading.Event()


def one():
    started.wait()
    b.join()


def two():
    a.join()


a = threading.Thread(target=one, name="one")
b = threading.Thread(target=two, name="two")
a.start()
b.start()
started.set()
