# An exception whose text cannot be made, in a thread and in the main thread.
import threading


class Wordless(Exception):
    def __str__(self):
        raise ValueError("no text")


def fail():
    raise Wordless


thread = threading.Thread(target=fail)
thread.start()
thread.join()
fail()
