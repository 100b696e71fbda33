# expect: deadlock
# stderr: one holds a and waits for b, which two holds
# stderr: two holds b and waits for a, which one holds
# stdout: one has a
# stdout: two has b
# Two locks in opposite order, each thread with its first one.
import threading

a = threading.Lock()
b = threading.Lock()
one_has_a = threading.Event()
two_has_b = threading.Event()


def one():
    with a:
        print("one has a")
        one_has_a.set()
        two_has_b.wait()
        with b:
            print("never")


def two():
    one_has_a.wait()
    with b:
        print("two has b")
        two_has_b.set()
        with a:
            print("never")


threading.Thread(target=one, name="one").start()
threading.Thread(target=two, name="two").start()
