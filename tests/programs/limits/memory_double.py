# expect: limit
# stderr: more than 256 MB of memory
# modes: simulate
items = [1]
while True:
    items += items
