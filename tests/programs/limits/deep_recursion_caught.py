# Recursion without end through many doors; each is a RecursionError and the program goes on.
class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "_")

    def __repr__(self):
        return repr(self)

    def __eq__(self, other):
        return self == other

    def __iter__(self):
        return iter(self)

    def __len__(self):
        return len(self)

    def __call__(self):
        return self()

    def __lt__(self, other):
        return sorted([self, other])

    def __hash__(self):
        return hash(self)


def generator():
    yield from generator()


loop = Loop()
for f in (lambda: loop.x, lambda: repr(loop), lambda: loop == 1, lambda: iter(loop), lambda: len(loop), lambda: loop(), lambda: loop < loop, lambda: hash(loop), lambda: list(generator())):
    try:
        f()
    except RecursionError as error:
        print("RecursionError", str(error)[:32])
