# repr and attributes of threads through their life.
import threading

gate = threading.Event()


def show(t):
    print(re_free(repr(t)))


def re_free(text):
    words = []
    for word in text.split(" "):
        words.append("ID>" if word.rstrip(")>").isdigit() else word)
    return " ".join(words)


t = threading.Thread(target=gate.wait, name="worker")
show(t)
t.start()
show(t)
gate.set()
t.join()
show(t)
d = threading.Thread(target=gate.wait, name="d", daemon=True)
show(d)
d.start()
d.join()
show(d)
show(threading.current_thread())


class Sub(threading.Thread):
    pass


show(Sub(name="s"))
