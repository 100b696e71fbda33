# expect: refused
# modes: simulate
# at: 4:1
async def f():
    pass
