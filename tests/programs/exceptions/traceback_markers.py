# Where 3.11 puts the ^^^^ markers: each uncaught in its own thread, so that one file holds many.
import threading


class Thing:
    def __init__(self, value=None):
        self.value = value

    def method(self, x):
        return self.value[x]


data = {"a": {"b": [1, 2, 3]}}
thing = Thing()


def binary_operator():
    x, y = 1, "2"
    return (x + 1) * 2 + y + x


def call():
    return len(data) + int("twelve") + 1


def subscript():
    return data["a"]["c"][0]


def attribute():
    return thing.value.name


def chain():
    return thing.method("x").other()


def whole_line():
    raise ValueError("whole line")


def name():
    return 1 + undefined_name


def many_lines():
    return sum([
        1,
        2 / 0,
    ])


def call_over_lines():
    int(
        "nothing",
        10,
    )


def comparison():
    return 1 < 2 < "three"


def unpacking():
    a, b = [1, 2, 3]


def comprehension():
    return [1 / x for x in (1, 0)]


def generator():
    return sum(1 / x for x in (1, 0))


def with_lambda():
    return (lambda n: n / 0)(5)


def star_call():
    return max(*[1], **{"nothing": 1})


def missing_argument():
    thing.method()


def assertion():
    assert len(data) == 2, "two wanted"


def store_subscript():
    data["a"]["b"][9] = 1


def store_attribute():
    (5).x = 1


def delete():
    del data["zzz"]


def unary():
    return -data


def augmented():
    n = 1
    n += "x"


def format_spec():
    return f"{'text':d}"


def iterate():
    for x in 5:
        pass


def enter():
    with thing:
        pass


def walrus():
    if (n := 0) == 0 and 1 // n:
        pass


def conditional():
    return 1 if data["no"] else 2


def nested_function():
    def inner():
        return [][1]

    return inner()


for f in list(globals().values()):
    if callable(f) and getattr(f, "__module__", "") == "__main__" and f is not Thing:
        thread = threading.Thread(target=f, name=f.__name__)
        thread.start()
        thread.join()
