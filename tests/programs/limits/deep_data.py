# Deeply nested data: building and dropping is fine, printing and comparing says RecursionError.
def nest(n):
    x = []
    for _ in range(n):
        x = [x]
    return x


a, b = nest(100_000), nest(100_000)
for f in (lambda: repr(a), lambda: a == b, lambda: a < b):
    try:
        f()
    except RecursionError as error:
        print("RecursionError", str(error)[:32])
del a, b
chain = None
for i in range(100_000):
    chain = (i, chain)
print(chain[0])
chain = None
table = {}
for _ in range(50_000):
    table = {"k": table}
del table


class Node:
    def __init__(self, next):
        self.next = next


node = None
for _ in range(100_000):
    node = Node(node)
node = None
g = iter([])
for _ in range(5_000):
    g = map(str, g)
del g
print("all dropped")
