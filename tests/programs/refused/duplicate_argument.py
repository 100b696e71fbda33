# expect: refused
# modes: simulate
# at: 4:10
def f(a, a):
    pass
