"""A fills the pot with fish balls, B empties it, and each waits at the condition until the other calls notify().

A 把鱼丸下满一锅，B 把它吃空；轮到对方时，自己就在条件变量上等着，直到对方调用 notify()。
"""
# @run cores=1 gil=on slow=1 axis=time
import threading
import time

ROUNDS = 2  # @param {type:"slider", min:1, max:5, step:1}
FISH_BALLS = 5  # @param {type:"slider", min:1, max:10, step:1}
ADD = 0.3  # @param {type:"slider", min:0.1, max:1.0, step:0.1}
EAT = 0.4  # @param {type:"slider", min:0.1, max:1.0, step:0.1}
B_FIRST = True  # @param {type:"boolean"}

pot = threading.Condition()
level = 0


def hand_over():
    pot.notify()
    time.sleep(0.3)  # the other one is awake now, but the pot is still ours


def add():
    global level
    with pot:
        for _ in range(ROUNDS):
            while level < FISH_BALLS:
                time.sleep(ADD)
                level += 1
                print("A adds one:", level)
            hand_over()
            pot.wait()


def eat():
    global level
    with pot:
        for _ in range(ROUNDS):
            pot.wait()
            while level > 0:
                time.sleep(EAT)
                level -= 1
                print("B eats one:", level)
            hand_over()


if __name__ == "__main__":
    a = threading.Thread(target=add, name="A")
    b = threading.Thread(target=eat, name="B")
    first, second = (b, a) if B_FIRST else (a, b)
    first.start()
    time.sleep(0.1)
    second.start()
    a.join()
    b.join()
    print("The pot is empty and everybody is full.")
