# expect: refused
# at: 1:1610
# modes: simulate
# long: 50000
# prefix: "lambda: "
# middle: "1"
# suffix: ""
