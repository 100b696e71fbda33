# Containers that contain themselves: repr, comparison, copying.
a = [1]
a.append(a)
print(a, a[1][1][1][0], a == a, len(a))
d = {}
d["self"] = d
d["list"] = [d]
print(d)
t = ([],)
t[0].append(t)
print(t)
b = [a, a]
print(b)
c = [1]
c.append(c)
try:
    print(a == c)
except RecursionError as error:
    print(type(error).__name__, error)
a.clear()
print(a, b)


class Node:
    def __init__(self, name):
        self.name = name
        self.friends = []

    def __repr__(self):
        return f"Node({self.name}, {len(self.friends)})"


x, y = Node("x"), Node("y")
x.friends.append(y)
y.friends.append(x)
print(x, x.friends, x.friends[0].friends[0] is x)
