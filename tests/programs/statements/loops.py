# while, for, break, continue, else and what the loop variable holds afterwards.
n = 0
while n < 5:
    n += 1
    if n == 2:
        continue
    if n == 4:
        break
    print("while", n)
else:
    print("not reached")
print("after", n)

while n > 0:
    n -= 1
else:
    print("while else", n)

for i in range(3):
    print("for", i)
else:
    print("for else", i)

for i in []:
    print("never")
else:
    print("empty else", i)

for i in range(10):
    for j in range(10):
        if i * j == 12:
            print("found", i, j)
            break
    else:
        continue
    break

for a, b in [(1, 2), (3, 4)]:
    print(a, b)
for a, (b, c) in [(1, (2, 3)), ("x", "yz")]:
    print(a, b, c)
for first, *rest in ["abc", "d", (1, 2, 3, 4)]:
    print(first, rest)
data = {}
for data["key"] in range(3):
    pass
print(data)
box = [0, 0]
for box[1] in "xyz":
    pass
print(box)

total = 0
for i in range(100):
    if i % 2:
        continue
    if i > 50:
        break
    total += i
print(total)

numbers = [1, 2, 3, 4, 5, 6]
for x in numbers[:]:
    if x % 2 == 0:
        numbers.remove(x)
print(numbers)
grow = [1]
for x in grow:
    if len(grow) < 5:
        grow.append(x * 2)
print(grow)

for i in range(3):
    try:
        if i == 1:
            continue
        print("try", i)
    finally:
        print("finally", i)
for i in range(3):
    try:
        break
    finally:
        print("finally on break")


def first_even(items):
    for item in items:
        try:
            if item % 2 == 0:
                return item
        finally:
            print("looked at", item)
    else:
        return None


print(first_even([1, 3, 4, 5]), first_even([1]))
