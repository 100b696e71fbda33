# os and sys, as far as a run has them.
import os
import sys

print(os.getpid() == os.getpid(), isinstance(os.getpid(), int), os.getppid() != os.getpid(), os.getpid() > 0, os.cpu_count() >= 1)
print(sys.version_info[:2], sys.version_info >= (3, 8), sys.maxsize, sys.byteorder, sys.getrecursionlimit(), len(sys.argv), sys.platform in ("linux", "emscripten", "wasi"), sys.version.startswith("3.11"))
print(sys.getswitchinterval(), sys.exc_info())
try:
    raise ValueError("x")
except ValueError:
    kind, value, trace = sys.exc_info()
    print(kind.__name__, value, trace is not None)
print(sys.exc_info())
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())
sys.setrecursionlimit(2000)
print(sys.getrecursionlimit())
print("out", file=sys.stdout)
print("err", file=sys.stderr)
for module, name in ((os, "nothing"), (sys, "nothing")):
    try:
        getattr(module, name)
    except AttributeError as error:
        print(error)
