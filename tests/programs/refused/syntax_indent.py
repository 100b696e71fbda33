# expect: refused
# modes: simulate
# at: 5
def f():
print("x")
