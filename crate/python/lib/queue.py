"""queue: queues that threads share."""

import _queue
from _collections import deque
from _queue import Empty, SimpleQueue

__all__ = ["Empty", "Full", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue"]


class Full(Exception):
    "Exception raised by Queue.put(block=0)/put_nowait()."


class Queue:
    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        cls = self.__class__
        order = _ORDERS.get((cls._init, cls._qsize, cls._put, cls._get))
        self._queue = _queue.Queue(maxsize, order, self.queue) if order else _ByHand(self)

    def task_done(self):
        self._queue.task_done()

    def join(self):
        self._queue.join()

    @property
    def unfinished_tasks(self):
        return self._queue.unfinished()

    @unfinished_tasks.setter
    def unfinished_tasks(self, count):
        _by_hand(self).unfinished_tasks = count

    @property
    def mutex(self):
        return _by_hand(self).mutex

    @property
    def not_empty(self):
        return _by_hand(self).not_empty

    @property
    def not_full(self):
        return _by_hand(self).not_full

    @property
    def all_tasks_done(self):
        return _by_hand(self).all_tasks_done

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

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heap = self.queue
        heap.append(item)
        _sift_down(heap, len(heap) - 1)

    def _get(self):
        heap = self.queue
        last = heap.pop()
        if not heap:
            return last
        first, heap[0] = heap[0], last
        at, child = 0, 1
        while child < len(heap):
            if child + 1 < len(heap) and not heap[child] < heap[child + 1]:
                child += 1
            heap[at], heap[child] = heap[child], heap[at]
            at, child = child, 2 * child + 1
        _sift_down(heap, at)
        return first


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


def _sift_down(heap, at):
    while at and heap[at] < heap[(at - 1) // 2]:
        heap[at], heap[(at - 1) // 2] = heap[(at - 1) // 2], heap[at]
        at = (at - 1) // 2


_ORDERS = {
    (cls._init, cls._qsize, cls._put, cls._get): order
    for cls, order in ((Queue, "fifo"), (PriorityQueue, "priority"), (LifoQueue, "lifo"))
}


class _ByHand:
    """What `_queue.Queue` does, by a lock and conditions that the program sees, with the items kept as a subclass says."""

    def __init__(self, queue):
        from threading import Condition, Lock

        self.owner = queue
        self.mutex = Lock()
        self.not_empty = Condition(self.mutex)
        self.not_full = Condition(self.mutex)
        self.all_tasks_done = Condition(self.mutex)
        self.unfinished_tasks = 0

    def unfinished(self):
        return self.unfinished_tasks

    def qsize(self):
        with self.mutex:
            return self.owner._qsize()

    def put(self, item, timeout):
        owner = self.owner
        with self.not_full:
            if owner.maxsize > 0 and not self.not_full.wait_for(lambda: owner._qsize() < owner.maxsize, timeout):
                return False
            owner._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()
        return True

    def get(self, timeout):
        owner = self.owner
        with self.not_empty:
            if not self.not_empty.wait_for(owner._qsize, timeout):
                raise Empty
            item = owner._get()
            self.not_full.notify()
            return item

    def task_done(self):
        with self.all_tasks_done:
            if self.unfinished_tasks <= 0:
                raise ValueError("task_done() called too many times")
            self.unfinished_tasks -= 1
            if self.unfinished_tasks == 0:
                self.all_tasks_done.notify_all()

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()


def _by_hand(queue):
    """A queue whose lock the program takes itself is one by hand from then on."""
    if queue._queue.__class__ is not _ByHand:
        native = queue._queue
        hand = queue.__dict__.setdefault("_hand", _ByHand(queue))
        with hand.mutex:
            if queue._queue is not hand:
                hand.unfinished_tasks = native.retire(hand)
                queue._queue = hand
    return queue._queue
