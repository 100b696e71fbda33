# expect: refused
# modes: simulate
# long: [50000, "1 + ", "1", ""]
