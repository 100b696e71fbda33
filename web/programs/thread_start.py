"""Two lanes in one process: main prints at 1 s and 2 s while the thread goes on, and every line shows the same pid.

同一个进程里的两条泳道：主线程在第 1 秒和第 2 秒打印，子线程照常运行，每一行的进程号都相同。
"""
# @run cores=1 gil=on slow=1 axis=time
import os
import threading
import time

STYLE = "function"  # @param ["function", "subclass"]
LINES = 10  # @param {type:"slider", min:1, max:20, step:1}
PAUSE = 0.5  # @param {type:"slider", min:0.1, max:1.0, step:0.1}


def count(lines):
    for i in range(1, lines + 1):
        print(f"thread, pid {os.getpid()}: line {i}")
        time.sleep(PAUSE)


class Counter(threading.Thread):
    def __init__(self, lines):
        super().__init__(name="counter")
        self.lines = lines

    def run(self):
        count(self.lines)


if __name__ == "__main__":
    if STYLE == "function":
        thread = threading.Thread(target=count, args=(LINES,), name="counter")
    else:
        thread = Counter(LINES)
    thread.start()
    for second in (1, 2):
        time.sleep(1)
        print(f"main, pid {os.getpid()}: {second} s")
    thread.join()
