# After the last line of main the program waits for ordinary threads, also for those started after it.
import threading
import time


def late():
    time.sleep(0.2)
    print("late")
    threading.Thread(target=later).start()


def later():
    time.sleep(0.1)
    print("later")


threading.Thread(target=late).start()
print("main is done")
