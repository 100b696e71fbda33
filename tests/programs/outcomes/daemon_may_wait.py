# A daemon that waits for ever does not keep the program, and is no deadlock.
import queue
import threading

q = queue.Queue()
threading.Thread(target=q.get, daemon=True).start()
threading.Thread(target=threading.Event().wait, daemon=True).start()
print("main ends")
