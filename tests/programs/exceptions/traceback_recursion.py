# A repeated frame is told once with its count.
def down(n):
    if n == 0:
        raise ValueError("bottom")
    down(n - 1)


def up_and_down(n):
    down(n)


up_and_down(10)
