# Tables of numbers with several formats.
print("%6s %8s %8s" % ("C", "F", "K"))
for c in range(-40, 101, 35):
    print("%6d %8.1f %8.2f" % (c, c * 9 / 5 + 32, c + 273.15))
print("{:>10} {:<10} {:^10}".format("right", "left", "center") + "|")
for i in range(1, 6):
    print(" ".join(f"{i * j:3d}" for j in range(1, 11)))
for n in (0.5, 12.345, 1234567.891, -3.0):
    print(f"{n:>15,.2f} {n:e} {n:<12g}| {n!r:>12} {round(n, 1)} {int(n):05d}")
rows = [("Ann", 1.75, True), ("Bob", 1.8, False)]
for name, height, member in rows:
    print(name.ljust(8, "."), str(height).rjust(6), "yes" if member else "no", sep="|")
width = max(len(r[0]) for r in rows) + 2
print("\n".join(f"{name:^{width}}|{height:{width}.1f}|" for name, height, _ in rows))
print("=" * 20, "-" * 10 + ">", "ab" * 3, sep="\n")
print(", ".join(f"{x:.3f}".rstrip("0").rstrip(".") for x in (1.5, 2.0, 0.125)))
