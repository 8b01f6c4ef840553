"""Betweenness by following every shortest path."""

from collections import deque
from collections.abc import Sequence


def slow_betweenness(neighbours: Sequence[Sequence[int]]) -> list[float]:
    """Share of the pairs of other bodies whose shortest paths pass each body.

    Parameters
    ----------
    neighbours : of each body.

    Returns
    -------
    list
        One share per body.
    """
    n = len(neighbours)
    passed = [0.0] * n
    for source in range(n):
        for target in range(source + 1, n):
            paths = _shortest_paths(neighbours, source, target)
            for path in paths:
                for body in path[1:-1]:
                    passed[body] += 1 / len(paths)
    return [value / ((n - 1) * (n - 2) / 2) for value in passed]


def _shortest_paths(neighbours: Sequence[Sequence[int]], source: int, target: int) -> list[list[int]]:
    found: list[list[int]] = []
    queue = deque([[source]])
    while queue:
        path = queue.popleft()
        if found and len(path) >= len(found[0]):
            break
        for body in neighbours[path[-1]]:
            if body == target:
                found.append([*path, body])
            elif body not in path:
                queue.append([*path, body])
    return found
