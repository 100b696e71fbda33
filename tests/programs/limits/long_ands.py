# expect: contained
# modes: simulate
# long: 50000
# prefix: "1 and "
# middle: "1"
# suffix: ""
