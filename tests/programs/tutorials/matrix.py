# Matrices: plain lists and a class with operators.
class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows differ in length")

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    def __matmul__(self, other):
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in zip(*other.rows)] for row in self.rows])

    def __add__(self, other):
        return Matrix([[a + b for a, b in zip(r, s)] for r, s in zip(self.rows, other.rows)])

    def __mul__(self, factor):
        return Matrix([[x * factor for x in row] for row in self.rows])

    __rmul__ = __mul__

    def __pow__(self, n):
        result = Matrix.identity(len(self.rows))
        for _ in range(n):
            result = result @ self
        return result

    def __eq__(self, other):
        return self.rows == other.rows

    def __getitem__(self, at):
        i, j = at
        return self.rows[i][j]

    @property
    def T(self):
        return Matrix(zip(*self.rows))

    def __str__(self):
        return "\n".join(" ".join(f"{x:4}" for x in row) for row in self.rows)


m = Matrix([[1, 2], [3, 4]])
print(m @ m, m + m, 3 * m, m.T, m ** 10, sep="\n--\n")
print(m @ Matrix.identity(2) == m, m[1, 0], Matrix([[1, 1], [1, 0]]) ** 30)
try:
    Matrix([[1], [1, 2]])
except ValueError as error:
    print(error)
