# expect: contained
# modes: simulate
print(10 ** 10 ** 8)
