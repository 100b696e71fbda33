# cpython: no
# modes: simulate
# seeds: 60
# outcomes-at-least: 2
# outcomes: AB | BA
# Which of two threads comes first is up to the seed.
import threading

log = []


def work(name):
    total = 0
    for i in range(3000):
        total += i
    log.append(name)


a = threading.Thread(target=work, args=("A",))
b = threading.Thread(target=work, args=("B",))
a.start()
b.start()
a.join()
b.join()
print("".join(log))
