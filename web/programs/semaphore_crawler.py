"""However many pages wait, never more than LIMIT of them are fetched at once: the semaphore counts the free places.

不论有多少网页在等，同时抓取的从不超过 LIMIT 个：信号量数着空位。
"""
# @run cores=1 gil=on slow=1 axis=time
import threading
import time

PAGES = 20  # @param {type:"slider", min:1, max:40, step:1}
LIMIT = 3  # @param {type:"slider", min:1, max:10, step:1}
FETCH = 2.0  # @param {type:"slider", min:0.5, max:4.0, step:0.5}

places = threading.Semaphore(LIMIT)


def fetch(page):
    time.sleep(FETCH)
    print("fetched page", page)
    places.release()


def crawl():
    for page in range(1, PAGES + 1):
        places.acquire()
        threading.Thread(target=fetch, args=(page,), name=f"page {page}").start()


if __name__ == "__main__":
    producer = threading.Thread(target=crawl, name="producer")
    producer.start()
    producer.join()
    print("main: the last page has been started")
