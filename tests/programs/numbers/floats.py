# float: repr, arithmetic, rounding, special values, methods.
for x in (0.0, -0.0, 1.0, 0.1, 0.2 + 0.1, 1e16, 1e15, 123456789012345680.0, 1e22, 1e23, 1e-4, 1e-5, 0.0001234, 1.5e300, 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, 3.14159, 100.0, 1 / 3, 2 / 3, -1.5, 1e100, 12345.678, 0.5, 1e5, 123456.0, 9007199254740993.0, 1e-7):
    print(repr(x), str(x), x == float(repr(x)))
ones = [1]
inf, nan = float("inf"), float("nan")
print(inf, -inf, nan, inf - inf, inf * 0, inf + 1, -inf < 0 < inf, nan == nan, nan != nan, nan < 1, inf == inf, 1 / inf, max(1, nan), min(nan, 1))
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, 2), divmod(-7.5, 2), 1e20 % 3, 5 % 0.3, -0.0 // 1, 0.0 % -1, 1.0 // 0.1, inf // 1, 5 % inf, -5 % inf)
print(2.0 ** 3, 2 ** 0.5, 0.1 ** 2, 1e200 ** 1, (-8.0) ** 2, 4.0 ** -0.5, 0.0 ** 0, inf ** 0, 1 ** nan, 10.0 ** 15, 2.5 ** 2)
print(0.1 + 0.2 == 0.3, 0.1 + 0.7, 0.1 * 3, 1.1 + 2.2, 1e308 * 10, -1e308 * 10, 5e-324 / 2, 1.0 + 1e-16, 1e16 + 1, 0.1 + 0.2 - 0.3, sum([0.1] * 10), 4.35 * 100)
print(round(2.5), round(3.5), round(-2.5), round(0.5), round(1.5), round(2.675, 2), round(1.005, 2), round(1234.567, -2), round(1.23456, 3), round(-1.5), round(1e20), round(2.5, 0), round(0.1 + 0.2, 10), round(5.015, 2))
print(type(round(2.5)).__name__, type(round(2.5, 1)).__name__, round(1e300, 2), round(123.0, -3), round(nan, 2), round(inf, 1))
print(float("1.5"), float(" -2e3 "), float("1_0.5"), float("infinity"), float("-Inf"), float("NaN"), float(".5"), float("5."), float("1e-5"), float(), float(True))
print((2.5).is_integer(), (2.0).is_integer(), (0.75).as_integer_ratio(), (3.7).hex(), float.fromhex("0x1.8p1"), (2.5).real, (2.5).conjugate(), (1e300).as_integer_ratio()[1], (-2.5).__abs__())
print(int(2.9), int(-2.9), bool(0.0), bool(nan), abs(-0.0), -0.0 == 0.0, hash(1.0) == hash(1), hash(0.5) == hash(0.5), 3.0 == 3, {1: "a"}[1.0], {1.0: "b", 1: "c"})
print(1e3, 1E3, .5e1, 5.e-1, 1_0.5, 1.e2)
print(sum([0.1, 0.2, 0.3]), sum([1, 2.5]), max(1.5, 1), 1.5 < 2, sorted([2.5, -1.0, 0, 1e10]), 3.0 in [3], [1.0].index(1))
for f in (lambda: 1.0 / 0, lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0.0), lambda: 0.0 ** -1, lambda: 10.0 ** 400, lambda: int(inf), lambda: int(nan), lambda: round(nan), lambda: round(inf), lambda: float("1.2.3"), lambda: float("abc"), lambda: 1.5 << 1, lambda: 1.5 + "x", lambda: inf.as_integer_ratio(), lambda: ones[1.0], lambda: "x" * 1.5, lambda: range(1.0)):
    try:
        print(f())
    except (TypeError, ZeroDivisionError, ValueError, OverflowError) as error:
        print(type(error).__name__ + ":", error)
print(f"{3.14159:.2f} {3.14159:10.3f}| {3.14159:<10.1f}| {1e10:.3e} {0.00001:g} {1234567.0:g} {0.1:.20f} {1e6:,.2f} {0.5:.0%} {2.5:+} {-0.0} {nan:5} {inf:>6} {1.0:g} {1e20:f} {123.456:.3g} {1e-10:.3g} {100000.0:n}")
print(1e15 + 0.3, 123456789.123456789, 1.0e+2, 1000000.0 * 1000000, 1e16 - 1)
print((0.1).hex(), float.fromhex("0x1.999999999999ap-4"), 1e-320, 1.1e-310, 4.9e-324, 1.7976931348623157e+308 + 1)
