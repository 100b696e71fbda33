# An uncaught exception through several frames.
def divide(a, b):
    return a / b


def middle(values):
    total = 0
    for value in values:
        total += divide(10, value)
    return total


class Runner:
    def run(self):
        return middle([5, 2, 0])


print("before")
Runner().run()
print("never")
