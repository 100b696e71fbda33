"""Both workers give up after TRIES waits of half a second, before the database is up; with more tries both connect at once.

两个线程各等 TRIES 次、每次半秒，没等到数据库启动就放弃了；多试几次，它们会在同一刻连上。
"""
# @run cores=1 gil=on slow=1 axis=time
import threading
import time

TRIES = 3  # @param {type:"slider", min:1, max:10, step:1}
CHECK = 2.75  # @param {type:"slider", min:2.25, max:3.75, step:0.5}

mysql_is_up = threading.Event()


def connect():
    name = threading.current_thread().name
    for attempt in range(1, TRIES + 1):
        print(f"{name}: try {attempt}")
        if mysql_is_up.wait(0.5):
            print(f"{name}: connected")
            return
    raise TimeoutError(f"{name}: no database after {TRIES} tries")


def check():
    time.sleep(CHECK)
    print("checker: MySQL is up")
    mysql_is_up.set()


if __name__ == "__main__":
    for name in ("worker 1", "worker 2"):
        threading.Thread(target=connect, name=name).start()
    threading.Thread(target=check, name="checker").start()
