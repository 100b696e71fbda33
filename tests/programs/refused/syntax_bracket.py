# expect: refused
# modes: simulate
# at: 5:5
x = 1
y = (1, 2
z = 3
