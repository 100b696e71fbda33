# Names of old tutorials work and warn, once per place.
import threading

t = threading.Thread(target=print, args=("running",))
t.setName("old")
print(t.getName())
t.setDaemon(True)
print(t.isDaemon())
t.start()
t.join()
print(threading.currentThread().name)
print(threading.activeCount())
event = threading.Event()
print(event.isSet())
c = threading.Condition()
with c:
    c.notifyAll()
for _ in range(3):
    threading.currentThread()
