# A bank account with its own exceptions, a class attribute and a readable repr.
class InsufficientFunds(Exception):
    def __init__(self, balance, amount):
        super().__init__(f"balance {balance}, wanted {amount}")
        self.missing = amount - balance


class Account:
    interest = 0.02
    count = 0

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = balance
        self.history = []
        Account.count += 1

    @property
    def balance(self):
        return self._balance

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("deposit must be positive")
        self._balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        if amount > self._balance:
            raise InsufficientFunds(self._balance, amount)
        self._balance -= amount
        self.history.append(("withdraw", amount))

    def add_interest(self):
        self.deposit(self._balance * self.interest)

    def __repr__(self):
        return f"{type(self).__name__}({self.owner!r}, {self._balance:.2f})"


class Savings(Account):
    interest = 0.05

    def withdraw(self, amount):
        if amount > 100:
            raise ValueError("at most 100 at a time")
        super().withdraw(amount)


ann, bob = Account("Ann", 100), Savings("Bob", 50)
ann.deposit(25.5)
ann.add_interest()
bob.add_interest()
print(ann, bob, Account.count, ann.history)
for account, amount in ((ann, 500), (bob, 200), (bob, 60), (ann, 28)):
    try:
        account.withdraw(amount)
    except InsufficientFunds as error:
        print("refused:", error, f"missing {error.missing:.2f}")
    except ValueError as error:
        print("refused:", error)
    else:
        print("paid", amount, account)
try:
    ann.balance = 1_000_000
except AttributeError as error:
    print(error)
