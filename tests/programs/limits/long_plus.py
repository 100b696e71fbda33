# expect: refused
# at: 1:4003
# modes: simulate
# long: 50000
# prefix: "1 + "
# middle: "1"
# suffix: ""
