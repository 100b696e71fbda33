# expect: deadlock
# stderr: one holds a and waits for b, which two holds
# stderr: two holds b and waits for a, which one holds
# stdout: one has a
# stdout: two has b
# Two locks in opposite order, with a pause between.
import threading
import time

a = threading.Lock()
b = threading.Lock()


def one():
    with a:
        print("one has a")
        time.sleep(0.2)
        with b:
            print("never")


def two():
    time.sleep(0.05)
    with b:
        print("two has b")
        time.sleep(0.2)
        with a:
            print("never")


threading.Thread(target=one, name="one").start()
threading.Thread(target=two, name="two").start()
