# Slices over every sequence, out of range, negative steps, slice objects.
sequences = ["abcdefgh", list(range(8)), tuple(range(8)), b"abcdefgh", range(8)]
cuts = [slice(None), slice(2), slice(2, 5), slice(-3, None), slice(None, -3), slice(None, None, 2), slice(None, None, -1), slice(5, 1, -2), slice(1, 100), slice(-100, 2), slice(5, 2), slice(7, None, -3), slice(-1, -9, -1), slice(0, 0), slice(None, None, 100), slice(True, 3)]
for cut in cuts:
    print(cut, [s[cut] for s in sequences], cut.indices(8))
s = slice(1, 10, 2)
print(s.start, s.stop, s.step, s == slice(1, 10, 2), s != slice(1), repr(slice("a", None)), slice(5).start)
text = "hello"
print(text[1:][:2], text[:2] + text[2:], text[::-1] == "olleh", text[-1:], text[10:], text[:-10], text[2:2] == "")
values = [1, 2, 3, 4, 5]
values[1:3] = [20, 30, 40]
print(values)
values[::2] = ["a", "b", "c"]
print(values)
values[4:1:-1] = "xyz"
print(values)
values[:] = []
print(values)
values[5:] = [1]
values[-10:0] = [0]
print(values)


class Index:
    def __index__(self):
        return 2


print([1, 2, 3][Index()], list(range(Index())))
for f in (lambda: "abc"[::0], lambda: "abc"["x":], lambda: [1][1.5:], lambda: hash(slice(1)), lambda: slice(), lambda: slice(1).indices("x")):
    try:
        f()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
