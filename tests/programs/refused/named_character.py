# expect: refused
# modes: simulate
# at: 4
x = "\N{BULLET}"
