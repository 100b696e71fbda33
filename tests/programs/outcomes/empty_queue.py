# expect: deadlock
# stderr: waits for an item in q, which is empty
# stdout: got 1
# A consumer that waits for a sentinel nobody sends.
import queue
import threading

q = queue.Queue()


def consume():
    while True:
        print("got", q.get())


consumer = threading.Thread(target=consume, name="consumer")
consumer.start()
q.put(1)
consumer.join()
