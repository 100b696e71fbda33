# The exit status of sys.exit((1, 2)).
import sys

print("before")
sys.exit((1, 2))
print("never")
