# expect: limit
# modes: simulate
# max-instructions: 1000000
import itertools

print(len(list(itertools.repeat(1))))
