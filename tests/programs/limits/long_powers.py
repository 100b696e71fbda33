# expect: refused
# modes: simulate
# long: 50000
# prefix: "2 ** "
# middle: "1"
# suffix: ""
