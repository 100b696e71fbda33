# expect: refused
# modes: simulate
# at: 5
x = 1
break
