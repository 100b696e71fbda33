# str.format: fields, attributes, indexes, nested specs.
class P:
    x, y = 1, [10, 20, {"k": "deep"}]

    def __format__(self, spec):
        return f"P<{spec}>"


p = P()
print("{} {} {}".format(1, "a", None), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{} {x}".format(5, x=6), "{{}} {{{}}}".format(1))
print("{0.x} {0.y} {0.y[1]} {0.y[2][k]} {d[key]} {d[0]}".format(p, d={"key": "v", 0: "zero"}), "{[1]} {[a]}".format([5, 6], {"a": 7}))
print("{!r} {!s} {!a}".format("a", "b", "é"), "{0!r:>5}|".format("a"))
print("{:5}|{:<5}|{:>5}|{:^5}|{:*^5}|{:05d}|{:+}|{:,}|{:.2f}|{:%}|{:x}".format("a", "b", "c", "d", "e", 42, 5, 1234567, 3.14159, 0.25, 255))
print("{:{}}|{:{w}.{p}f}|{:{fill}{align}{width}}|".format("a", 5, 3.14159, "x", w=8, p=2, fill="-", align="^", width=7))
print("{:>10} {:spec:with:colons} {}".format("r", p, p), "{:}".format(5), "{0:}".format("x"), "{:d}".format(True), "{}".format([]), "{!r}".format({"a": 1}))
print("{name} {n:03d} {items[0]} {obj.x}".format(name="N", n=7, items=[9], obj=p), "{0}{2}{1}".format(*"abc"), "{a}{b}".format(**{"a": 1, "b": 2}), "{m[k]}".format_map({"m": {"k": 3}}))
print("%s {}".format("x"), "{}".format("{}"), "a{0}b{0}c".format("-"), "{:<}".format("x"), "{:c}{:c}".format(72, 105), "{:e} {:g} {:n}".format(12345.678, 1e-5, 5), "{:>+8.2f}|".format(-3.14159))
print(format(5, "03"), format("x", ">3"), format(3.14159, ".2"), format(255, "b"), format(None), format(True, "d"), format(1e6, ","), format(-5, "(<4"), format("", "5") + "|")


def err(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__ + ":", error)


err(lambda: "{2}".format(1))
err(lambda: "{a}".format(b=1))
err(lambda: "{0.z}".format(p))
err(lambda: "{0[5]}".format([1]))
err(lambda: "{0[k]}".format([1]))
err(lambda: "{:d}".format("x"))
err(lambda: "{:s}".format(5))
err(lambda: "{:q}".format(5))
err(lambda: "{:.2d}".format(5))
err(lambda: "{:>5}".format(None))
err(lambda: "{:5}".format([]))
err(lambda: "{".format(5))
err(lambda: "}".format(5))
err(lambda: "{0".format(5))
err(lambda: "{!x}".format(5))
err(lambda: "{0!}".format(5))
err(lambda: "{:,s}".format("x"))
err(lambda: "{:=5}".format("x"))
err(lambda: "{:+}".format("x"))
err(lambda: "{:#}".format("x"))
err(lambda: "{:c}".format(1114112))
err(lambda: "{:,x}".format(5))
err(lambda: "{:z}".format(5))
