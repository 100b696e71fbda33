# Counting words, three ways, and formatting a table.
from collections import Counter, defaultdict

text = """The quick brown fox jumps over the lazy dog.
The dog sleeps; the fox does not. Quick, quick!"""
words = [w.strip(".,;!").lower() for w in text.split()]
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
by_length = defaultdict(list)
for word in sorted(set(words)):
    by_length[len(word)].append(word)
print(counts == Counter(words) == dict(Counter(words)), len(words))
for word, count in Counter(words).most_common(5):
    print(f"{word:<10}{count:>3} {'#' * count}")
for length in sorted(by_length):
    print(length, ", ".join(by_length[length]))
print(max(words, key=len), sum(map(len, words)) / len(words), text.count("\n"), [line.split()[0] for line in text.splitlines()])
letters = Counter(c for c in text.lower() if c.isalpha())
print(letters.most_common(3), sum(letters.values()), "".join(sorted(letters)))
