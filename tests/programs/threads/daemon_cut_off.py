# A daemon is cut off at the end: nothing of it runs any more, no finally either.
import threading
import time


def daemon():
    try:
        print("daemon begins")
        while True:
            time.sleep(0.2)
            print("daemon tick")
    finally:
        print("never printed")


def ordinary():
    time.sleep(0.5)
    print("ordinary ends")


threading.Thread(target=daemon, daemon=True).start()
threading.Thread(target=ordinary).start()
time.sleep(0.1)
print("main ends")
