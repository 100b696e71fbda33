# expect: refused
# modes: simulate
# at: 4:1
yield 5
