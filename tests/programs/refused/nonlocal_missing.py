# expect: refused
# modes: simulate
# at: 5:5
def f():
    nonlocal nothing
