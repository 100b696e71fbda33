# gil: off
# cores: 8
# slow: 100
# seeds: 20
# Each thread gets a number of its own, whoever else makes one at the time.
import threading

names = []


def work():
    for _ in range(10):
        names.append(threading.Thread().name)


threads = [threading.Thread(target=work) for _ in range(8)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(names), len(set(names)))
