# expect: refused
# modes: simulate
# at: 5:1
def f():
print("x")
