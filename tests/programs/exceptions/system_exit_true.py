# The exit status of raise SystemExit(True).
import sys

print("before")
raise SystemExit(True)
print("never")
