# A linked list with the container protocol.
class Node:
    __slots__ = ("value", "next")

    def __init__(self, value, next=None):
        self.value = value
        self.next = next


class LinkedList:
    def __init__(self, values=()):
        self.head = None
        self.size = 0
        for value in reversed(list(values)):
            self.push(value)

    def push(self, value):
        self.head = Node(value, self.head)
        self.size += 1

    def pop(self):
        if self.head is None:
            raise IndexError("pop from empty list")
        value, self.head = self.head.value, self.head.next
        self.size -= 1
        return value

    def reverse(self):
        previous, current = None, self.head
        while current:
            current.next, previous, current = previous, current, current.next
        self.head = previous

    def __len__(self):
        return self.size

    def __iter__(self):
        node = self.head
        while node:
            yield node.value
            node = node.next

    def __getitem__(self, index):
        if index < 0:
            index += self.size
        for i, value in enumerate(self):
            if i == index:
                return value
        raise IndexError(index)

    def __repr__(self):
        return " -> ".join(map(repr, self)) or "empty"


items = LinkedList("abc")
print(items, len(items), items[0], items[-1], "b" in items, list(items))
items.push(1)
items.reverse()
print(items, items.pop(), items, sorted(LinkedList([3, 1, 2])), LinkedList())
try:
    items[9]
except IndexError as error:
    print("IndexError", error)
try:
    LinkedList().pop()
except IndexError as error:
    print(error)
