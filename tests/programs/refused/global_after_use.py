# expect: refused
# modes: simulate
# at: 6
def f():
    x = 1
    global x
