# expect: limit
# modes: simulate
items = [1]
while True:
    items += items
