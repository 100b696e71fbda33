# expect: refused
# at: 1:1208
# modes: simulate
# long: 50000
# prefix: "1 if 1 else "
# middle: "1"
# suffix: ""
