# Layout: line continuation, semicolons, nested blocks, comments, string juxtaposition, ellipsis.
total = 1 + \
    2 + \
    3
print(total); print(total + 1)
values = [
    1,  # a comment
    2,

    3,
]
print(values)
print("one "
      "two " 'three')
if total: print("one line"); print("two statements")
if True:
  if True:
        if True:
         print("odd indentation")
def f(): return 1
class C: pass
class D(C): x = 1; y = 2
print(f(), D.x + D.y, ...)
def empty():
    ...
def documented():
    """Docstring."""
print(empty(), documented.__doc__, documented())
print((1,), (), (1, 2), 1,)
x = (yes := True) and \
    "continued"
print(x, yes)
lambda: (yield)
print(0x_ff, 0b1010, 0o17, 1_000_000, 1e3, .5, 5., 1_0.0_1)
print('''triple
quoted''', r"raw\n", "tab\t|", "\x41\u00e9\U0001F600\101\
joined")
for i in range(2): print(i)
while total > 5: total -= 1
try: 1 / 0
except ZeroDivisionError: print("caught")
finally: print("done")
