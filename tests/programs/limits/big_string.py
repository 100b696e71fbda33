# expect: contained
# stderr: MemoryError
# modes: simulate
x = "x" * 10 ** 12
