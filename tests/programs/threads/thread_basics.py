# Thread: start, join, is_alive, names, idents, arguments, subclassing.
import threading


def work(a, b=2, *rest, key=None):
    print("work", a, b, rest, key, threading.current_thread().name)


t = threading.Thread(target=work, args=(1,), name="first")
print(t.is_alive(), t.name, t.ident, t.daemon, t.native_id)
print(t.start(), t.join())
print(t.is_alive(), isinstance(t.ident, int))
for args, kwargs in (((1, 2, 3, 4), {"key": 5}), ((), {"a": 1}), ([7], {})):
    t = threading.Thread(None, work, "named", args, kwargs)
    t.start()
    t.join()
t = threading.Thread(target=work, args=("x",))
print(t.name)
t.start()
t.join()
print(threading.Thread().name, threading.Thread(target=len).name, threading.Thread(target=print).name)


class Sub(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n
        self.result = None

    def run(self):
        self.result = self.n * 2
        print("run in", self.name, threading.current_thread() is self)


s = Sub(21)
s.name = "renamed"
s.start()
s.join()
print(s.result, s.name)
s.run()
empty = threading.Thread(name="empty")
empty.start()
empty.join()
main = threading.main_thread()
print(main.name, main is threading.current_thread(), main.is_alive(), main.daemon, threading.active_count(), threading.enumerate() == [main], isinstance(threading.get_ident(), int), threading.get_ident() == main.ident)
print(threading.get_native_id() == main.native_id)
results = []
threads = [threading.Thread(target=results.append, args=(i,)) for i in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(results))
t = threading.Thread(target=lambda: results.append(threading.current_thread().ident))
t.start()
t.join()
print(results[-1] == t.ident, t.ident != main.ident)
