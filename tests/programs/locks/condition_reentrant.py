# wait() gives up a re-entered RLock altogether and takes it back to the same depth.
import threading

c = threading.Condition()
ready = threading.Event()


def other():
    with c:
        print("other got the lock while main waits")
        c.notify()


with c:
    with c:
        t = threading.Thread(target=other)
        t.start()
        print(c.wait(5))
        print("main has it back")
    try:
        c.notify()
        print("still held at depth 1")
    except RuntimeError as error:
        print(error)
try:
    c.notify()
except RuntimeError as error:
    print(error)
t.join()
