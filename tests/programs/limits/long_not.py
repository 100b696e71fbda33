# expect: refused
# modes: simulate
# long: 50000
# prefix: "not "
# middle: "1"
# suffix: ""
