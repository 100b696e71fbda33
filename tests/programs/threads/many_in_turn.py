# More threads than may be alive at once in a live run, one after another.
import threading

ran = []
for n in range(300):
    thread = threading.Thread(target=ran.append, args=(n,))
    thread.start()
    thread.join()
print(len(ran), ran == list(range(300)), threading.active_count())
