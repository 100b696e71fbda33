# expect: refused
# modes: simulate
# at: 4
def f(a, a):
    pass
