# The % operator of strings.
print("%s %d %r" % ("a", 5, "b"), "%s" % "x", "%s" % 5, "%s" % [1, 2], "%s %%" % 5, "%d%%" % 50, "100%%" % (), "%s" % (1,), "%s" % ((1, 2),))
print("%5d|%-5d|%05d|%+d|% d|%5s|%-5s|%.2s|%5.1s|" % (42, 42, 42, 42, 42, "ab", "ab", "abcdef", "xyz"))
print("%f %.2f %8.3f| %-8.1f| %08.2f %+.1f %e %.3E %g %G %.3g" % (3.14159, 3.14159, 3.14159, 3.14159, -3.14159, 2.5, 12345.678, 0.00012, 1e10, 1e-10, 1234.5))
print("%x %X %o %#x %#o %c %c %i %u %a" % (255, 255, 8, 255, 8, 65, "z", 3.9, 7, "é"))
print("%(name)s is %(age)d years, %(name)r" % {"name": "Bo", "age": 9}, "%(a)5.1f|%(a)-6s|" % {"a": 2.25})
print("%*d|%-*d|%.*f" % (6, 42, 6, 42, 2, 3.14159), "%d" % 3.99, "%d" % True, "%s" % None, "%d" % (10 ** 20), "%x" % -255)
print("%s and %s" % ("one", "two"), "%s" % {"a": 1}, "%r %s" % ([1], (1,)), "%5s|%-7s|" % (None, True), "%s" % b"x", "%10.4s|" % "truncated", "%.0f %.0f %.0f" % (0.5, 1.5, 2.5))
line = "%-10s|%6s|%8s" % ("name", "count", "price")
print(line, "-" * len(line), "%-10s|%6d|%8.2f" % ("apple", 3, 1.5), sep="\n")


def err(template, args):
    try:
        print(template % args)
    except Exception as error:
        print(type(error).__name__ + ":", error)


err("%d", "x")
err("%d", None)
err("%s %s", "x")
err("%s %s", ("x",))
err("%s", ("x", "y"))
err("x", 5)
err("x", (5,))
err("x", {"a": 1})
err("%d %s", (1,))
err("%f", "x")
err("%x", 1.5)
err("%c", "ab")
err("%c", 1.5)
err("%q", 5)
err("%", 5)
err("%(a)s", 5)
err("%(a)s", {"b": 1})
err("%(a", {"a": 1})
err("%i", [1])
err("%e", None)
err("%*d", ("x", 5))
err("%c", -1)
