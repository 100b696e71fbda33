# expect: limit
# modes: simulate
# max-instructions: 100000
def forever():
    while True:
        yield 1


sum(forever())
