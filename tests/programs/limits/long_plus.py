# expect: refused
# modes: simulate
# long: 50000
# prefix: "1 + "
# middle: "1"
# suffix: ""
