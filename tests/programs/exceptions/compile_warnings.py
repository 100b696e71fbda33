# What the compiler warns of before the program runs.
x = 5
if x is 5 or x is not 6: print("five")
print(x is -1, x is (), "a" is x is 3, x is None, x is True, x is ...)
assert (x == 5, "message")
def unused():
    pairs = [(1, 2) (3, 4)]
    lists = [[1, 2] ["a"]]
    return {1, 2}[0], (lambda: 0)[1], "text"[1.5], f"{x}"[None], {1: 2}["a"], 5[0], "call"(1), [1][0], (1, 2)[x]
print((lambda: x)(), "text"[1], {"a": 1}["a"], [1, 2][1:])
