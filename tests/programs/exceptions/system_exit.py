# sys.exit: what prints, what runs, the exit status.
import sys

try:
    sys.exit(3)
except SystemExit as error:
    print("caught", error.code, repr(error), error.args)
try:
    sys.exit()
except SystemExit as error:
    print(error.code)
try:
    sys.exit("text")
except BaseException as error:
    print(type(error).__name__, error.code)
try:
    raise SystemExit
except SystemExit as error:
    print(error.code)
try:
    try:
        sys.exit(4)
    except Exception:
        print("not an Exception")
finally:
    print("finally runs")
    sys.exit(7)
