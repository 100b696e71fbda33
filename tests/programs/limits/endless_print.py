# expect: limit
# modes: simulate
# stdout-any: yes
while True:
    print("again and again")
