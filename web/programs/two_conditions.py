"""Two conditions share one lock: the producer waits in not_full, consumers in not_empty, and each side wakes the other.

两个条件变量共用一把锁：生产者在 not_full 上等，消费者在 not_empty 上等，双方互相唤醒。
"""
# @run cores=1 gil=on slow=1 axis=time
import threading
import time

SIZE = 3  # @param {type:"slider", min:2, max:8, step:1}
BATCHES = 4  # @param {type:"slider", min:1, max:10, step:1}
CONSUMERS = 2  # @param {type:"slider", min:1, max:4, step:1}
CONSUME = 0.8  # @param {type:"slider", min:0.1, max:2.0, step:0.1}
PATIENCE = 0.5  # @param {type:"slider", min:0.2, max:2.0, step:0.1}

lock = threading.Lock()
not_full = threading.Condition(lock)
not_empty = threading.Condition(lock)
buffer = []
closed = False


def produce():
    global closed
    for batch in range(1, BATCHES + 1):
        time.sleep(0.2)
        with lock:
            while len(buffer) + 2 > SIZE:
                if not not_full.wait(PATIENCE):
                    print(f"producer: no room for two after {PATIENCE} s")
            buffer.extend([f"{batch}a", f"{batch}b"])
            print("producer: now", buffer)
            not_empty.notify(2)
    with lock:
        closed = True
        not_empty.notify_all()


def consume(name):
    while True:
        with lock:
            not_empty.wait_for(lambda: buffer or closed)
            if not buffer:
                break
            item = buffer.pop(0)
            not_full.notify()
        time.sleep(CONSUME)
        print(f"{name}: used {item}")


if __name__ == "__main__":
    try:
        not_full.wait()
    except RuntimeError as error:
        print("wait() without the lock: RuntimeError:", error)
    threads = [threading.Thread(target=produce, name="producer")]
    for i in range(CONSUMERS):
        name = f"consumer {i + 1}"
        threads.append(threading.Thread(target=consume, args=(name,), name=name))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print("main: sold out")
