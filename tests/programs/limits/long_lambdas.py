# expect: refused
# modes: simulate
# long: 50000
# prefix: "lambda: "
# middle: "1"
# suffix: ""
