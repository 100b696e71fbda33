# expect: refused
# modes: simulate
# long: [50000, "1 if 1 else ", "1", ""]
