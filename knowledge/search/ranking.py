"""Orders the statements that were found by how well they answer the question, and says how likely the best is right."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from importlib.resources import files

from knowledge.search.features import features, text_features
from knowledge.search.retrieval import Document, Hit
from knowledge.search.understanding import Understood

LOOKED_AT = 40  # statements whose features are worked out
READ = 12  # best statements whose text is looked at
BIAS = "bias"
MOST_REASONS = 6
HIGH = 6.0  # score of a good answer; under it the best of a poor lot is found

Said = Callable[[Document], str]


@dataclass(frozen=True)
class Weights:
    """Of features for the order, and for the judgement; learned by `python -m bench.ranking`."""

    order: Mapping[str, float]
    judgement: Mapping[str, float]


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The weights of `weights.json`."""
    stored = json.loads(files("knowledge.search").joinpath("weights.json").read_text(encoding="utf-8"))
    return Weights(stored["order"], stored["judgement"])


@dataclass(frozen=True)
class Ranked:
    """A statement with its score (any number, the higher the better) and the features that made it."""

    document: Document
    score: float
    features: Mapping[str, float]

    @property
    def subject(self) -> float:
        """How well it is about what was named, 0 to 1."""
        return self.features.get("named", 0.0)

    @property
    def talk(self) -> float:
        """How well it is about what was answered before, 0 to 1."""
        return self.features.get("talk", 0.0)

    @property
    def coverage(self) -> float:
        """Share of the question's words that it has, 0 to 1."""
        return self.features.get("coverage", 0.0)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What spoke most for and against it."""
        order = weights().order
        parts = {name: order.get(name, 0.0) * value for name, value in self.features.items()}
        strongest = sorted(parts, key=lambda name: -abs(parts[name]))[:MOST_REASONS]
        return tuple(f"{name} {parts[name]:+.2f}" for name in strongest if parts[name])


def _score(found: Mapping[str, float], order: Mapping[str, float]) -> float:
    return sum(order.get(name, 0.0) * value for name, value in found.items())


def _promising(hits: Sequence[Hit], asked: Understood) -> Sequence[Hit]:
    """The hits that may come out on top, by a rough sum of what weighs most."""
    family = asked.family()

    def promise(hit: Hit) -> float:
        about = 5.0 * (hit.document.subject in family)
        return 9.0 * hit.text + 4.0 * hit.coverage + about + 2.0 * asked.topics.get(hit.document.topic, 0.0)

    return hits if len(hits) <= LOOKED_AT else nlargest(LOOKED_AT, hits, key=promise)


def rank(
    hits: Sequence[Hit], asked: Understood, routes: Mapping[str, float], said: Said, learned: Weights | None = None
) -> list[Ranked]:
    """Statements, best first; equal ones in the order of the index.

    `routes` are the routes' probabilities; `said` gives the text of a statement, asked for the best few alone.
    """
    order = (learned or weights()).order
    best_words = max((hit.text for hit in hits), default=0.0)
    found = []
    for hit in _promising(hits, asked):
        known = features(hit, asked, routes, best_words)
        found.append(Ranked(hit.document, _score(known, order), known))
    found.sort(key=lambda r: (-r.score, r.document.id))
    read = []
    for ranked in found[:READ]:
        more = text_features(said(ranked.document), asked)
        read.append(replace(ranked, score=ranked.score + _score(more, order), features={**ranked.features, **more}))
    return sorted(read, key=lambda r: (-r.score, r.document.id)) + found[READ:]


def evidence(ranked: Sequence[Ranked], asked: Understood) -> dict[str, float]:
    """What tells whether the best statement is right: its features, its lead over the others, the question's own."""
    best = ranked[0]
    rest = [r for r in ranked[1:READ] if (r.document.subject, r.document.topic) != _about(best)]
    lead = best.score - rest[0].score if rest else 5.0
    others = sum(math.exp(r.score - best.score) for r in rest)
    return {
        **best.features,
        "lead": min(5.0, lead),
        "share": 1.0 / (1.0 + others),
        "low score": max(0.0, HIGH - best.score),
        "words beside": min(6.0, float(asked.beside)),
        "a name that nobody knows": float(asked.names_unknown),
        BIAS: 1.0,
    }


def _about(ranked: Ranked) -> tuple[str, str]:
    return ranked.document.subject, ranked.document.topic


def chance(ranked: Sequence[Ranked], asked: Understood, learned: Weights | None = None) -> float:
    """How likely the best statement answers the question, 0 to 1."""
    if not ranked:
        return 0.0
    return 1.0 / (1.0 + math.exp(-_score(evidence(ranked, asked), (learned or weights()).judgement)))
