# getattr family, vars, dir, callable, globals, id, hash, iter with sentinel, input at end of file.
class C:
    a = 1

    def __init__(self):
        self.b = 2

    def m(self):
        return "m"


c = C()
print(getattr(c, "a"), getattr(c, "b"), getattr(c, "m")(), getattr(c, "z", "default"), hasattr(c, "a"), hasattr(c, "zz"))
setattr(c, "d", 4)
print(c.d, vars(c), sorted(vars(C))[-2:], sorted(k for k in C.__dict__ if not k.startswith("_")))
delattr(c, "d")
print(hasattr(c, "d"), [n for n in dir(c) if not n.startswith("_")], "append" in dir([]), "upper" in dir(str))
for name in ("a", "m"):
    print(name, callable(getattr(c, name)))
print(callable(C), callable(c), callable(c.m), callable(5))
print(globals()["c"] is c, "C" in globals(), isinstance(globals(), dict))
globals()["made"] = 5
print(made)
print(id(c) == id(c), id(c) != id(C()), isinstance(id(c), int), hash("x") == hash("x"), hash(c) == hash(c))
try:
    input("prompt> ")
except EOFError as error:
    print("\n" + str(error))
lines = iter(["one", "two", "", "three"])
print(list(iter(lambda: next(lines), "")))
print(__name__, __doc__, isinstance(__file__, str))
print(len(repr(object())) > 20, repr(c).startswith("<__main__.C object at 0x"), str(c) == repr(c))
