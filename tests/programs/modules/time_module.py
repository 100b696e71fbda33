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
