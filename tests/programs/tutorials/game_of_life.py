# Conway's game of life on a set of cells.
from collections import Counter


def step(cells):
    near = Counter((x + dx, y + dy) for x, y in cells for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0))
    return {cell for cell, n in near.items() if n == 3 or n == 2 and cell in cells}


def show(cells, size=6):
    for y in range(size):
        print("".join("#" if (x, y) in cells else "." for x in range(size)))
    print()


glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
for _ in range(4):
    show(glider)
    glider = step(glider)
blinker = {(1, 0), (1, 1), (1, 2)}
print(step(step(blinker)) == blinker, sorted(step(blinker)))
