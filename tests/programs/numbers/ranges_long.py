# Ranges of more numbers than a length can be.
import sys

r = range(-sys.maxsize - 1, sys.maxsize)
try:
    print(len(r))
except OverflowError as error:
    print(type(error).__name__, error)
try:
    print(r.__len__())
except OverflowError as error:
    print(type(error).__name__, error)
print(len(range(sys.maxsize)), len(range(-1, sys.maxsize - 1)), bool(r), 5 in r, r.index(0) == sys.maxsize + 1)
print(range(10)[:: sys.maxsize], range(0, 100, 10)[7:2:-2], range(0, 100, 10)[::-1], range(sys.maxsize)[-1])
