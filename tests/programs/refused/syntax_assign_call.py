# expect: refused
# modes: simulate
# at: 4
f() = 1
