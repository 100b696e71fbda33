# expect: contained
# stderr: MemoryError
# modes: simulate
print(1 << 10 ** 12)
