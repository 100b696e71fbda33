# __getattr__, __getattribute__, __setattr__, __delattr__, __call__, __new__, __dir__.
class Proxy:
    def __init__(self, target):
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "log", [])

    def __getattr__(self, name):
        self.log.append("get " + name)
        return getattr(self.target, name)

    def __setattr__(self, name, value):
        self.log.append("set " + name)
        setattr(self.target, name, value)

    def __delattr__(self, name):
        self.log.append("del " + name)
        delattr(self.target, name)


class Plain:
    x = 1


plain = Plain()
proxy = Proxy(plain)
proxy.y = 5
print(proxy.x, proxy.y, plain.y, proxy.log)
del proxy.y
print(hasattr(proxy, "y"), hasattr(plain, "y"), proxy.log)
try:
    proxy.zzz
except AttributeError as error:
    print(error)


class Everything:
    def __init__(self):
        self.real = 1

    def __getattribute__(self, name):
        if name.startswith("magic"):
            return name.upper()
        return super().__getattribute__(name)

    def __getattr__(self, name):
        return "fallback " + name


e = Everything()
print(e.magic_word, e.real, e.other, getattr(e, "magic2"), hasattr(e, "anything"))


class Multiplier:
    def __init__(self, n):
        self.n = n

    def __call__(self, x, *more, scale=1):
        return [self.n * v * scale for v in (x, *more)]


triple = Multiplier(3)
print(triple(5), triple(1, 2, scale=10), callable(triple), callable(Multiplier), list(map(triple, [1, 2])))


class Singleton:
    instance = None

    def __new__(cls, *args):
        if cls.instance is None:
            cls.instance = super().__new__(cls)
            print("made", cls.__name__)
        return cls.instance

    def __init__(self, *args):
        print("init", args)


print(Singleton(1) is Singleton(2))


class Elsewhere:
    def __new__(cls):
        return 5

    def __init__(self):
        print("never called")


print(Elsewhere())


class BadInit:
    def __init__(self):
        return 5


try:
    BadInit()
except TypeError as error:
    print(error)


class Dir:
    def __dir__(self):
        return ["b", "a"]


print(dir(Dir()))


class Small:
    a = 1

    def __init__(self):
        self.b = 2

    def c(self):
        pass


print([name for name in dir(Small()) if not name.startswith("__")])


class Del:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


d = Del("one")
d = Del("two")
del d
print("after")


def scope():
    inner = Del("inner")
    print("in scope")


scope()
items = [Del("item")]
items.clear()
print("end")


class Private:
    def __init__(self):
        self.__secret = 1
        self._hidden = 2

    def get(self):
        return self.__secret


print(Private().get(), Private().__dict__)
try:
    Private().__secret
except AttributeError as error:
    print(error)
