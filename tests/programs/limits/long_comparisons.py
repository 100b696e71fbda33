# expect: contained
# modes: simulate
# long: 50000
# prefix: "1 < "
# middle: "2"
# suffix: ""
