# expect: refused
# modes: simulate
# at: 6:5
def f():
    x = 1
    global x
