# expect: contained
# modes: simulate
# long: 50000
# prefix: ""
# middle: "[1"
# suffix: ", 1"
