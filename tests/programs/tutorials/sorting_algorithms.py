# Bubble, insertion, selection, merge, quick and heap sort agree with sorted().
import random


def bubble(items):
    items = items[:]
    for i in range(len(items)):
        swapped = False
        for j in range(len(items) - i - 1):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
                swapped = True
        if not swapped:
            break
    return items


def insertion(items):
    items = items[:]
    for i in range(1, len(items)):
        value, j = items[i], i
        while j > 0 and items[j - 1] > value:
            items[j] = items[j - 1]
            j -= 1
        items[j] = value
    return items


def selection(items):
    items = items[:]
    for i in range(len(items)):
        least = min(range(i, len(items)), key=items.__getitem__)
        items[i], items[least] = items[least], items[i]
    return items


def merge(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge(items[:middle]), merge(items[middle:])
    result = []
    while left and right:
        result.append((left if left[0] <= right[0] else right).pop(0))
    return result + left + right


def quick(items):
    if not items:
        return []
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def heap(items):
    items = items[:]

    def sift(i, n):
        while (child := 2 * i + 1) < n:
            if child + 1 < n and items[child] < items[child + 1]:
                child += 1
            if items[i] >= items[child]:
                return
            items[i], items[child] = items[child], items[i]
            i = child

    for i in reversed(range(len(items) // 2)):
        sift(i, len(items))
    for n in range(len(items) - 1, 0, -1):
        items[0], items[n] = items[n], items[0]
        sift(0, n)
    return items


random.seed(5)
data = [random.randint(0, 99) for _ in range(40)]
print(data)
for f in (bubble, insertion, selection, merge, quick, heap):
    print(f.__name__, f(data) == sorted(data), f([]), f([2, 1]), f(list("hello")))
