# Fibonacci five ways.
def recursive(n):
    if n < 2:
        return n
    return recursive(n - 1) + recursive(n - 2)


def loop(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def generator():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


memo = {}


def memoized(n):
    if n not in memo:
        memo[n] = n if n < 2 else memoized(n - 1) + memoized(n - 2)
    return memo[n]


class Fib:
    def __getitem__(self, n):
        return loop(n)


g = generator()
first = [next(g) for _ in range(12)]
print(first, [recursive(n) for n in range(12)] == first, loop(200), memoized(100), Fib()[50])
