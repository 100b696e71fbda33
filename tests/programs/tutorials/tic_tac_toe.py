# Tic-tac-toe, both sides playing perfectly from a late position.
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    for a, b, c in LINES:
        if board[a] != " " and board[a] == board[b] == board[c]:
            return board[a]
    return None


def minimax(board, player):
    if won := winner(board):
        return (1 if won == "X" else -1), None
    free = [i for i, c in enumerate(board) if c == " "]
    if not free:
        return 0, None
    choose = max if player == "X" else min
    results = []
    for i in free:
        board[i] = player
        results.append((minimax(board, "O" if player == "X" else "X")[0], -i))
        board[i] = " "
    score, move = choose(results)
    return score, -move


board = list("X  " " O " "  X")
player = "O"
while winner(board) is None and " " in board:
    score, move = minimax(board, player)
    board[move] = player
    player = "O" if player == "X" else "X"
    print("\n".join("|".join(board[r:r + 3]) for r in (0, 3, 6)), score, sep="\n")
print("winner:", winner(board))
