# expect: refused
# modes: simulate
# at: 5:1
x = 1
match x:
    case 1:
        pass
