# expect: refused
# modes: simulate
# at: 4:9
x = "\N{BULLET}"
