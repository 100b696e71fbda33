# A state machine driven by generator coroutines and dictionaries of functions.
def door():
    state = "closed"
    log = []
    moves = {("closed", "open"): "open", ("open", "close"): "closed", ("closed", "lock"): "locked", ("locked", "unlock"): "closed"}
    while True:
        command = yield state
        if command is None:
            return log
        try:
            state = moves[state, command]
        except KeyError as error:
            log.append(f"cannot {command} when {state}: {error}")
        else:
            log.append(f"{command} -> {state}")


machine = door()
next(machine)
for command in ("open", "lock", "close", "lock", "open", "unlock"):
    print(command, machine.send(command))
try:
    machine.send(None)
except StopIteration as stop:
    print(*stop.value, sep="\n")
