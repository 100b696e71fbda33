# threading.excepthook: its argument's fields, a hook that fails, the original hook called by hand.
import threading


def fail():
    raise KeyError("k")


seen = []


def hook(args):
    seen.append((args.exc_type, str(args.exc_value), args.thread.name))
    threading.__excepthook__(args)


threading.excepthook = hook
t = threading.Thread(target=fail, name="T")
t.start()
t.join()
print(seen)
threading.excepthook = threading.__excepthook__
