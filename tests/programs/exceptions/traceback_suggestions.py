# "Did you mean" of uncaught name and attribute errors.
import threading


class Account:
    def __init__(self):
        self.balance = 1

    def deposit(self):
        pass


def attribute():
    Account().balanse


def method():
    Account().depositt()


def builtin_method():
    [].appendd(1)


def local_name():
    counter = 1
    print(countr)


def builtin_name():
    primt("x")


def global_name():
    Acount()


def nothing_near():
    completely_different_name


for f in (attribute, method, builtin_method, local_name, builtin_name, global_name, nothing_near):
    thread = threading.Thread(target=f, name=f.__name__)
    thread.start()
    thread.join()
