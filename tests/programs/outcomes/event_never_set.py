# expect: deadlock
# stderr: waits for go to be set
# stdout: waiting
# Nobody sets the event.
import threading

go = threading.Event()
print("waiting")
go.wait()
