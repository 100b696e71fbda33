# expect: refused
# at: 5
# modes: simulate
def f():
    if 1
        pass
