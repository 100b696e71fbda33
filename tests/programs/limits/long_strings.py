# expect: contained
# modes: simulate
# long: [50000, "\u0027a\u0027 ", "\u0027b\u0027", ""]
