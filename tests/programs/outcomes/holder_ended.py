# expect: deadlock
# stderr: waits for lock, which careless held when it ended
# A thread that ended without giving its lock back.
import threading

lock = threading.Lock()
t = threading.Thread(target=lock.acquire, name="careless")
t.start()
t.join()
lock.acquire()
