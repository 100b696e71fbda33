# Graphs: breadth first, depth first, shortest paths, topological order, connected parts.
from collections import deque

graph = {"A": {"B": 7, "C": 3}, "B": {"D": 2}, "C": {"B": 1, "D": 8}, "D": {"E": 1}, "E": {}, "F": {"E": 4}}


def breadth_first(start):
    seen, waiting = [start], deque([start])
    while waiting:
        for node in graph[waiting.popleft()]:
            if node not in seen:
                seen.append(node)
                waiting.append(node)
    return seen


def depth_first(node, seen=None):
    seen = [] if seen is None else seen
    seen.append(node)
    for other in graph[node]:
        if other not in seen:
            depth_first(other, seen)
    return seen


def shortest(start):
    distance = {node: float("inf") for node in graph}
    distance[start] = 0
    before, left = {}, set(graph)
    while left:
        node = min(sorted(left), key=distance.get)
        left.remove(node)
        for other, length in graph[node].items():
            if distance[node] + length < distance[other]:
                distance[other] = distance[node] + length
                before[other] = node
    return distance, before


def path(before, end):
    steps = [end]
    while steps[-1] in before:
        steps.append(before[steps[-1]])
    return "-".join(reversed(steps))


def topological():
    order, seen = [], set()

    def visit(node):
        if node not in seen:
            seen.add(node)
            for other in graph[node]:
                visit(other)
            order.insert(0, node)

    for node in graph:
        visit(node)
    return order


distance, before = shortest("A")
print(breadth_first("A"), depth_first("A"), distance, path(before, "E"), topological())
