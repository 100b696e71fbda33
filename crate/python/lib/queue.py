"""queue: queues that threads share."""

import _queue
from _queue import Empty, SimpleQueue

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Full(Exception):
    "Exception raised by Queue.put(block=0)/put_nowait()."


class Queue:
    _order = "fifo"

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._queue = _queue.Queue(maxsize, self._order)

    def task_done(self):
        self._queue.task_done()

    def join(self):
        self._queue.join()

    @property
    def unfinished_tasks(self):
        return self._queue.unfinished()

    def qsize(self):
        return self._queue.qsize()

    def empty(self):
        return self._queue.qsize() == 0

    def full(self):
        return 0 < self.maxsize <= self._queue.qsize()

    def put(self, item, block=True, timeout=None):
        if not block:
            timeout = 0
        elif timeout is not None and timeout < 0 and self.maxsize > 0:
            raise ValueError("'timeout' must be a non-negative number")
        if not self._queue.put(item, timeout):
            raise Full

    def get(self, block=True, timeout=None):
        if not block:
            timeout = 0
        elif timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        return self._queue.get(timeout)

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)


class PriorityQueue(Queue):
    _order = "priority"


class LifoQueue(Queue):
    _order = "lifo"
