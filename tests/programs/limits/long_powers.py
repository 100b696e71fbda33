# expect: refused
# at: 1:1008
# modes: simulate
# long: 50000
# prefix: "2 ** "
# middle: "1"
# suffix: ""
