# sys.exit in main still waits for ordinary threads.
import sys
import threading
import time


def work():
    time.sleep(0.2)
    print("thread finishes")


threading.Thread(target=work).start()
sys.exit(5)
