# The exit status of sys.exit(0).
import sys

print("before")
sys.exit(0)
print("never")
