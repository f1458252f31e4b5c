"""Which aspect a question asks for, guessed from how the content's wordings ask: naive Bayes, counted while loading.

What is written in `topics.yml` is sure but knows few ways to ask; this knows many, and each new wording adds to it.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.language import segment
from knowledge.search.terms import LONGEST_TERM, folded_word, gram_terms, word_terms
from knowledge.search.topics import NO_ASPECT, phrases

SMOOTHING = 0.3  # of counts, for each term
RARELY = 2  # wordings that a term stands in at least
LEAST = -8.0  # natural logarithm of the probability of an aspect that is out of the question
EVIDENCE = np.float16


def cue_terms(text: str) -> list[str]:
    """What may tell the aspect: each word once, question words too, with its neighbour, its sense and its sound."""
    words = [folded_word(token.text) for token in segment(text) if not token.is_space]
    words = [word for word in words if word]
    pairs = [f"{first} {second}" for first, second in zip(["", *words], [*words, ""], strict=True)] if words else []
    return [term[:LONGEST_TERM] for term in dict.fromkeys([*words, *pairs, *word_terms(text), *gram_terms(text)])]


class Cues:
    """Counts in how many wordings of each aspect a term stands."""

    def __init__(self) -> None:
        self._counts: dict[str, Counter[str]] = {}
        for topic, phrase in phrases():
            if topic != NO_ASPECT:
                self.add(topic, [phrase])

    def add(self, topic: str, wordings: Iterable[str]) -> None:
        """Takes in wordings that ask for an aspect."""
        counts = self._counts.setdefault(topic, Counter())
        for wording in wordings:
            counts.update(cue_terms(wording))

    def rows(self) -> Iterator[dict[str, object]]:
        """For each term how much more likely it is in a question for each aspect, in the order of their names, than in
        any: natural logarithms, packed. The row of the empty term names the aspects.
        """
        topics, everywhere = sorted(self._counts), sum(self._counts.values(), Counter())
        terms = [term for term, count in everywhere.items() if count >= RARELY]
        counts = np.array([[self._counts[topic][term] for term in terms] for topic in topics], float)
        common = counts.sum(axis=0) / max(1.0, counts.sum())
        mass = SMOOTHING * len(terms)
        evidence = np.log((counts + mass * common) / (counts.sum(axis=1, keepdims=True) + mass)) - np.log(common)
        yield {"term": "", "evidence": "\n".join(topics).encode()}
        for term, column in zip(terms, evidence.T.astype(EVIDENCE), strict=True):
            yield {"term": term, "evidence": column.tobytes()}


def guess(cues: Mapping[str, bytes], text: str) -> Mapping[str, float]:
    """Natural logarithms of how likely a clean text without names asks for each aspect, by the rows of `Cues`; none for
    an unknown text.
    """
    found = [cues[term] for term in cue_terms(text) if term in cues]
    topics = cues.get("", b"").decode().split("\n")
    return dict(zip(topics, _logarithms(found), strict=True)) if found else {}


def _logarithms(evidence: Sequence[bytes]) -> list[float]:
    """Terms beside each other say nearly the same: what they say together counts as much as its square root."""
    rows: NDArray[np.float64] = np.frombuffer(b"".join(evidence), EVIDENCE).reshape(len(evidence), -1).astype(float)
    scores = rows.sum(axis=0) / math.sqrt(len(rows))
    scores -= scores.max()
    likely: list[float] = np.maximum(LEAST, scores - math.log(np.exp(scores).sum())).tolist()
    return likely
