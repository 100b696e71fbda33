# expect: limit
# modes: simulate
# max-instructions: 100000
# No except clause catches a limit, no finally runs.
while True:
    try:
        while True:
            pass
    except BaseException:
        print("caught")
    finally:
        print("finally")
