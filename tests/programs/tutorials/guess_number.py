# A guessing game with a seeded random and a bisecting player.
import random


class Game:
    def __init__(self, seed, low=1, high=100):
        self.secret = random.Random(seed).randint(low, high)
        self.low, self.high = low, high
        self.guesses = 0

    def guess(self, n):
        self.guesses += 1
        if n == self.secret:
            return "right"
        return "too low" if n < self.secret else "too high"


def play(game):
    low, high = game.low, game.high
    while True:
        n = (low + high) // 2
        answer = game.guess(n)
        print(n, answer, end="; ")
        if answer == "right":
            break
        elif answer == "too low":
            low = n + 1
        else:
            high = n - 1
    print("in", game.guesses)


for seed in range(6):
    play(Game(seed))
random.seed(2024)
names = ["Ann", "Bob", "Cid", "Dan"]
random.shuffle(names)
print(names, random.choice(names), random.sample(names, 2), [random.randint(1, 6) + random.randint(1, 6) for _ in range(8)], round(random.random(), 6))
