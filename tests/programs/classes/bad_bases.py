for bases in ((5,), (int, 5), ("text",)):
    try:
        type("C", bases, {})
    except TypeError as e:
        print(e)

def attempt(make):
    try:
        make()
    except TypeError as e:
        print(e)
def one():
    class C(5): pass
def two():
    class C("text"): pass
def three():
    class C(None): pass
def four():
    class C(len): pass
def five():
    class C(int, 5): pass
def six():
    class C(3.5): pass
def seven():
    class C([1]): pass
def eight():
    class C((1, 2)): pass
def nine():
    class C(lambda: 0): pass
def ten():
    class C(int, int): pass
def eleven():
    class A: pass
    class B(A): pass
    class C(A, B): pass
for f in (one, two, three, four, five, six, seven, eight, nine, ten, eleven): attempt(f)
