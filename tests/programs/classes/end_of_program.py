# What is finalized when it is dropped, and what at the end of the program.
def gen(n):
    try:
        print('open', n)
        yield 1
        yield 2
    finally:
        print('close', n)
g = gen('a'); next(g); g = None
g = gen('b'); next(g); del g
def f():
    h = gen('c'); next(h)
f()
for x in gen('d'): break
print('after')
class D:
    def __init__(self, n): self.n = n
    def __del__(self): print('del', self.n)
d1 = D('global')
l = [D('in list')]
k = gen('global gen'); next(k)
print('end')
