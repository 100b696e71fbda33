class A:
    def f(self):
        nonlocal __class__
        __class__ = 5
        return __class__
    def g(self):
        return __class__
a = A()
print(a.g())
print(a.f())
print(a.g())
