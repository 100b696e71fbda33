# expect: limit
# modes: simulate
# max-instructions: 1000000
# A builtin that loops is charged for what it does.
print(sum(range(10 ** 10)))
