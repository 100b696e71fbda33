# A step may be as large as an int gets: one item, or none, is taken.
import sys

big = sys.maxsize
for sequence in ([1, 2, 3], (1, 2, 3), "abc", b"abc", bytearray(b"abc"), range(3), [], (), "", b"", range(0)):
    for step in (big, big - 1, -big, -big - 1, 10**30, -(10**30)):
        print(repr(sequence[::step]) if not isinstance(sequence, range) else list(sequence[::step]), end=" ")
        print(repr(sequence[1::step]) if not isinstance(sequence, range) else list(sequence[1::step]))

items = list(range(5))
items[1::big] = ["x"]
print(items)
del items[2::big]
print(items)
try:
    items[::big] = [1, 2]
except ValueError as error:
    print(error)
array = bytearray(b"hello")
array[1::big] = b"E"
del array[-1 :: -big]
print(array)
print(slice(None, None, big).indices(3), slice(None, None, -big).indices(3))
print([] * 10**18, () * 10**18, "" * 10**18, b"" * 10**18)
