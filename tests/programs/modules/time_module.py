# time: the clocks go forward, sleeps take at least what was asked for, errors.
import time

a = time.time()
b = time.perf_counter()
c = time.monotonic()
time.sleep(0.01)
print(time.time() - a >= 0.0099, time.perf_counter() - b >= 0.01, time.monotonic() - c >= 0.0099)
print(isinstance(time.time(), float), isinstance(time.time_ns(), int), isinstance(time.perf_counter_ns(), int), isinstance(time.monotonic_ns(), int), isinstance(time.thread_time(), float), isinstance(time.process_time(), float))
print(time.sleep(0), time.sleep(0.0))
for bad in (-1, "x", None, [1], float("nan"), float("inf"), 1e20):
    try:
        time.sleep(bad)
    except (ValueError, TypeError, OverflowError) as error:
        print(type(error).__name__ + ":", error)
try:
    time.nothing
except AttributeError as error:
    print(error)
moments = [time.monotonic() for _ in range(10)]
print(moments == sorted(moments), time.time() > 1_500_000_000)
t = time.gmtime(86400 * 59 + 3661)
print(t, t.tm_year, t[1], tuple(t), len(t), t.tm_wday, t.tm_yday)
print(time.strftime("%Y-%m-%d %H:%M:%S %a %A %b %B %d %j %p %I %y %% %c %x %X %D %F %T %R %w %e", t), time.asctime(t))
print(time.gmtime(951782400.9), time.gmtime(-1), time.struct_time, time.struct_time((2024, 2, 29, 1, 2, 3, 3, 60, 0)))
for wrong in (lambda: time.strftime(5), lambda: time.strftime("%Y", 5), lambda: time.asctime((1, 2))):
    try:
        print(wrong())
    except TypeError as e:
        print(e)
fields = (2026, 1, 1, 0, 0, 0, 0, 1, 0)
for at, values in ((0, (10**18, 2**31, -(2**31), -(2**31) - 1, 10**30)), (1, (0, 13, -1)), (2, (0, 32, -1)), (3, (24, -1)), (4, (60, -1)), (5, (61, 62, -1)), (6, (-1, -2, 7)), (7, (0, 366, 367, -1)), (8, (10**18,))):
    for value in values:
        odd = fields[:at] + (value,) + fields[at + 1 :]
        for make in (lambda: time.strftime("%m %d %H %M %S %w %a %j", odd), lambda: time.asctime(odd)):
            try:
                print(at, make())
            except (ValueError, OverflowError) as e:
                print(at, type(e).__name__ + ":", e)
for odd in ((10**18, 1, 1, 0, 0, 0, 0, 0, 0), (2026, 14, -3, 100, 0, -1, 0, 0, 0), (2026, 1, 2**31, 0, 0, 0, 0, 0, 0)):
    try:
        print(time.mktime(odd))
    except OverflowError as e:
        print(e)
print(time.struct_time((10**18, 1, 1, 0, 0, 0, 0, 0, 0)).tm_year)
