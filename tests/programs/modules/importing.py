# The forms of import.
import math, random
import itertools as it
from math import pi, sqrt as root
from collections import (
    deque,
    OrderedDict as Ordered,
)
from functools import *
import threading as t, queue as q

print(math.floor(1.5), root(9), pi == math.pi, list(it.islice("abc", 2)), deque([1]), Ordered(), reduce(max, [1, 3]), t.current_thread().name, q.Queue().maxsize)
print(math.__name__, type(math).__name__, repr(math).startswith("<module 'math'"))


def local_import():
    import math as m
    from random import Random
    return m is math, Random(1).randint(1, 100)


print(local_import())


class C:
    import math
    from math import tau


print(C.math.pi, C.tau)
if True:
    import os
print(os.getpid() > 0)
try:
    math.pie
except AttributeError as error:
    print(error)
math.extra = 5
print(math.extra, hasattr(math, "sin"), "pi" in dir(math))
