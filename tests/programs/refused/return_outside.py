# expect: refused
# modes: simulate
# at: 4:1
return 5
