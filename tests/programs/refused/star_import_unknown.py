# expect: refused
# modes: simulate
# at: 5:1
# stderr: nothing_here
from nothing_here import *
