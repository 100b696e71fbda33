# int: arithmetic of any size, division rules, bit operations, methods, conversion.
print(7 // 2, -7 // 2, 7 // -2, -7 // -2, 7 % 3, -7 % 3, 7 % -3, -7 % -3, divmod(-7, 3), divmod(7, -3))
print(7 / 2, 6 / 2, 2 ** 10, 2 ** -1, (-2) ** 3, -2 ** 2, 0 ** 0, 10 ** 20, 2 ** 64, 2 ** 100)
print(2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2)
big = 123456789012345678901234567890
print(big + 1, big - 1, big * big, big // 7, big % 7, -big // 7, -big % 7, divmod(big, 10 ** 10), big / 3, big ** 3)
print(big * 0, big - big, big // big, big % big, -big, abs(-big), +big, ~big, big == big + 0, big < big + 1, hash(big) == hash(big + 0))
print(big & 0xFFFF, big | 1, big ^ big, big >> 10, big << 10, -big >> 3, -1 >> 100, 1 << 70, -big & 0xFF, -5 & 3, -5 | 3, -5 ^ 3, ~5)
print(big // 10 ** 25, 10 ** 40 // 10 ** 38, (10 ** 30 + 1) % 10 ** 15, (3 ** 100) % 1000007, pow(3, 1000, 1000007), pow(2, -1, 7), pow(3, 2), pow(big, 2, 97))
factorial = 1
for i in range(1, 51):
    factorial *= i
print(factorial, len(str(factorial)))
print(int("123"), int("-5"), int(" 42 "), int("1_000"), int("ff", 16), int("0xff", 16), int("0b101", 0), int("z", 36), int("777", 8), int(3.9), int(-3.9), int(True), int(str(big)), int("-0"))
print(int(1e20), int(1e15), int(-1e18), float(big), float(2 ** 60), 2 ** 53 + 1.0, int(2.0 ** 70))
print(bin(10), oct(64), hex(255), bin(-5), hex(-255), hex(big), bin(0), f"{255:x} {255:X} {255:o} {255:b} {255:#x} {255:#b} {5:08b}")
print((5).bit_length(), (0).bit_length(), (-8).bit_length(), big.bit_length(), (255).bit_count(), (1024).to_bytes(2, "big"), (5).to_bytes(4, "little"), int.from_bytes(b"\x04\x00", "big"), int.from_bytes(b"\xff", "little", signed=True))
print((5).real, (5).imag, (5).numerator, (5).denominator, (5).conjugate(), (6).as_integer_ratio(), (7).__add__(3), int.__add__(1, 2), (5).__class__.__name__)
print(1 == 1.0, 1 < 1.5, 2 ** 53 == 2.0 ** 53, 2 ** 53 + 1 == 2.0 ** 53, big == float(big), big < 1e30, 10 ** 400 > 1e308, 3 != 3.0)
print(True + True, True * 5, -True, ~True, True / 2, sum([True, False, True]), True == 1, False < True, True & False, True | False, True ^ True, bool(2) & True, isinstance(True, int), [10, 20][True])
print(round(5), round(15, -1), round(25, -1), round(-15, -1), round(1234, -2), round(big, -20), abs(-5), max(big, 5), min(-big, 5))
print(1_000_000, 0xDEAD_BEEF, 0o755, 0b1111_0000, int(), 100 if 5 else 0)
print(sorted([3, -1, big, 0, -big, 2.5]), str(-big), repr(big), f"{big:,} {1234567:_} {-1234567:,}")
print((1 << 200) - 1 == 2 ** 200 - 1, (2 ** 200).bit_length(), 2 ** 200 >> 199, (2 ** 100 + 1) & 1, (-(2 ** 100)) // 3, -(2 ** 100) % 3)
for f in (lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: big // 0, lambda: 1 << -1, lambda: 1 >> -1, lambda: 0 ** -1, lambda: pow(2, -1, 4), lambda: 5 + "x",
          lambda: "x" + 5, lambda: 5 + None, lambda: [] - 1, lambda: 1.5 & 1, lambda: -"x", lambda: ~1.5, lambda: 10 ** 400 * 1.0, lambda: float(10 ** 400), lambda: 10 ** 400 / 10 ** 2,
          lambda: int(float("inf")), lambda: int(float("nan")), lambda: 5 < "x", lambda: 5 @ 5, lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: 1 in 5, lambda: None + 1):
    try:
        print(f())
    except (TypeError, ZeroDivisionError, ValueError, OverflowError) as error:
        print(type(error).__name__ + ":", error)


def gcd(a, b):
    while b:
        a, b = b, a % b
    return a


print(gcd(2 ** 80 * 3 ** 10, 6 ** 20), [n for n in range(10) if not n & 1], 5 .bit_length())
print(2 ** 0.5, 4 ** 0.5, (-8) ** 3, 2 ** 1000 % 10 ** 20, str(2 ** 300)[:10], len(str(3 ** 1000)))
