# Primes: trial division, sieve, factors.
def is_prime(n):
    if n < 2:
        return False
    i = 2
    while i * i <= n:
        if n % i == 0:
            return False
        i += 1
    return True


def sieve(limit):
    flags = [True] * (limit + 1)
    flags[0:2] = [False, False]
    for i in range(2, int(limit ** 0.5) + 1):
        if flags[i]:
            flags[i * i::i] = [False] * len(range(i * i, limit + 1, i))
    return [i for i, flag in enumerate(flags) if flag]


def factors(n):
    found = []
    d = 2
    while n > 1:
        while n % d == 0:
            found.append(d)
            n //= d
        d += 1
    return found


print([n for n in range(60) if is_prime(n)] == sieve(59), len(sieve(2000)), sieve(2000)[-1], factors(360), factors(9973), factors(2 ** 10 * 3 ** 5))
