# list: every method, operators, slices, errors.
a = [3, 1, 2]
a.append(5)
a.extend([7, 8])
a.extend("xy")
a.extend(i for i in range(2))
a.insert(0, "first")
a.insert(-1, "before last")
a.insert(100, "end")
a.insert(-100, "start")
print(a, len(a))
print(a.pop(), a.pop(0), a.pop(-2), a)
a.remove(5)
print(a, a.index("x"), a.index(1, 2), a.count(1), 7 in a, "q" not in a)
a.reverse()
print(a)
b = [3, 1, 2]
print(b.sort(), b, b.copy(), b.clear(), b)
words = ["banana", "Apple", "cherry", "apple", "fig"]
words.sort()
print(words)
words.sort(key=str.lower)
print(words)
words.sort(key=len, reverse=True)
print(words)
words.sort(key=lambda w: (len(w), w))
print(words, sorted(words, reverse=True), sorted(words, key=lambda w: w[-1]))
pairs = [(1, "b"), (0, "z"), (1, "a"), (0, "a")]
print(sorted(pairs), sorted(pairs, key=lambda p: p[0]), sorted(pairs, key=lambda p: p[0], reverse=True))
n = list(range(10))
print(n[2:5], n[:3], n[7:], n[::3], n[::-1], n[-3:], n[:-7], n[5:2], n[8:2:-2], n[-1:-4:-1], n[100:], n[-100:2], n[:])
n[2:4] = ["a", "b", "c"]
print(n)
n[1:1] = [99]
n[:2] = []
n[-1:] = "zz"
print(n)
n[::2] = [0] * len(n[::2])
print(n)
del n[1:3]
n[len(n):] = [7]
print(n)
print([1] + [2], [1, 2] * 2, 2 * ["x"], [0] * -1, [[]] * 2, [1, 2] == [1, 2], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [2] > [1, 9], [1, [2]] == [1, [2]], [1] != (1,))
grid = [[0] * 2] * 2
grid[0][0] = 1
print(grid)
print(list("abc"), list((1, 2)), list({"a": 1}), list(range(3)), list(), [*"ab", *[1]], max([3, 9, 2]), min(["b", "a"]), sum([1, 2, 3], 10), any([0, 1]), all([]))
same = n
print(same is n, same == n[:], same is n[:], id(same) == id(n), bool([]), bool([0]))
nested = [1, [2, 3]]
shallow = nested.copy()
shallow[1].append(4)
shallow[0] = "changed"
print(nested, shallow)
stack = []
stack.append(1), stack.append(2)
print(stack.pop(), stack, stack.__len__(), [1, 2].__contains__(2), [1].__add__([2]), list.__getitem__([5], 0))


def err(f):
    try:
        print("no error", f())
    except Exception as error:
        print(type(error).__name__ + ":", error)


def assign_out():
    b[5] = 1


def bad_extended():
    n[::2] = [1]


def assign_int():
    n[1:2] = 5


def delete_out():
    del b[3]


def assign_str():
    n["x"] = 1


err(lambda: b[0])
err(lambda: [1][-2])
err(lambda: b["x"])
err(lambda: b[1.5])
err(lambda: b[None])
err(lambda: b[0, 1])
err(assign_out)
err(bad_extended)
err(assign_int)
err(assign_str)
err(delete_out)
err(lambda: [].pop())
err(lambda: [1].pop(5))
err(lambda: [1].remove(2))
err(lambda: [1].index(2))
err(lambda: [1, 2, 3].index(1, 1))
err(lambda: [1] + (2,))
err(lambda: [1] + 5)
err(lambda: [1] * "x")
err(lambda: [1] * [2])
err(lambda: [1] - [1])
err(lambda: [1] < 5)
err(lambda: [1] < (2,))
err(lambda: [1, "a"].sort())
err(lambda: [3, None].sort())
err(lambda: [1].sort(5))
err(lambda: [1].sort(key=5))
err(lambda: [1].append())
err(lambda: [1].append(1, 2))
err(lambda: [1].insert(1))
err(lambda: [1].insert("x", 1))
err(lambda: [1].extend(5))
err(lambda: [1].extend(None))
err(lambda: [1].pop("x"))
err(lambda: [1].count())
err(lambda: [1].clear(1))
err(lambda: [1].foo())
err(lambda: [1][::0])
err(lambda: hash([1]))
err(lambda: b())
