# expect: contained
# stderr: MemoryError
# modes: simulate
print(10 ** 10 ** 8)
