# expect: deadlock
# stderr: waits for go to be set
# stderr: cleared
# An event that was set and cleared before anybody waited.
import threading

go = threading.Event()
go.set()
go.clear()
go.wait()
