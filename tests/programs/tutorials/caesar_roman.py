# Text puzzles: Caesar cipher, roman numerals, palindromes, run lengths, FizzBuzz.
def caesar(text, shift):
    result = []
    for c in text:
        if c.isalpha():
            base = ord("A") if c.isupper() else ord("a")
            c = chr((ord(c) - base + shift) % 26 + base)
        result.append(c)
    return "".join(result)


def roman(n):
    text = ""
    for value, letters in ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        count, n = divmod(n, value)
        text += letters * count
    return text


def unroman(text):
    values = dict(zip("IVXLCDM", (1, 5, 10, 50, 100, 500, 1000)))
    return sum(-values[a] if values[a] < values.get(b, 0) else values[a] for a, b in zip(text, text[1:] + " "))


def palindrome(text):
    letters = [c.lower() for c in text if c.isalnum()]
    return letters == letters[::-1]


def run_lengths(text):
    runs = []
    for c in text:
        if runs and runs[-1][0] == c:
            runs[-1][1] += 1
        else:
            runs.append([c, 1])
    return "".join(f"{c}{n}" for c, n in runs)


def fizzbuzz(n):
    return ("Fizz" * (n % 3 == 0) + "Buzz" * (n % 5 == 0)) or str(n)


secret = caesar("Hello, World!", 3)
print(secret, caesar(secret, -3), [roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 2024)], all(unroman(roman(n)) == n for n in range(1, 200)))
print(palindrome("A man, a plan, a canal: Panama"), palindrome("nope"), run_lengths("aaabccd"), " ".join(map(fizzbuzz, range(1, 16))))
print(["".join(sorted(w)) for w in ("listen", "silent")], "racecar"[::-1], {c: "mississippi".count(c) for c in dict.fromkeys("mississippi")})
