# Uncaught exceptions in threads: the message names the thread, the program goes on; threading.excepthook can be replaced.
import threading


def fail(text):
    raise ValueError(text)


for name in ("first", "with space"):
    thread = threading.Thread(target=fail, args=(name,), name=name)
    thread.start()
    thread.join()
thread = threading.Thread(target=fail, args=("numbered",))
thread.start()
thread.join()


class Custom(threading.Thread):
    def run(self):
        {}["key"]


custom = Custom(name="custom")
custom.start()
custom.join()
thread = threading.Thread(target=lambda x: x, name="wrong arguments")
thread.start()
thread.join()


def hook(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None)


original = threading.excepthook
threading.excepthook = hook
thread = threading.Thread(target=fail, args=("hooked",), name="hooked")
thread.start()
thread.join()
threading.excepthook = original
thread = threading.Thread(target=fail, args=("restored",), name="restored")
thread.start()
thread.join()
print("main goes on")
fail("in main")
