"""With Lock the thread waits for ever for the lock that it holds itself; with RLock the same function goes through.

用 Lock 时，线程永远等着自己手里的那把锁；换成 RLock，同一个函数就能顺利走完。
"""
# @run cores=1 gil=on slow=1 axis=steps
import threading

KIND = "Lock"  # @param ["Lock", "RLock"]

lock = threading.Lock() if KIND == "Lock" else threading.RLock()


def release():
    try:
        lock.release()
        print(f"{KIND} taken by main, released by another thread: allowed")
    except RuntimeError as error:
        print(f"{KIND} taken by main, released by another thread: RuntimeError: {error}")


def enter(depth):
    print(f"depth {depth}: wants the {KIND}")
    with lock:
        print(f"depth {depth}: has it")
        if depth < 2:
            enter(depth + 1)
    print(f"depth {depth}: gave it back")


if __name__ == "__main__":
    try:
        lock.release()
    except RuntimeError as error:
        print(f"{KIND} that nobody holds: RuntimeError: {error}")

    lock.acquire()
    other = threading.Thread(target=release, name="other")
    other.start()
    other.join()
    if KIND == "RLock":
        lock.release()

    reentering = threading.Thread(target=enter, args=(1,), name="re-entering")
    reentering.start()
    reentering.join()
    print("main: done")
