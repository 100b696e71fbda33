# expect: refused
# modes: simulate
# at: 4:1
try:
    pass
except* ValueError:
    pass
