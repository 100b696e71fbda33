"""One set() wakes every car that waits at the event; they leave in any order, and later cars do not wait at all.

一次 set() 会唤醒在该事件上等待的所有汽车；它们离开的先后不定，之后到的车根本不用等。
"""
# @run cores=1 gil=on slow=1 axis=time
import threading
import time

CARS = 10  # @param {type:"slider", min:1, max:30, step:1}
RED = 5.0  # @param {type:"slider", min:1.0, max:10.0, step:0.5}
GREEN = 2.0  # @param {type:"slider", min:0.5, max:5.0, step:0.5}
PHASES = 1  # @param {type:"slider", min:1, max:4, step:1}
GAP = 0.0  # @param {type:"slider", min:0.0, max:2.0, step:0.2}

green = threading.Event()


def light():
    for phase in range(1, PHASES + 1):
        green.clear()
        print("light: red")
        time.sleep(RED)
        print("light: green")
        green.set()
        if phase < PHASES:
            time.sleep(GREEN)


def drive(name):
    if green.is_set():
        print(f"{name} need not stop")
    else:
        green.wait()
        print(f"{name} drives on")


if __name__ == "__main__":
    threading.Thread(target=light, name="light").start()
    for i in range(CARS):
        if GAP > 0:
            time.sleep(GAP)
        threading.Thread(target=drive, args=(f"car {i + 1}",), name=f"car {i + 1}").start()
