# expect: refused
# modes: simulate
# long: 50000
# prefix: ""
# middle: "print"
# suffix: "()"
