# Deep data as the second argument of isinstance and behind except.
deep = int
for _ in range(100_000):
    deep = (deep,)
try:
    print(isinstance("text", deep))
except RecursionError as error:
    print(error)
try:
    try:
        raise ValueError("thrown")
    except deep:
        print("never")
except TypeError as error:
    print(error)
