# expect: limit
# modes: simulate
# max-instructions: 1000000
import itertools

print(max(itertools.count()))
