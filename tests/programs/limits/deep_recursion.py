# Recursion without end is a RecursionError with CPython's message and traceback.
def down(n):
    return down(n + 1) + 1


down(0)
