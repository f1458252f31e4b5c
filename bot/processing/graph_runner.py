"""Runs the graph of a loaded model node after node, in an order that is worked out once.

Rasa 3.6 plans every run anew and hands it to dask, which starts a queue and threads of its own: that takes more time
than most nodes do. What the nodes do, and what they are given, stays the same.
"""

from __future__ import annotations

from typing import Any, TypeVar

from rasa.engine.exceptions import GraphRunError
from rasa.engine.graph import GraphNode, GraphSchema
from rasa.engine.runner.dask import DaskGraphRunner

Component = TypeVar("Component")


class SequentialGraphRunner:
    """Does what the runner does that Rasa made, with its nodes."""

    def __init__(self, made: DaskGraphRunner) -> None:
        self._schema: GraphSchema = made._graph_schema
        self._nodes: dict[str, GraphNode] = made._instantiated_nodes
        self._orders: dict[tuple[str, ...], list[str]] = {}

    def run(self, inputs: dict[str, Any], targets: list[str]) -> dict[str, Any]:
        """What the targets give; raises GraphRunError for an input with the name of a node, and what nodes raise."""
        if not self._nodes.keys().isdisjoint(inputs):
            raise GraphRunError("an input has the name of a node")
        results = dict(inputs)
        for name in self._order(tuple(targets)):
            needed = set(self._schema.nodes[name].needs.values())
            _, results[name] = self._nodes[name](*((need, results[need]) for need in needed if need in results))
        return {name: results[name] for name in targets}

    def component(self, kind: type[Component]) -> Component | None:
        """The component of that kind when the graph has exactly one."""
        found = [node._component for node in self._nodes.values() if isinstance(node._component, kind)]
        return found[0] if len(found) == 1 else None

    def _order(self, targets: tuple[str, ...]) -> list[str]:
        """The nodes that the targets need, each after those that it needs itself."""
        if targets not in self._orders:
            order: dict[str, None] = {}
            for target in targets:
                self._add(target, order)
            self._orders[targets] = list(order)
        return self._orders[targets]

    def _add(self, name: str, order: dict[str, None]) -> None:
        if name in order or name not in self._schema.nodes:  # an input is no node
            return
        for need in self._schema.nodes[name].needs.values():
            self._add(need, order)
        order[name] = None
