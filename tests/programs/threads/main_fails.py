# An uncaught exception in main: its traceback comes at once, threads still finish, the exit status is 1.
import threading
import time


def work():
    time.sleep(0.2)
    print("thread finishes anyway")


threading.Thread(target=work).start()
print(undefined)
