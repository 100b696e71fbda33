# The exit status of sys.exit("the message").
import sys

print("before")
sys.exit("the message")
print("never")
