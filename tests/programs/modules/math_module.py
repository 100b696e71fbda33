# math: every usual function. Transcendental results are rounded: the last digit belongs to the C library.
import math


def near(*values):
    print(*(f"{v:.12g}" for v in values))


print(math.pi, math.e, math.tau, math.inf, math.nan)
print(math.sqrt(2), math.sqrt(16), math.isqrt(17), math.isqrt(10 ** 40), math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.floor(5), math.ceil(1e20))
print(math.factorial(0), math.factorial(20), math.factorial(25), math.gcd(12, 18), math.gcd(), math.gcd(4, 6, 8), math.lcm(4, 6), math.comb(10, 3), math.comb(5, 7), math.perm(5, 2), math.perm(4))
print(math.fabs(-2), math.fmod(7, 3), math.fmod(-7, 3), math.modf(2.5), math.modf(-2.5), math.frexp(8.0), math.ldexp(0.5, 4), math.copysign(3, -0.0), math.isclose(0.1 + 0.2, 0.3), math.isclose(1, 1.1, rel_tol=0.2), math.isclose(0, 1e-10, abs_tol=1e-9))
print(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1.0), math.isfinite(math.inf), math.fsum([0.1] * 10), sum([0.1] * 10), math.prod([1, 2, 3, 4]), math.prod([], start=5), math.prod([1.5, 2]), math.hypot(3, 4), math.dist((0, 0), (3, 4)), math.hypot(1, 2, 2))
near(math.sin(1), math.cos(1), math.tan(1), math.asin(0.5), math.acos(0.5), math.atan(1), math.atan2(1, -1), math.sinh(1), math.cosh(1), math.tanh(1), math.asinh(1), math.acosh(2), math.atanh(0.5))
near(math.exp(1), math.expm1(1e-5), math.log(10), math.log(8, 2), math.log2(10), math.log10(5), math.log1p(1e-5), math.pow(2, 0.5), math.exp(-700), math.cbrt(27), math.exp2(0.5))
near(math.gamma(5.5), math.lgamma(10), math.erf(0.5), math.erfc(0.5), math.degrees(1), math.radians(90), math.log(10 ** 400), math.log2(2 ** 1000), math.log10(10 ** 300))
print(math.log2(8), math.log10(1000), math.pow(2, 3), math.exp(0), math.sin(0), math.cos(0), math.log(1), math.remainder(7, 4), math.nextafter(1, 2), math.ulp(1.0), math.sumprod([1], [2]) if hasattr(math, "sumprod") else "3.11")
print([math.floor(x / 10) for x in (5, 15, -5)], round(math.pi, 4), math.floor(-0.5), math.ceil(-0.5), math.sqrt(0), math.sqrt(10 ** 20))
for f in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.log(-1), lambda: math.factorial(-1), lambda: math.factorial(1.5), lambda: math.acos(2), lambda: math.exp(1000), lambda: math.floor(math.inf), lambda: math.floor(math.nan), lambda: math.sqrt("x"), lambda: math.isqrt(-1), lambda: math.gcd(1.5, 2), lambda: math.comb(-1, 2), lambda: math.pow(0, -1), lambda: math.fmod(1, 0), lambda: math.sin(math.inf), lambda: math.log("x"), lambda: math.nothing, lambda: math.ceil("x"), lambda: math.cosh(1e4), lambda: math.log10(0)):
    try:
        print(f())
    except (ValueError, TypeError, OverflowError, AttributeError) as error:
        print(type(error).__name__ + ":", error)
print([math.exp(x) for x in (1, -1, 0.5, 2, 10, 50.3, -0.001, 1e-20, 700, 709.7, -745)])
print([math.log(x) for x in (2, 10, 0.1, 1.0001, 0.9999, 3, 1e300, 1e-300, 123456.789, 1)], math.log(8, 2), math.log(1000, 10))
print([1.05 ** n for n in range(0, 40, 3)], [n ** 0.5 for n in range(12)], [n ** (1 / 3) for n in range(12)])
print([(-2.5) ** n for n in range(-5, 6)], 2 ** -1074, 2.0 ** 0.1, 10 ** -5, 10.0 ** 308, 0.5 ** 1074, 1e-200 ** 1.5, math.pow(7, 0.3))
print(1000 * (1 + 0.05 / 12) ** (12 * 10), 100 * math.exp(-0.1 * 7), 1e100 ** 0.25, 9.80665 ** 2)
