"""A small thread pool, as in tutorials."""
import threading
import queue
import functools
import time
from collections import defaultdict, deque, Counter, namedtuple, OrderedDict

Task = namedtuple("Task", ["name", "cost", "retries"], defaults=[0])

def logged(prefix="", *, sep=": "):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            log.append(f"{prefix}{sep}{function.__name__}{args!r}")
            return function(*args, **kwargs)
        wrapper.calls = 0
        return wrapper
    return decorate

log = []

@logged("call")
def work(task, scale=1):
    """Do the work."""
    time.sleep(0.001)
    if task.cost < 0:
        raise ValueError(f"negative cost in {task}")
    return task.cost * scale

class Pool:
    _ids = iter(range(1, 100))

    def __init__(self, size):
        self.id = next(self._ids)
        self.jobs = queue.Queue()
        self.results = {}
        self.errors = []
        self.lock = threading.Lock()
        self.threads = [threading.Thread(target=self._run, name=f"worker-{i}", daemon=True) for i in range(size)]
        for t in self.threads:
            t.start()

    def _run(self):
        while (job := self.jobs.get()) is not None:
            try:
                value = work(job, scale=2)
            except ValueError as exc:
                with self.lock:
                    self.errors.append((type(exc).__name__, *exc.args))
            else:
                with self.lock:
                    self.results[job.name] = value
            finally:
                self.jobs.task_done()
        self.jobs.task_done()

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        for _ in self.threads:
            self.jobs.put(None)
        self.jobs.join()
        for t in self.threads:
            t.join(timeout=1)
        return False

with Pool(3) as pool:
    for i, cost in enumerate([3, 1, -2, 5]):
        pool.jobs.put(Task(f"t{i}", cost))

print(sorted(pool.results.items(), key=lambda kv: (-kv[1], kv[0])))
print(pool.errors)
print(work.__name__, work.__doc__, work.__wrapped__.__name__, work.calls)
print(sorted(log))
print(Task("a", 1), Task("b", 2)._replace(retries=3), Task._fields, Task("c", 9)._asdict(), Task._field_defaults)
print(any(t.is_alive() for t in pool.threads))
a, b, *_ = Task("x", 7)
print(a, b, _)
groups = defaultdict(list)
for word in "the quick brown fox jumps over the lazy dog".split():
    groups[len(word)].append(word)
print(dict(groups), groups)
print(Counter("mississippi").most_common(3), Counter(a=3) - Counter(a=1), +Counter(a=-1, b=2), Counter("aab") & Counter("abb"), Counter("aab") | Counter("abb"))
d = deque(range(5), maxlen=3); d.append(9); d.appendleft(1); d.rotate(1); print(d, d.maxlen, list(reversed(d)))
o = OrderedDict(a=1, b=2, c=3); o.move_to_end("a"); print(o, o.popitem(last=False), list(o))
