# The daemon flag is inherited from the thread that makes the Thread object.
import threading


def child():
    t = threading.Thread(target=print)
    print("in daemon:", t.daemon, threading.Thread(daemon=False).daemon)


t = threading.Thread(target=child, daemon=True)
print(t.daemon, threading.Thread().daemon)
t.start()
t.join()
u = threading.Thread(target=print, args=("u",))
u.daemon = True
print(u.daemon)
u.start()
u.join()
print(threading.main_thread().daemon)
