# Each thread has its own locals, arguments and frames; globals and closed-over variables are shared.
import threading

shared = []
total = 0


def work(n):
    global total
    mine = []
    for i in range(n):
        mine.append(i)
    shared.append((n, mine))
    total += n


def outer():
    count = 0
    lock = threading.Lock()

    def inner():
        nonlocal count
        with lock:
            count += 1

    threads = [threading.Thread(target=inner) for _ in range(10)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    return count


threads = [threading.Thread(target=work, args=(n,)) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(shared), total, outer())
print(type(threading.local()), threading.local)
try:
    threading.local().missing
except AttributeError as e:
    print(e)
