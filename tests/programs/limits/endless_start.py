# expect: limit
# stderr: more than 2000 threads
# modes: simulate
# Threads that start threads without end.
import threading


def again():
    threading.Thread(target=again).start()
    threading.Event().wait()


again()
