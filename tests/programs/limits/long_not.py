# expect: refused
# at: 1:807
# modes: simulate
# long: 50000
# prefix: "not "
# middle: "1"
# suffix: ""
