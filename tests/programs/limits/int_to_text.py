# The limit of 4300 digits for converting between int and str, as 3.11 has it.
big = 10 ** 5000
try:
    print(str(big))
except ValueError as error:
    print(error)
try:
    int("1" * 5000)
except ValueError as error:
    print(error)
print(len(hex(big)), big > 0, len(str(10 ** 4299)))
