# expect: refused
# modes: simulate
# at: 5:1
# stderr: numpy
import numpy
