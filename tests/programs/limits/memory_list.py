# expect: limit
# stderr: more than 256 MB of memory
# modes: simulate
items = []
while True:
    items.append("x" * 1000000 + str(len(items)))
