# A calculator: tokens, shunting yard, stack machine.
def tokens(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            j = i
            while j < len(text) and (text[j].isdigit() or text[j] == "."):
                j += 1
            yield "number", float(text[i:j]) if "." in text[i:j] else int(text[i:j])
            i = j
        elif c in "+-*/()^":
            yield "operator", c
            i += 1
        else:
            raise SyntaxError(f"unexpected {c!r} at {i}")


PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}
ACTIONS = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "/": lambda a, b: a / b, "^": pow}


def postfix(text):
    output, stack = [], []
    for kind, value in tokens(text):
        if kind == "number":
            output.append(value)
        elif value == "(":
            stack.append(value)
        elif value == ")":
            while stack[-1] != "(":
                output.append(stack.pop())
            stack.pop()
        else:
            while stack and stack[-1] != "(" and (PRECEDENCE[stack[-1]], value != "^") >= (PRECEDENCE[value], True):
                output.append(stack.pop())
            stack.append(value)
    return output + stack[::-1]


def calculate(text):
    stack = []
    for item in postfix(text):
        if isinstance(item, str):
            b, a = stack.pop(), stack.pop()
            stack.append(ACTIONS[item](a, b))
        else:
            stack.append(item)
    (result,) = stack
    return result


for text in ("1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "10 / 4 - 1.5", "2 * (3 + 4) * 5", "1 / 0", "2 $ 3", "1 +"):
    try:
        print(text, "=", calculate(text), postfix(text))
    except (SyntaxError, ZeroDivisionError, IndexError) as error:
        print(text, "->", type(error).__name__, error)
