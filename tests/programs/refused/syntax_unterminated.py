# expect: refused
# modes: simulate
# at: 4
x = "no end
