# del of slices: any bounds, any step, both directions.
for start in (None, 0, 1, 3, 7, 20, -1, -3, -20):
    for stop in (None, 0, 2, 5, 20, -1, -4, -20):
        for step in (None, 1, 2, 3, 9, -1, -2, -5):
            items, array = list(range(8)), bytearray(range(8))
            del items[start:stop:step], array[start:stop:step]
            print("".join(map(str, items)), list(array) == items, end=" ")
    print()

items = list(range(400_000))
del items[:200_000]
del items[::-2]
print(len(items), items[:3], items[-3:])


class Owner:
    def __init__(self, items):
        self.items = items

    def __del__(self):
        print("gone with", len(self.items))


items = []
items.extend([Owner(items), Owner(items), 1, 2])
del items[:2]
print(items)
