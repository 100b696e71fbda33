# Tracebacks through methods, properties, constructors, decorators and module level code over several lines.
import functools


def logged(function):
    @functools.wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


class Account:
    def __init__(self, amount):
        self.amount = amount
        self.check()

    @property
    def half(self):
        return self.amount / 2

    def check(self):
        if self.half < 0:
            raise ValueError(
                "negative: "
                f"{self.amount}"
            )

    @logged
    def make(self, amount):
        return Account(amount)


class Savings(Account):
    def check(self):
        super().check()


good = Savings(1)
value = [
    good.make(2),
    good.make(
        -2
    ),
]
