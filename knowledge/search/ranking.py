"""Orders the statements that were found by how well they answer the question, and says how likely the best is right."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files

import numpy as np

from knowledge.reply import OUT_OF_SCOPE
from knowledge.search.features import features
from knowledge.search.fitting import Floats, Found
from knowledge.search.judging import Judgement
from knowledge.search.retrieval import Document
from knowledge.search.shapes import asks_whether
from knowledge.search.understanding import Understood

NEXT_BEST = 12  # statements that the best one is compared with, itself among them
MOST_REASONS = 6
HIGH = 6.0  # score of a good answer; under it the best of a poor lot is found


@dataclass(frozen=True)
class Weights:
    """Of features for the order, and the judgement; learned by `python -m bench.ranking`."""

    order: Mapping[str, float]
    judgement: Judgement


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Those of `weights.json`, and the judgement of `judgement.json`."""
    order, judgement = (
        files("knowledge.search").joinpath(f"{name}.json").read_text(encoding="utf-8")
        for name in ("weights", "judgement")
    )
    return Weights(json.loads(order), Judgement.read(judgement))


class Ranked:
    """A statement with its score (any number, the higher the better) and the features that made it."""

    def __init__(self, document: Document, score: float, table: Mapping[str, Floats], place: int) -> None:
        self.document, self.score = document, score
        self._table, self._place = table, place

    def feature(self, name: str) -> float:
        """One of its features; 0 for one that it has not."""
        values = self._table.get(name)
        return float(values[self._place]) if values is not None else 0.0

    @cached_property
    def features(self) -> Mapping[str, float]:
        """Those of its features that are not 0."""
        found = {name: float(values[self._place]) for name, values in self._table.items()}
        return {name: value for name, value in found.items() if value}

    @property
    def subject(self) -> float:
        """How well it is about what was named, 0 to 1."""
        return self.feature("named")

    @property
    def talk(self) -> float:
        """How well it is about what was answered before, 0 to 1."""
        return self.feature("talk")

    @property
    def coverage(self) -> float:
        """Share of the question's words that it has, 0 to 1."""
        return self.feature("coverage")

    @property
    def reasons(self) -> tuple[str, ...]:
        """What spoke most for and against it."""
        order = weights().order
        parts = {name: order.get(name, 0.0) * value for name, value in self.features.items()}
        strongest = sorted(parts, key=lambda name: -abs(parts[name]))[:MOST_REASONS]
        return tuple(f"{name} {parts[name]:+.2f}" for name in strongest if parts[name])


def rank(found: Found, asked: Understood, routes: Mapping[str, float], learned: Weights | None = None) -> list[Ranked]:
    """Statements, best first; equal ones in the order of the index. `routes` are the routes' probabilities."""
    order = (learned or weights()).order
    table = features(found, asked, routes)
    scores = sum((order[name] * values for name, values in table.items() if order.get(name)), np.zeros(len(found)))
    numbers = np.array([document.id for document in found.documents])
    places, scored = np.lexsort((numbers, -scores)).tolist(), scores.tolist()
    return [Ranked(found.documents[place], scored[place], table, place) for place in places]


def evidence(ranked: Sequence[Ranked], asked: Understood, routes: Mapping[str, float]) -> dict[str, float]:
    """What tells whether the best statement is right: its features, its lead over the others, the question's own."""
    best = ranked[0]
    rest = [r for r in ranked[1:NEXT_BEST] if (r.document.subject, r.document.topic) != _about(best)]
    lead = best.score - rest[0].score if rest else 5.0
    others = sum(math.exp(r.score - best.score) for r in rest)
    return {
        **best.features,
        "lead": min(5.0, lead),
        "share": 1.0 / (1.0 + others),
        "low score": max(0.0, HIGH - best.score),
        "words beside": min(6.0, float(asked.beside)),
        "a name that nobody knows": float(asked.names_unknown),
        "out of scope": routes.get(OUT_OF_SCOPE, 0.0),
        "asked whether": float(asks_whether(asked.text)),
    }


def _about(ranked: Ranked) -> tuple[str, str]:
    return ranked.document.subject, ranked.document.topic


def chance(
    ranked: Sequence[Ranked], asked: Understood, routes: Mapping[str, float], learned: Weights | None = None
) -> float:
    """How likely the best statement answers the question, 0 to 1."""
    if not ranked:
        return 0.0
    return (learned or weights()).judgement.chance(evidence(ranked, asked, routes))
