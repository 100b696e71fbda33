# Patterns: observer, registry, strategy, mixin, context manager by class, iterator, fluent builder.
class Event:
    def __init__(self):
        self.handlers = []

    def __iadd__(self, handler):
        self.handlers.append(handler)
        return self

    def __call__(self, *args):
        return [handler(*args) for handler in self.handlers]


class Button:
    def __init__(self):
        self.clicked = Event()


button = Button()
button.clicked += lambda n: n + 1
button.clicked += str
print(button.clicked(5))


class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.registry[name] = cls


class Upper(Plugin, name="upper"):
    def run(self, text):
        return text.upper()


class Reverse(Plugin, name="reverse"):
    def run(self, text):
        return text[::-1]


print({name: kind().run("abc") for name, kind in Plugin.registry.items()})


class Json:
    def to_json(self):
        return "{" + ", ".join(f'"{k}": {v!r}' for k, v in vars(self).items()) + "}"


class Compare:
    def __lt__(self, other):
        return vars(self) != vars(other) and list(vars(self).values()) < list(vars(other).values())


class Point(Json, Compare):
    def __init__(self, x, y):
        self.x, self.y = x, y


print(Point(1, 2).to_json(), Point(1, 2) < Point(1, 3), [p.to_json() for p in sorted([Point(2, 0), Point(1, 9)])])


class Query:
    def __init__(self, items):
        self.items = list(items)

    def where(self, test):
        return Query(filter(test, self.items))

    def select(self, f):
        return Query(map(f, self.items))

    def __iter__(self):
        return iter(self.items)


print(list(Query(range(10)).where(lambda n: n % 2).select(lambda n: n * n)))


class Indent:
    depth = 0

    def __enter__(self):
        Indent.depth += 1
        return self

    def __exit__(self, *args):
        Indent.depth -= 1

    def print(self, text):
        print("  " * self.depth + text)


with Indent() as i:
    i.print("one")
    with i:
        i.print("two")
    i.print("one again")
