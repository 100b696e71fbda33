# random: for a seed the same numbers as CPython.
import random

for seed in (0, 1, 42, 123456789, 2 ** 40, -5, "text", 1.5, b"bytes", 10 ** 30):
    random.seed(seed)
    print(seed, random.random(), random.randint(1, 6), random.randrange(100), random.getrandbits(16))
random.seed(7)
print([random.randint(1, 6) for _ in range(20)])
print([random.random() for _ in range(3)])
print([random.randrange(10) for _ in range(10)], [random.randrange(5, 50, 5) for _ in range(5)], [random.randrange(0, 10 ** 20) for _ in range(2)], random.randrange(-10, -5))
print([random.choice("abc") for _ in range(10)], random.choice([1, 2, 3]), random.choice(range(100)), random.choice((9,)))
deck = list(range(10))
random.shuffle(deck)
print(deck)
print(random.sample(range(100), 5), random.sample("abcdef", 3), random.sample([1, 2, 3], 3), random.sample(range(10 ** 9), 3), random.sample(["a", "b"], counts=[3, 1], k=2), random.sample(range(30), 20))
print([random.uniform(1, 10) for _ in range(3)], random.uniform(5, 1))
print(random.choices("abc", k=5), random.choices([1, 2], weights=[9, 1], k=8), random.choices("xyz", cum_weights=[1, 2, 10], k=4))
print(random.getrandbits(1), random.getrandbits(32), random.getrandbits(64), random.getrandbits(100), random.getrandbits(0), random.randbytes(4))
print(random.triangular(0, 10, 3), random.triangular())
own = random.Random(3)
other = random.Random(3)
print(own.random() == other.random(), own.randint(1, 100), other.randint(1, 100), own.choice("xyz"), own.sample(range(9), 2))
state = random.getstate()
first = [random.random() for _ in range(3)]
random.setstate(state)
print(first == [random.random() for _ in range(3)])
for f in (lambda: random.gauss(0, 1), lambda: random.normalvariate(5, 2), lambda: random.expovariate(2), lambda: random.betavariate(2, 3), lambda: random.gammavariate(2, 1), lambda: random.lognormvariate(0, 1), lambda: random.paretovariate(3), lambda: random.vonmisesvariate(0, 1), lambda: random.weibullvariate(1, 2)):
    random.seed(11)
    print(f"{f():.12g} {f():.12g}")
for f in (lambda: random.choice([]), lambda: random.randint(5, 1), lambda: random.randrange(0), lambda: random.sample([1], 2), lambda: random.sample({1, 2}, 1), lambda: random.shuffle((1, 2)), lambda: random.randrange(1, 5, 0), lambda: random.choices([], k=1), lambda: random.getrandbits(-1), lambda: random.randint(1.5, 2), lambda: random.sample([1, 2], -1), lambda: random.choice(5)):
    try:
        print(f())
    except (ValueError, IndexError, TypeError) as error:
        print(type(error).__name__ + ":", error)
