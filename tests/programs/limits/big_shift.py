# expect: contained
# modes: simulate
print(1 << 10 ** 12)
