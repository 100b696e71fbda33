# expect: contained
# modes: simulate
# Threads that start threads without end.
import threading


def again():
    threading.Thread(target=again).start()
    threading.Event().wait()


again()
