# expect: refused
# modes: simulate
# at: 4:1
f() = 1
