# The exit status of sys.exit(300).
import sys

print("before")
sys.exit(300)
print("never")
