# expect: limit
# stderr: more than 2000 threads
# modes: simulate
import threading

for i in range(10_000):
    threading.Thread(target=threading.Event().wait).start()
