# print: sep, end, file, flush; many kinds of values.
import sys

print()
print("a", "b")
print("a", "b", sep="")
print("a", "b", sep="-", end="!\n")
print("no newline", end="")
print()
print(1, 2.5, None, True, [1, "a"], (1,), {"k": [1]}, {1}, b"x", range(3), sep=" | ")
print("multi\nline", "tab\there")
print(*[1, 2, 3])
print(*"abc", sep=",")
print("x", sep=None, end=None)
print("to stderr", file=sys.stderr)
print("flushed", flush=True)
print("", "", sep="x")
print(sep="x")
print(end="end\n")
print("é 中文 😀")


class Out:
    def __init__(self):
        self.parts = []

    def write(self, text):
        self.parts.append(text)


out = Out()
print("into", "object", file=out)
print("".join(out.parts) == "into object\n")
sys.stdout.write("written\n")
sys.stderr.write("error written\n")
print(sys.stdout.write("x\n"))
sys.stdout.flush()
p = print
p("alias")
print(print("inner"))
list(map(print, [1, 2]))
[print(i, end=" ") for i in range(3)]
print()
for i in range(3):
    print(i, end="" if i == 2 else ", ")
print()
