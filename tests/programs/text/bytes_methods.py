# bytes: literals, repr, indexing, methods, conversion.
b = b"hello world"
print(b, b[0], b[-1], b[1:4], b[::-1], len(b), list(b[:3]), b"\x00\xff\n\t\\'\"", b'it\'s', bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes(), bytes(range(5)), b"a" b"b", rb"\n")
print(b + b"!", b"ab" * 2, b"ell" in b, 104 in b, b"x" not in b, b == b"hello world", b < b"i", b"" == bytes(), hash(b"a") == hash(b"a"), b == "hello world")
print(b.decode(), b"\xc3\xa9".decode(), b"\xe4\xb8\xad".decode("utf-8"), b"\xe9".decode("latin-1"), b"\xff".decode("utf-8", "replace"), b"a\xffb".decode("utf-8", "ignore"), b"abc".decode("ascii"), str(b, "ascii"))
print(b.upper(), b.title(), b.capitalize(), b.find(b"o"), b.rfind(b"o"), b.find(111), b.index(b"w"), b.count(b"l"), b.startswith(b"he"), b.endswith((b"x", b"d")), b.replace(b"l", b"L"), b.split(), b"a,b".split(b","), b.partition(b" "))
print(b" x ".strip(), b"xxaxx".strip(b"x"), b",".join([b"a", b"b"]), b"ab".center(6, b"*"), b"ab".ljust(4) + b"|", b"42".zfill(5), b"abc".isalpha(), b"12".isdigit(), b"a\nb".splitlines(), b"AB".lower(), b"AB".islower(), b"a-b-c".rsplit(b"-", 1))
print(b"abc".hex(), bytes.fromhex("616263"), bytes.fromhex("61 62"), b"abc".hex(" "), b"%d %s" % (5, b"x"), [x for x in b"ab"], max(b"abc"), sorted(b"cab"), b"ab".removeprefix(b"a"), b"abc".translate(bytes.maketrans(b"ab", b"xy")), int.from_bytes(b"\x01\x00", "big"), tuple(b"ab"), bool(b""), b"\t".expandtabs(2))


def err(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__ + ":", error)


def assign():
    b[0] = 1


err(assign)
err(lambda: b[99])
err(lambda: b + "x")
err(lambda: "x" + b)
err(lambda: "x" in b)
err(lambda: b.find("x"))
err(lambda: bytes([256]))
err(lambda: bytes([-1]))
err(lambda: bytes("x"))
err(lambda: bytes(["a"]))
err(lambda: b"\xff".decode())
err(lambda: b"ab\xe4\xb8".decode())
err(lambda: b"\xff".decode("ascii"))
err(lambda: b.index(b"z"))
err(lambda: b",".join(["a"]))
err(lambda: b < "x")
err(lambda: 300 in b)
err(lambda: bytes.fromhex("6"))
err(lambda: b["x"])
err(lambda: ord(b"ab"))
print(ord(b"a"))
