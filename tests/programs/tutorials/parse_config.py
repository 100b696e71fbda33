# Parsing text by hand: configuration, CSV, a template.
text = """
# settings
[server]
host = example
port = 8080
debug = yes

[paths]
root = /srv ; comment
list = a, b,c
"""


def convert(value):
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            pass
    if value.lower() in ("yes", "true", "no", "false"):
        return value.lower() in ("yes", "true")
    if "," in value:
        return [part.strip() for part in value.split(",")]
    return value


def parse(text):
    config, section = {}, None
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split(";")[0].strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            section = config.setdefault(line[1:-1], {})
        elif "=" in line:
            key, _, value = line.partition("=")
            section[key.strip()] = convert(value.strip())
        else:
            raise ValueError(f"line {number}: {line!r}")
    return config


print(parse(text))
try:
    parse("[a]\nnonsense")
except ValueError as error:
    print(error)
csv = "name,age\nAnn,30\nBob,25\n"
header, *rows = [line.split(",") for line in csv.strip().split("\n")]
records = [dict(zip(header, row)) for row in rows]
print(records, sum(int(r["age"]) for r in records) / len(records))


def render(template, **values):
    parts = template.split("{{")
    out = parts[0]
    for part in parts[1:]:
        name, rest = part.split("}}", 1)
        out += str(values[name.strip()]) + rest
    return out


print(render("Dear {{ name }}, you owe {{sum}}.", name="Ann", sum=3.5))
