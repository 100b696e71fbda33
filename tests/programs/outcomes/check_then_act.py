# cpython: no
# modes: simulate
# seeds: 60
# outcomes: within 1..3
# Checking and acting are two steps: sometimes more than one thread makes the object.
import threading

made = []
instance = None


def get():
    global instance
    if instance is None:
        made.append(1)
        threading.Event().wait(0.001)
        instance = object()


threads = [threading.Thread(target=get) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(len(made))
