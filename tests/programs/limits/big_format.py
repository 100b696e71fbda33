# expect: contained
# stderr: MemoryError
# modes: simulate
print(f"{1:1000000000000}")
