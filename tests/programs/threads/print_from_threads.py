# Prints of threads that take turns.
import threading

turn = [threading.Semaphore(1)] + [threading.Semaphore(0) for _ in range(2)]


def talk(i):
    for n in range(3):
        turn[i].acquire()
        print(f"thread {i} line {n}", "end", sep=" - ", end=".\n")
        turn[(i + 1) % 3].release()


threads = [threading.Thread(target=talk, args=(i,)) for i in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
