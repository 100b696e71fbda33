# Large ranges that need no loop are no problem.
print(10 ** 10 in range(10 ** 11), range(10 ** 18)[10 ** 17], len(range(10 ** 15)))
