# expect: refused
# at: 5:9
# modes: simulate
def f():
    if 1
        pass
