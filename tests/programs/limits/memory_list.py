# expect: contained
# modes: simulate
items = []
while True:
    items.append("x" * 1000000 + str(len(items)))
