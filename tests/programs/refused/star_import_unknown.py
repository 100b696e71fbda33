# expect: refused
# modes: simulate
# at: 5
# stderr: nothing_here
from nothing_here import *
