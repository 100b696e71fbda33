"""A BoundedSemaphore notices one release too many and raises ValueError; a plain Semaphore silently grows by a place.

BoundedSemaphore 会发现多出来的一次 release 并抛出 ValueError；普通的 Semaphore 则悄悄多出一个名额。
"""
# @run cores=1 gil=on slow=1 axis=time
import threading
import time

BOUNDED = True  # @param {type:"boolean"}
SEATS = 2  # @param {type:"slider", min:1, max:5, step:1}
GUESTS = 4  # @param {type:"slider", min:1, max:10, step:1}

seats = threading.BoundedSemaphore(SEATS) if BOUNDED else threading.Semaphore(SEATS)


def visit(name):
    with seats:
        print(name, "sits down")
        time.sleep(1)
        print(name, "leaves")


if __name__ == "__main__":
    guests = [threading.Thread(target=visit, args=(f"guest {i + 1}",), name=f"guest {i + 1}") for i in range(GUESTS)]
    for guest in guests:
        guest.start()
    for guest in guests:
        guest.join()
    try:
        seats.release()
        print("one release too many: nobody noticed")
    except ValueError as error:
        print("one release too many: ValueError:", error)
    free = 0
    while seats.acquire(blocking=False):
        free += 1
    print(f"main goes on: {free} of {SEATS} seats are free")
