# Large ranges and sums that need no loop are no problem; lengths past the limit are told.
print(10 ** 10 in range(10 ** 11), range(10 ** 18)[10 ** 17], len(range(10 ** 15)))
try:
    print(len(range(10 ** 20)))
except OverflowError as error:
    print(error)
