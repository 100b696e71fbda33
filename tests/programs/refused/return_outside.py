# expect: refused
# modes: simulate
# at: 4
return 5
