# expect: limit
# modes: simulate
# max-instructions: 100000
while True:
    pass
