# Threads that start threads; main waits at exit for all that are not daemons.
import threading
import time


def level(n):
    print("level", n)
    if n < 5:
        t = threading.Thread(target=level, args=(n + 1,), name=f"level {n + 1}")
        t.start()
        if n % 2:
            t.join()
    time.sleep(0.02)
    if n == 5:
        print("deepest is", threading.current_thread().name)


threading.Thread(target=level, args=(1,)).start()
