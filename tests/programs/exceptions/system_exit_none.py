# The exit status of sys.exit(None).
import sys

print("before")
sys.exit(None)
print("never")
