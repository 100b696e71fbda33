"""Readers overlap one another, the writer overlaps nobody: the first reader in takes the room, the last one out frees it.

读者之间可以重叠，写者不与任何人重叠：第一个进来的读者占住房间，最后一个离开的读者把它让出。
"""
# @run cores=1 gil=on slow=1 axis=time
import threading
import time

READERS = 4  # @param {type:"slider", min:1, max:8, step:1}
ROUNDS = 2  # @param {type:"slider", min:1, max:5, step:1}
READ = 0.6  # @param {type:"slider", min:0.1, max:2.0, step:0.1}
WRITE = 0.8  # @param {type:"slider", min:0.1, max:2.0, step:0.1}
FAIR = True  # @param {type:"boolean"}

room = threading.Semaphore(1)  # held by the writer, or by all readers together
door = threading.Lock()  # guards the count of readers
line = threading.Lock()  # readers who come after a waiting writer stand behind it
readers = 0
text = "version 0"


def read(name, pause):
    global readers
    for _ in range(ROUNDS):
        time.sleep(pause)
        if FAIR:
            with line:
                pass
        with door:
            readers += 1
            if readers == 1:
                room.acquire()
        print(f"{name} reads {text}")
        time.sleep(READ)
        print(f"{name} is out")
        with door:
            readers -= 1
            if readers == 0:
                room.release()


def write():
    global text
    for version in range(1, ROUNDS + 1):
        time.sleep(0.5)
        with line, room:
            print(f"writer begins version {version}")
            time.sleep(WRITE)
            text = f"version {version}"
            print(f"writer ends version {version}")


if __name__ == "__main__":
    threads = [threading.Thread(target=write, name="writer")]
    for i in range(READERS):
        name = f"reader {i + 1}"
        threads.append(threading.Thread(target=read, args=(name, 0.2 * (i + 1)), name=name))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"main: the file holds {text}")
