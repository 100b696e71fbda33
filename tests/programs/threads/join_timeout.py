# join with a timeout returns None either way; is_alive tells.
import threading
import time


def nap():
    time.sleep(0.5)
    print("woke")


t = threading.Thread(target=nap)
t.start()
print(t.join(0.01), t.is_alive())
print(t.join(timeout=0), t.is_alive())
print(t.join(1), t.is_alive())
print(t.join(), t.is_alive())


def waits_for(other):
    other.join()
    print("other is done")


a = threading.Thread(target=nap)
b = threading.Thread(target=waits_for, args=(a,))
a.start()
b.start()
b.join()
print(threading.active_count())
