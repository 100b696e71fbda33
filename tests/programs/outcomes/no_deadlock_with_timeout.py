# A wait that will time out is no deadlock, however long all others wait.
import threading

lock = threading.Lock()
gate = threading.Event()


def stuck_for_a_while():
    gate.wait()
    print("let go")


t = threading.Thread(target=stuck_for_a_while)
t.start()
print(threading.Event().wait(0.03))
gate.set()
t.join()
