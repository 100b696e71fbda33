t = (1, 2, 3)
print(t[:] is t, t[0:3] is t, t[::1] is t, t[0:10] is t, t[1:] is t, tuple(t) is t)
s = "abc"
print(s[:] is s, s[::1] is s, str(s) is s)
b = b"abc"
print(b[:] is b, bytes(b) is b)
l = [1]
print(l[:] is l, t + () == t, frozenset(frozenset([1])) == frozenset([1]))
class T(tuple): pass
u = T((1, 2))
print(type(u[:]), u[:] is u, type(tuple(u)))
