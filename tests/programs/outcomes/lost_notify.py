# expect: deadlock
# stderr: late waits for ready to be notified
# stderr: before anybody waited
# stdout: notified
# notify() before anybody waits is lost.
import threading

ready = threading.Condition()


def early():
    with ready:
        ready.notify()
    print("notified")


def late():
    with ready:
        ready.wait()


first = threading.Thread(target=early, name="early")
first.start()
first.join()
threading.Thread(target=late, name="late").start()
