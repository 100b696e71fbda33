# expect: refused
# at: 1:2008
# modes: simulate
# long: 50000
# prefix: ""
# middle: "print"
# suffix: ".a"
