# expect: refused
# modes: simulate
# long: 50000
# prefix: "("
# middle: "1"
# suffix: ")"
