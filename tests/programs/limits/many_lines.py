# Computing is bounded by what it executes, not by how many lines the trace would have.
total = 0
for i in range(2_600_000):
    total += i
print(total)
