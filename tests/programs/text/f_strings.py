# f-strings: expressions, conversions, nested specs, self-documenting, quoting.
name, n, pi, items, d = "Ann", 42, 3.14159265, [1, 2], {"k": "v", "n": 5}
print(f"{name} {n} {pi} {items} {d}", f"", f"{{}}", f"{{{n}}}", f"{n}{n}", F"{n}", fr"\n{n}", f'{n}' "plain {n}" f"{name}")
print(f"{name!r} {name!s} {name!a} {'é'!a} {items!r:>10}", f"{n + 1} {n * 2:05d} {max(1, 2)} {[x for x in items]} { {'a': 1}['a'] } {(lambda x: x * 2)(3)}")
print(f"{pi:.2f} {pi:8.3f}| {pi:<8.2f}| {pi:^8.2f}| {pi:+.1f} {pi:e} {pi:.0f} {pi:g} {pi:%} {pi:010.4f}")
print(f"{n:5}| {n:<5}| {n:^5}| {n:>5}| {n:05} {n:+} {n: } {n:x} {n:X} {n:o} {n:b} {n:#x} {n:#b} {n:c} {n:d} {n:,} {n:e} {n:f} {n:%}")
print(f"{name:5}| {name:<5}| {name:>5}| {name:^7}| {name:*^9} {name:.2} {name:5.1}| {name:s} {'x':->4}")
print(f"{1234567:,} {1234567:_} {1234567.891:,.2f} {-1234567:,} {1234567:15,}| {0xffff:_x} {10**20:,} {12345.6:_} {1000000:_b}")
width, precision = 10, 3
print(f"{pi:{width}.{precision}}| {pi:{width}.{precision}f}| {name:>{width}}| {name:{'*'}^{width}} {n:0{width}} {pi:.{precision - 1}f}")
print(f"{n=} {n = } {n + 1=} {name=} {name=!s} {pi=:.2f} {items=} {d['k']=} {n=:>5} {name = !r:>8} {n=!r}")
print(f"{d['k']} {d['n']:>4}", f"{'nested ' + f'{n}'}", f"{f'{n:>{width}}'}|", f"{', '.join(str(i) for i in items)}")
print(f"{True} {None} {...} {1e100} {b'x'} {True:d} {True:5} {None!r:>6} {[]!s:>4}")
print(f"""triple {n}
second {name}""")
print(f"{n!r:^{width}}|", f"{'a' if n > 5 else 'b'}", f"{n:>{n // 10}}|", f"{-5:05} {-5:=6} {5:=+6} {-3.5:08.2f} {5:<05}| {5:>05} {-5:x} {-255:#06x}")
print(f"{0.1 + 0.2:.17f} {1e-7:f} {1e-7:g} {123456789:g} {0.0001:g} {0.00001:g} {1e15:g} {1e16:g} {5.0:g} {5.0:#g} {100:g} {1.50:g} {float('nan'):f} {float('inf'):010.2f} {-0.0:f} {-0.0:+g} {-0.001:z.1f} {-0.0:z}")
print(f"{n:<10}{name:>10}|{pi:^10.2f}|", f"{'中文':>5}|{'中文':<5}|", f"{name.upper()} {name[0]} {name[::-1]} {len(name)}", f"{items[0]}{items[-1]}")
print(f"{(y := 5)} {y}", f"{n:{'>'}{10}}", f"{1 < 2} {n == 42} {n != 42}", f"{not n}", f"{n if n else 0:d}", f"{'a:b'}", f"{d['k']!r:>5}")
print(f"{3:.1f} {3:e} {10**15:.3e} {2**70:,} {2**70:x} {2**70:e} {1/3:.3%} {5:n} {65:c} {0x4e2d:c}")
for spec in ("d", "s", "x", ".2", ",", "5", "<5", "^5", "05", "=5", "+", "q", ".2d", "#", "c", "_", "z", "%", ",d", "10.3"):
    for value in (42, "text", 1.5, None, [1]):
        try:
            print(spec, repr(value), format(value, spec), sep="|")
        except (ValueError, TypeError, OverflowError) as error:
            print(spec, repr(value), type(error).__name__, error, sep="|")
