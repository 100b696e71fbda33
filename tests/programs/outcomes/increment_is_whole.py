# seeds: 40
# slow: 100
# cores: 4
# With the GIL on, c += 1 never loses an update on 3.11, whatever the seed.
import threading

c = 0
go = threading.Event()


def add():
    global c
    go.wait()
    for _ in range(50):
        c += 1


threads = [threading.Thread(target=add) for _ in range(4)]
for t in threads:
    t.start()
go.set()
for t in threads:
    t.join()
print(c)
