# An LRU cache on OrderedDict, a trie, a priority queue on a heap made by hand, a ring buffer.
from collections import OrderedDict


class LRU:
    def __init__(self, size):
        self.size, self.data, self.hits = size, OrderedDict(), 0

    def get(self, key, make):
        if key in self.data:
            self.hits += 1
            self.data.move_to_end(key)
        else:
            self.data[key] = make(key)
            if len(self.data) > self.size:
                self.data.popitem(last=False)
        return self.data[key]


cache = LRU(2)
print([cache.get(k, lambda k: k * k) for k in (1, 2, 1, 3, 2, 1)], cache.hits, list(cache.data))


class Trie:
    def __init__(self, words=()):
        self.root = {}
        for word in words:
            node = self.root
            for c in word:
                node = node.setdefault(c, {})
            node["$"] = True

    def starting(self, prefix):
        node = self.root
        for c in prefix:
            if c not in node:
                return []
            node = node[c]
        return sorted(self._walk(node, prefix))

    def _walk(self, node, word):
        for c, child in node.items():
            if c == "$":
                yield word
            else:
                yield from self._walk(child, word + c)


trie = Trie(["car", "card", "care", "cat", "dog"])
print(trie.starting("car"), trie.starting("c"), trie.starting("x"), trie.root["d"])


class Heap:
    def __init__(self):
        self.items = []

    def push(self, item):
        items, i = self.items, len(self.items)
        items.append(item)
        while i and items[i] < items[(i - 1) // 2]:
            items[i], items[(i - 1) // 2] = items[(i - 1) // 2], items[i]
            i = (i - 1) // 2

    def pop(self):
        items = self.items
        items[0], items[-1] = items[-1], items[0]
        result, i = items.pop(), 0
        while (child := min((c for c in (2 * i + 1, 2 * i + 2) if c < len(items)), key=items.__getitem__, default=None)) and items[child] < items[i]:
            items[i], items[child] = items[child], items[i]
            i = child
        return result


heap = Heap()
for n in (5, 3, 8, 1, 9, 2):
    heap.push(n)
print([heap.pop() for _ in range(6)])
