# expect: refused
# at: 1:3007
# modes: simulate
# long: 50000
# prefix: ""
# middle: "print"
# suffix: "[0]"
