# Backtracking: six queens, subset sums, permutations of letters, flood fill.
def queens(n, placed=()):
    if len(placed) == n:
        yield placed
        return
    row = len(placed)
    for column in range(n):
        if all(column != c and abs(column - c) != row - r for r, c in enumerate(placed)):
            yield from queens(n, placed + (column,))


def subset_sum(numbers, target):
    if target == 0:
        return []
    if not numbers or target < 0:
        return None
    first, *rest = numbers
    with_first = subset_sum(rest, target - first)
    return [first] + with_first if with_first is not None else subset_sum(rest, target)


def fill(grid, x, y, color):
    old = grid[y][x]
    if old == color:
        return
    todo = [(x, y)]
    while todo:
        x, y = todo.pop()
        if 0 <= y < len(grid) and 0 <= x < len(grid[y]) and grid[y][x] == old:
            grid[y][x] = color
            todo += [(x + 1, y), (x - 1, y), (x, y + 1), (x, y - 1)]


solutions = list(queens(6))
print(len(solutions), solutions)
for column in solutions[0]:
    print(" ".join("Q" if i == column else "." for i in range(6)))
print(subset_sum([3, 34, 4, 12, 5, 2], 9), subset_sum([5, 6], 3))
grid = [list(row) for row in ("..#..", ".##..", "..#..")]
fill(grid, 0, 0, "o")
print(*("".join(row) for row in grid), sep="\n")
