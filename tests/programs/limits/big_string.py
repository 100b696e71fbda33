# expect: contained
# modes: simulate
x = "x" * 10 ** 12
