# itertools: every function.
import itertools
from itertools import accumulate, chain, combinations, combinations_with_replacement, compress, count, cycle, dropwhile, filterfalse, groupby, islice, pairwise, permutations, product, repeat, starmap, takewhile, tee, zip_longest

print(list(islice(count(), 3)), list(islice(count(5, 2), 3)), list(islice(count(1.5, 0.5), 3)), list(islice(cycle("ab"), 5)), list(repeat("x", 3)), list(islice(repeat(1), 2)))
print(list(accumulate([1, 2, 3, 4])), list(accumulate([1, 2, 3], lambda a, b: a * b)), list(accumulate([1, 2], initial=10)), list(accumulate("abc")), list(accumulate([3, 1, 4], max)), list(accumulate([])))
print(list(chain([1], "ab", (2,))), list(chain.from_iterable(["ab", "cd"])), list(chain()), list(compress("abcd", [1, 0, 1, 0])), list(dropwhile(lambda x: x < 3, [1, 2, 3, 1])), list(takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(filterfalse(lambda x: x % 2, range(6))), list(filterfalse(None, [0, 1])))
for k, g in groupby("aaabbca"):
    print(k, list(g), end=" ")
print([(k, list(g)) for k, g in groupby(sorted(["bb", "a", "cc", "d"], key=len), key=len)])
print(list(islice("abcdef", 2)), list(islice("abcdef", 1, 4)), list(islice("abcdef", 0, None, 2)), list(islice("abcdef", 2, None)), list(pairwise("abcd")), list(pairwise([1])), list(starmap(pow, [(2, 3), (3, 2)])), list(zip_longest("abc", [1], fillvalue="-")), list(zip_longest("ab", [1, 2, 3])))
a, b = tee([1, 2, 3])
print(next(a), next(a), list(b), list(a), [list(t) for t in tee("ab", 3)])
print(list(product([1, 2], "ab")), list(product("ab", repeat=2)), list(product()), list(product([1], [])), len(list(product(range(3), repeat=3))))
print(list(permutations([1, 2, 3])), list(permutations("abc", 2)), list(permutations([], 1)), len(list(permutations(range(5)))))
print(list(combinations("abcd", 2)), list(combinations([1, 2], 3)), list(combinations([1, 2], 0)), list(combinations_with_replacement("ab", 2)))
print(next(count(10)), repr(count(3)), repr(count(3, 2)), repr(repeat("a", 2)), repr(repeat(5)), type(chain()).__name__, type(count()), sum(islice(count(1), 100)))
print(dict(zip("abc", count())), [x for x, _ in zip(cycle([1, 2]), range(5))], list(map(pow, [1, 2], repeat(10))), list(itertools.chain(range(2), itertools.islice(itertools.count(7), 2))))


def err(f):
    try:
        print("no error", f())
    except Exception as error:
        print(type(error).__name__ + ":", error)


err(lambda: list(islice([1], -1)))
err(lambda: list(combinations([1], -1)))
err(lambda: count("x"))
err(lambda: list(islice([1], 0, 1, 0)))
err(lambda: tee([1], -1))
err(lambda: list(cycle(5)))
err(lambda: itertools.nothing)
