# A daemon is cut off at the end: nothing of it runs any more, no finally either.
import threading
import time

daemon_begins, main_ends = threading.Event(), threading.Event()
tick, ticked = threading.Semaphore(0), threading.Semaphore(0)


def daemon():
    try:
        print("daemon begins")
        daemon_begins.set()
        for _ in range(2):
            tick.acquire()
            print("daemon tick")
            ticked.release()
        time.sleep(60)
    finally:
        print("never printed")


def ordinary():
    main_ends.wait()
    for _ in range(2):
        tick.release()
        ticked.acquire()
    print("ordinary ends")


threading.Thread(target=daemon, daemon=True).start()
threading.Thread(target=ordinary).start()
daemon_begins.wait()
print("main ends")
main_ends.set()
