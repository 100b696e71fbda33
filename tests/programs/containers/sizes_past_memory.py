# Sizes that no machine has, nor a browser of 32 bits can even say, are refused or taken for what they mean; they are never 0.
import os
import queue
import random
import sys
import threading
from collections import deque

huge = 2**62


def tell(name, action):
    try:
        print(name, action())
    except (MemoryError, OverflowError) as error:
        print(name, "refused:", type(error).__name__ in ("MemoryError", "OverflowError"))


for times in (2**33, huge):
    print(repr("" * times), b"" * times, [] * times, () * times, deque() * times, bytearray() * times)
    print(len(range(times)), range(times)[-1], times in range(times), bool(range(times)))
    print(deque([1, 2], maxlen=times).maxlen, "a b c".split(" ", times), "aaa".replace("a", "b", times), "abc"[:times], "abc"[times:])
    print([1, 2, 3][:times], (1, 2, 3)[-times:], "abc".find("c", 0, times), "abc".find("c", times))
print(repr("" * 4611686018427387904), len(range(8589934592)))
tell("str", lambda: "ab" * huge)
tell("bytes", lambda: b"ab" * huge)
tell("list", lambda: [1, 2] * huge)
tell("tuple", lambda: (1, 2) * huge)
tell("deque", lambda: deque([1, 2]) * huge)
tell("ljust", lambda: "x".ljust(huge))
tell("center", lambda: "x".center(huge))
tell("zfill", lambda: "x".zfill(huge))
tell("bytes ljust", lambda: b"x".ljust(huge))
tell("bytes()", lambda: bytes(huge))
tell("to_bytes", lambda: (5).to_bytes(huge, "big"))
tell("format", lambda: format(1, ">4611686018427387904"))
try:
    print("{4294967296}".format("a"))
except IndexError as error:
    print(error)
print(pow(3, 10**30, 10**40))
for size in (-1, -huge):
    for action in (lambda: bytes(size), lambda: (5).to_bytes(size, "big"), lambda: deque([], size)):
        try:
            action()
        except ValueError as error:
            print(error)
condition = threading.Condition()
with condition:
    condition.notify(huge)
random.seed(1)
print(random.sample(range(2**32), 3), random.sample(range(2**33), 3), random.choices(range(2**40), k=3))
tell("sample", lambda: random.sample(range(huge), 2**32))
tell("urandom", lambda: os.urandom(huge))
print(len(os.urandom(9)), os.urandom(0))
try:
    os.urandom(-1)
except ValueError as error:
    print(error)
for bound in (2**32, sys.maxsize):
    q = queue.Queue(bound)
    q.put(1, timeout=0)
    print(q.maxsize, q.full(), q.qsize())
