"""When the ordinary thread ends, the program ends with it, and the daemon is cut off in the middle of its work.

普通线程一结束，程序随之结束，守护线程的工作被拦腰截断。
"""
# @run cores=1 gil=on slow=1 axis=time
import threading
import time

DAEMON = True  # @param {type:"boolean"}
DAEMON_LINES = 10  # @param {type:"slider", min:1, max:20, step:1}
ORDINARY_LINES = 3  # @param {type:"slider", min:1, max:20, step:1}


def work(lines, pause):
    name = threading.current_thread().name
    for i in range(1, lines + 1):
        time.sleep(pause)
        print(f"{name}: {i} of {lines}")
    print(f"{name}: finished")


if __name__ == "__main__":
    background = threading.Thread(target=work, args=(DAEMON_LINES, 0.4), name="background", daemon=DAEMON)
    ordinary = threading.Thread(target=work, args=(ORDINARY_LINES, 0.7), name="ordinary")
    background.start()
    ordinary.start()
    print("main: nothing left to do")
