# expect: refused
# modes: simulate
# long: [50000, "", "print", "[0]"]
