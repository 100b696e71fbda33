# expect: refused
# modes: simulate
# at: 5
# stderr: numpy
import numpy
