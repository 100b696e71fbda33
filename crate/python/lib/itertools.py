"""itertools: iterators built from iterators."""

_missing = object()


class _Iterator:
    """What all classes here share: an iterator that wraps a generator."""

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._items)


class count(_Iterator):
    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, (str, bytes)):
            raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if self._step == 1 and isinstance(self._step, int):
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"


class repeat(_Iterator):
    def __init__(self, object, times=None):
        self._object = object
        self._times = None if times is None else max(times, 0)

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        return f"repeat({self._object!r})" if self._times is None else f"repeat({self._object!r}, {self._times})"


class cycle(_Iterator):
    def __init__(self, iterable):
        self._items = self._run(iter(iterable))

    def _run(self, iterator):
        seen = []
        for item in iterator:
            seen.append(item)
            yield item
        while seen:
            yield from seen


class accumulate(_Iterator):
    def __init__(self, iterable, func=None, *, initial=None):
        self._items = self._run(iter(iterable), func, initial)

    def _run(self, iterator, func, total):
        if total is None:
            for total in iterator:
                break
            else:
                return
        yield total
        for item in iterator:
            total = total + item if func is None else func(total, item)
            yield total


class chain(_Iterator):
    def __init__(self, *iterables):
        self._items = self._run(iterables)

    @classmethod
    def from_iterable(cls, iterables):
        made = cls()
        made._items = made._run(iterables)
        return made

    def _run(self, iterables):
        for iterable in iterables:
            yield from iterable


class compress(_Iterator):
    def __init__(self, data, selectors):
        self._items = self._run(iter(data), iter(selectors))

    def _run(self, data, selectors):
        for item, wanted in zip(data, selectors):
            if wanted:
                yield item


class dropwhile(_Iterator):
    def __init__(self, predicate, iterable, /):
        self._items = self._run(predicate, iter(iterable))

    def _run(self, predicate, iterator):
        for item in iterator:
            if not predicate(item):
                yield item
                break
        yield from iterator


class takewhile(_Iterator):
    def __init__(self, predicate, iterable, /):
        self._items = self._run(predicate, iter(iterable))

    def _run(self, predicate, iterator):
        for item in iterator:
            if not predicate(item):
                return
            yield item


class filterfalse(_Iterator):
    def __init__(self, function, iterable, /):
        self._items = self._run(function or bool, iter(iterable))

    def _run(self, function, iterator):
        for item in iterator:
            if not function(item):
                yield item


class starmap(_Iterator):
    def __init__(self, function, iterable, /):
        self._items = self._run(function, iter(iterable))

    def _run(self, function, iterator):
        for args in iterator:
            yield function(*args)


class islice(_Iterator):
    def __init__(self, iterable, *bounds):
        if not 1 <= len(bounds) <= 3:
            raise TypeError(f"islice expected at {'least 2' if not bounds else 'most 4'} arguments, got {len(bounds) + 1}")
        limits = slice(*bounds)
        start, stop, step = limits.start, limits.stop, limits.step
        if stop is not None and (not isinstance(stop, int) or stop < 0):
            if len(bounds) == 1:
                raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if start is not None and (not isinstance(start, int) or start < 0):
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if step is not None and (not isinstance(step, int) or step < 1):
            raise ValueError("Step for islice() must be a positive integer or None.")
        self._items = self._run(iter(iterable), start or 0, stop, step or 1)

    def _run(self, iterator, start, stop, step):
        position = 0
        wanted = start
        while stop is None or wanted < stop:
            for item in iterator:
                position += 1
                if position > wanted:
                    break
            else:
                return
            yield item
            wanted += step
        # The items up to the stop are taken, as far as they go.
        while stop is not None and position < stop:
            for item in iterator:
                position += 1
                break
            else:
                return


class zip_longest(_Iterator):
    def __init__(self, *iterables, fillvalue=None):
        self._items = self._run([iter(iterable) for iterable in iterables], fillvalue)

    def _run(self, iterators, fill):
        left = len(iterators)
        ended = [False] * left
        while left:
            row = []
            for index, iterator in enumerate(iterators):
                item = fill if ended[index] else next(iterator, _missing)
                if item is _missing:
                    item = fill
                    ended[index] = True
                    left -= 1
                    if not left:
                        return
                row.append(item)
            yield tuple(row)


class pairwise(_Iterator):
    def __init__(self, iterable, /):
        self._items = self._run(iter(iterable))

    def _run(self, iterator):
        for before in iterator:
            break
        else:
            return
        for item in iterator:
            yield before, item
            before = item


class product(_Iterator):
    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self._items = self._run([tuple(iterable) for iterable in iterables] * repeat)

    def _run(self, pools):
        if not all(pools):
            return
        places = [0] * len(pools)
        while True:
            yield tuple([pool[place] for pool, place in zip(pools, places)])
            for index in range(len(pools) - 1, -1, -1):
                places[index] += 1
                if places[index] < len(pools[index]):
                    break
                places[index] = 0
            else:
                return


class permutations(_Iterator):
    def __init__(self, iterable, r=None):
        pool = tuple(iterable)
        size = len(pool) if r is None else r
        if size < 0:
            raise ValueError("r must be non-negative")
        self._items = self._run(pool, size)

    def _run(self, pool, size):
        if size > len(pool):
            return
        taken = []

        def extend():
            if len(taken) == size:
                yield tuple([pool[index] for index in taken])
                return
            for index in range(len(pool)):
                if index not in taken:
                    taken.append(index)
                    yield from extend()
                    taken.pop()

        yield from extend()


class combinations(_Iterator):
    _again = False

    def __init__(self, iterable, r):
        if r < 0:
            raise ValueError("r must be non-negative")
        self._items = self._run(tuple(iterable), r)

    def _run(self, pool, size):
        taken = []

        def extend(first):
            if len(taken) == size:
                yield tuple([pool[index] for index in taken])
                return
            for index in range(first, len(pool)):
                taken.append(index)
                yield from extend(index if self._again else index + 1)
                taken.pop()

        yield from extend(0)


class combinations_with_replacement(combinations):
    _again = True


class groupby(_Iterator):
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._target = self._current = self._value = _missing
        self._group = None

    def __next__(self):
        self._group = None
        while self._current is _missing or self._current == self._target:
            self._advance()
        self._target = self._current
        self._group = group = self._run(self._current)
        return self._current, group

    def _advance(self):
        self._value = next(self._iterator)
        self._current = self._value if self._key is None else self._key(self._value)

    def _run(self, key):
        me = self._group
        while True:
            yield self._value
            try:
                self._advance()
            except StopIteration:
                return
            if self._current != key or (self._group is not me and me is not None):
                return


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    iterator = iter(iterable)
    waiting = [[] for _ in range(n)]

    def branch(mine):
        while True:
            if not mine:
                item = next(iterator, _missing)
                if item is _missing:
                    return
                for queue in waiting:
                    queue.append(item)
            yield mine.pop(0)

    return tuple([branch(mine) for mine in waiting])
