# expect: contained
# modes: simulate
# long: [50000, "1 < ", "2", ""]
