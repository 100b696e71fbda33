def g():
    while True:
        try:
            yield 1
        except GeneratorExit:
            print("ignored")
            yield 2
            return
x = g(); next(x)
try:
    x.close()
except RuntimeError as e:
    print(e)
def h():
    try:
        yield 1
    finally:
        yield 2
y = h(); next(y)
try:
    y.close()
except RuntimeError as e:
    print("runtime", e)
def k():
    try:
        yield 1
    except GeneratorExit:
        print("left")
        return
z = k(); next(z); z.close(); print(list(z))
w = k(); w.close()
def m():
    try:
        yield 1
    except GeneratorExit:
        raise ValueError("in close")
v = m(); next(v)
try:
    v.close()
except ValueError as e:
    print(e)
def outer():
    yield from h()
o = outer(); next(o)
try:
    o.close()
except RuntimeError as e:
    print(e)
print("end")
