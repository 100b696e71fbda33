# expect: refused
# modes: simulate
# at: 4
x = 2j
