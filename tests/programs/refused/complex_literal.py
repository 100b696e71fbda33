# expect: refused
# modes: simulate
# at: 4:5
x = 2j
