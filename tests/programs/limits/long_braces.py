# expect: refused
# at: 1:205
# modes: simulate
# long: 50000
# prefix: "{"
# middle: "1"
# suffix: "}"
