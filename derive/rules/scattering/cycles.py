"""Cycles of the coupling between levels: when a choice of phases of the levels makes v real.

Phases of the levels change single entries of v, never a product around a cycle.  v can be made real exactly if the
product around every fundamental cycle of its graph (a spanning forest, one cycle for each edge left) is real.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import pairwise

from derive.exact.scalar import Scalar, constant
from derive.scattering.model import Matrix


def cycles(v: Matrix) -> Iterator[tuple[int, ...]]:
    """A basis of the cycles of the graph of the entries that do not vanish, shortest ways to the root first."""
    parent = _forest(v)
    for i in range(len(v)):
        for j in range(i):
            if v[i][j] and parent[i] != j and parent[j] != i:
                yield _joined(_way(parent, i), _way(parent, j))


def complex_cycles(v: Matrix) -> dict[tuple[int, ...], Scalar]:
    """The imaginary parts of the products around the cycles of the basis, those that vanish left out."""
    found = {}
    for cycle in cycles(v):
        product = constant(1)
        for a, b in pairwise((*cycle, cycle[0])):
            product = product * v[a][b]
        if part := product.imaginary_part():
            found[cycle] = part
    return found


def _forest(v: Matrix) -> list[int]:
    """The parent of each level by breadth first search; a root is its own."""
    parent = [-1] * len(v)
    for root in range(len(v)):
        if parent[root] >= 0:
            continue
        parent[root] = root
        waiting = deque([root])
        while waiting:
            here = waiting.popleft()
            for there in range(len(v)):
                if parent[there] < 0 and v[here][there]:
                    parent[there] = here
                    waiting.append(there)
    return parent


def _way(parent: list[int], start: int) -> list[int]:
    way = [start]
    while parent[way[-1]] != way[-1]:
        way.append(parent[way[-1]])
    return way


def _joined(left: list[int], right: list[int]) -> tuple[int, ...]:
    """Two ways to one root as a cycle through the place where they meet, from its first level on."""
    meet = next(x for x in left if x in right)
    cycle = (*left[: left.index(meet) + 1], *reversed(right[: right.index(meet)]))
    start = cycle.index(min(cycle))
    return (*cycle[start:], *cycle[:start])
