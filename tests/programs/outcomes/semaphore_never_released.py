# expect: deadlock
# stderr: waits for s to be released
# A semaphore at zero.
import threading

s = threading.Semaphore(1)
s.acquire()
s.acquire()
