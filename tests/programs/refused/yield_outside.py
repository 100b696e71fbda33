# expect: refused
# modes: simulate
# at: 4
yield 5
