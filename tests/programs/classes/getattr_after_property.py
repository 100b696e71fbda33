class A:
    @property
    def x(self):
        raise AttributeError("inner")
    @property
    def y(self):
        return self.nothing
    def __getattr__(self, name):
        print("getattr", name)
        return 42
a = A()
print(a.x, a.y, getattr(a, "x", 1), hasattr(a, "x"))
class B:
    @property
    def x(self):
        raise AttributeError("inner")
b = B()
print(getattr(b, "x", "default"), hasattr(b, "x"))
try:
    b.x
except AttributeError as e:
    print(e)
class C:
    def __getattribute__(self, name):
        raise AttributeError(name)
    def __getattr__(self, name):
        return "fallback " + name
print(C().anything, C().method)
class D:
    @property
    def x(self):
        raise ValueError("no")
    def __getattr__(self, name):
        return 1
try:
    D().x
except ValueError as e:
    print("value", e)
class E(A):
    def __getattr__(self, name):
        return super().__getattr__(name) + 1
print(E().x, E().method)
class F:
    @property
    def call(self):
        raise AttributeError("q")
    def __getattr__(self, name):
        return lambda *a: (name, a)
print(F().call(1, 2), F().other())
