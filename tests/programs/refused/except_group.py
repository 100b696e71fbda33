# expect: refused
# modes: simulate
# at: 4
try:
    pass
except* ValueError:
    pass
