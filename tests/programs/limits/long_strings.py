# expect: contained
# modes: simulate
# long: 50000
# prefix: "'a' "
# middle: "'b'"
# suffix: ""
