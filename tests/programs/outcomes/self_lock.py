# expect: deadlock
# stderr: MainThread waits for lock, which it holds itself
# stdout: once
# A lock taken twice by the same thread.
import threading

lock = threading.Lock()
lock.acquire()
print("once")
lock.acquire()
print("never")
