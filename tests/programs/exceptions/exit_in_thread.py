# sys.exit in a thread ends only that thread, silently.
import sys
import threading


def leave():
    print("in thread")
    sys.exit(5)


thread = threading.Thread(target=leave)
thread.start()
thread.join()
print("main goes on", thread.is_alive())
