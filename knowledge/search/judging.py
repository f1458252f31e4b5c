"""Says how likely the best statement is right, by boosted decision trees (Friedman 2001) kept as plain numbers."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Node = tuple[int, float, int, int, float]
"""Place of the name that is looked at, the highest value with which it goes on at the first of two nodes, else at the
second, and what is added to the logarithm of the odds at a leaf, which goes on at itself."""


@dataclass(frozen=True)
class Judgement:
    """Trees over named values; each tree is a list of nodes and begins at its first."""

    names: Sequence[str]
    bias: float
    trees: Sequence[Sequence[Node]]

    @classmethod
    def read(cls, text: str) -> Judgement:
        """What `written` wrote."""
        stored = json.loads(text)
        return cls(stored["names"], stored["bias"], stored["trees"])

    def written(self) -> str:
        """As JSON, a tree on each line."""
        trees = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in self.trees)
        names = ",\n ".join(map(json.dumps, self.names))
        return f'{{"bias": {self.bias},\n"names": [\n {names}\n],\n"trees": [\n{trees}\n]}}\n'

    def chance(self, values: Mapping[str, float]) -> float:
        """How likely it is with some values, 0 to 1; a name without a value has 0."""
        row = np.array([values.get(name, 0.0) for name in self.names])
        nodes = self._nodes
        place = nodes.roots
        for _ in range(nodes.depth):
            place = np.where(row[nodes.name[place]] <= nodes.highest[place], nodes.below[place], nodes.above[place])
        return 1.0 / (1.0 + math.exp(-self.bias - float(nodes.adds[place].sum())))

    @cached_property
    def _nodes(self) -> _Nodes:
        lengths = [len(tree) for tree in self.trees]
        starts = np.cumsum([0, *lengths[:-1]])
        columns = list(zip(*(node for tree in self.trees for node in tree), strict=True))
        offsets = np.repeat(starts, lengths)
        below, above = (np.array(columns[side]) + offsets for side in (2, 3))
        return _Nodes(
            starts, np.array(columns[0]), np.array(columns[1]), below, above, np.array(columns[4]), self._depth()
        )

    def _depth(self) -> int:
        """Steps from the first node of a tree to the last of its leaves."""
        deepest = 0
        for tree in self.trees:
            reached = {0: 0}
            for place, (_, _, below, above, _) in enumerate(tree):  # what comes after a node stands behind it
                for other in {below, above} - {place}:
                    reached[other] = reached[place] + 1
            deepest = max(deepest, *reached.values())
        return deepest


@dataclass(frozen=True)
class _Nodes:
    """The nodes of all trees side by side."""

    roots: NDArray[np.intp]
    name: NDArray[np.intp]
    highest: NDArray[np.float64]
    below: NDArray[np.intp]
    above: NDArray[np.intp]
    adds: NDArray[np.float64]
    depth: int
