# expect: limit
# stderr: more than 256 threads at once
# modes: live
import threading

for i in range(300):
    threading.Thread(target=threading.Event().wait).start()
