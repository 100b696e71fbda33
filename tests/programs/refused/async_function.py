# expect: refused
# modes: simulate
# at: 4
async def f():
    pass
