"""join() waits for task_done(), not for an empty queue: after the last get() the queue is empty but tasks are unfinished.

join() 等的是 task_done()，而不是队列变空：最后一次 get() 之后队列已空，任务却还没做完。
"""
# @run cores=1 gil=on slow=1 axis=time
import queue
import threading
import time

WORKERS = 2  # @param {type:"slider", min:1, max:6, step:1}
TASKS = 6  # @param {type:"slider", min:1, max:20, step:1}
FORGET_ONE = False  # @param {type:"boolean"}
ONE_TOO_MANY = False  # @param {type:"boolean"}

tasks = queue.Queue()


def work():
    while True:
        task = tasks.get()
        print(f"{threading.current_thread().name} takes task {task}")
        time.sleep(1)
        if FORGET_ONE and task == TASKS:
            continue
        tasks.task_done()


if __name__ == "__main__":
    for i in range(WORKERS):
        threading.Thread(target=work, name=f"worker {i + 1}", daemon=True).start()
    for task in range(1, TASKS + 1):
        tasks.put(task)
    tasks.join()
    print("main: every task is done")
    if ONE_TOO_MANY:
        tasks.task_done()
