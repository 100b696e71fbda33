def f(): pass
def g(a, b): pass
class C:
    def m(self): pass
for call in (lambda: f(*5), lambda: g(*None), lambda: C().m(*5), lambda: f(**5), lambda: g(1, *[2], **{3: 4}), lambda: print(*5), lambda: len(*5), lambda: (lambda: 0)(*5), lambda: C(*5), lambda: [].append(*7)):
    try:
        call()
    except TypeError as e:
        print(e)
