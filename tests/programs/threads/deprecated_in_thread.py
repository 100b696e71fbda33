# A deprecated name in a function called often warns once; at another line once more.
import threading


def name():
    return threading.currentThread().getName()


for _ in range(3):
    print(name())
print(threading.currentThread().getName())
t = threading.Thread(target=lambda: print(name()), name="T")
t.start()
t.join()
