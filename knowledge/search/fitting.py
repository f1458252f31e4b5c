"""How well the words of statements fit a question: numbers side by side, one for each statement."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from knowledge.search.gathering import IMPACT_SCALE, SATURATION
from knowledge.search.packing import LANGUAGES
from knowledge.search.retrieval import Document, Index, Search, unknown_words
from knowledge.search.shapes import marks_for
from knowledge.search.terms import GRAM, YEAR, terms_of
from knowledge.search.understanding import LAW_NUMBERS, Understood

Floats = NDArray[np.float64]
Marks = NDArray[np.uint32]


@dataclass(frozen=True)
class Found:
    """Statements, the values of how their words fit by name, each with one place for each statement, and their marks.

    `text` and `coverage` go from 0 to 1: the score, and the share of the question's words that the statement has.
    `wording`, `wording covered` and `heard` compare the question with the one wording that is most like it: as much of
    both that is common, the share of the question alone, and by sound. `… shown` are shares of kinds of words that
    stand in what is shown, `clause` and `clause that looks like the answer` those of the words in one clause of it.
    """

    documents: Sequence[Document]
    values: Mapping[str, Floats]
    marks: Marks

    def __len__(self) -> int:
        return len(self.documents)

    @cached_property
    def articles(self) -> Floats:
        """1 for an article, else 0."""
        return self.of_kind("article")

    @cached_property
    def of_matter(self) -> Floats:
        """1 for a statement that is about an article, and so about no organisation, else 0."""
        return np.array([document.subject_kind == "article" for document in self.documents], float)

    def of_kind(self, kind: str) -> Floats:
        """1 for a statement of a kind, else 0."""
        return np.array([document.kind == kind for document in self.documents], float)

    def only(self, keep: NDArray[np.bool_]) -> Found:
        """Those that are to be kept."""
        documents = [document for document, kept in zip(self.documents, keep.tolist(), strict=True) if kept]
        return Found(documents, {name: value[keep] for name, value in self.values.items()}, self.marks[keep])


def asked_terms(asked: Understood) -> Iterable[str]:
    """The terms of a question beside those of its text."""
    return [
        *terms_of(asked.focus),
        *asked.said,
        *asked.heard,
        *asked.wanted,
        *asked.sought,
        *asked.numbered,
        *asked.area_terms,
    ]


def fit(searched: Search, asked: Understood, index: Index, language: str) -> Found:
    """How well everything that was found fits, for a reader of a language."""
    comparison = _Comparison(searched, asked, index, language)
    values = {**comparison.texts(), **comparison.wordings(), **comparison.shown(), **comparison.clauses()}
    values["unknown words"] = comparison.unknown()
    return Found([s.document for s in searched.statements], values, comparison.marks())


class _Comparison:
    """Works on numbers of terms: `place` tells for each where it stands among the known terms, from 1, else 0."""

    def __init__(self, searched: Search, asked: Understood, index: Index, language: str) -> None:
        self._searched, self._asked, self._index = searched, asked, index
        self._known = list(searched.known.values())
        self._texts = ["", *(term.text for term in self._known)]  # by place
        self._count = len(searched.statements)
        highest = max((term.id for term in self._known), default=0)
        self._place = np.zeros(highest + 2, np.uint16)
        self._place[[term.id for term in self._known]] = np.arange(1, len(self._known) + 1)
        spoken = language if language in LANGUAGES else LANGUAGES[0]
        shown = [statement.sayings.shown(spoken) for statement in searched.statements]
        self._clauses = np.array([len(text.lengths) for text in shown], np.intp)
        self._clause_of = np.repeat(np.arange(self._count), self._clauses)
        self._marks = _joined([text.marks for text in shown])
        lengths = _joined([text.lengths for text in shown])
        common, self._clause_places = self._common([text.numbers for text in shown])
        self._clause = _runs(lengths, common)

    def _common(self, lists: Sequence[NDArray[np.uint32]]) -> tuple[NDArray[np.intp], NDArray[np.uint16]]:
        """Where in lists of numbers, end to end, those of known terms are, and the places of these terms."""
        numbers = _joined(lists).astype(np.intp)
        places = self._place[np.minimum(numbers, len(self._place) - 1)]  # what is beyond them all is at the last, 0
        common = np.flatnonzero(places != 0)
        return common, places[common]

    def _weights(self, weighted: Mapping[str, float]) -> Floats:
        """The weight of each place, 0 for those that are not among the texts."""
        return np.fromiter(map(weighted.get, self._texts, repeat(0.0)), float, len(self._texts))

    def _asked_for(self, texts: Iterable[str]) -> tuple[dict[str, float], float]:
        """Weights of the known ones of some terms, and what all weigh; an unknown word is half a rare one."""
        known = {text: self._searched.known[text].weight for text in texts if text in self._searched.known}
        unknown = sum(text not in known and not text.startswith(GRAM) for text in texts)
        return known, sum(known.values()) + unknown * self._index.rarity(1) * 0.5

    def texts(self) -> dict[str, Floats]:
        """Score and coverage, by all that the statements are found by."""
        lists = [statement.postings for statement in self._searched.statements]
        common, places = self._common([numbers for numbers, _ in lists])
        document = _runs([len(numbers) for numbers, _ in lists], common)
        impacts = _joined([impacts for _, impacts in lists])[common]
        terms = self._searched.terms
        focus = terms_of(self._asked.focus)
        words = {t.text: t.weight for t in terms if t.is_word and t.text in focus}
        grams = {t.text: t.weight for t in terms if not t.is_word and t.text in focus}

        def summed(weighted: Mapping[str, float], factor: NDArray[Any] | float = 1.0) -> Floats:
            return np.bincount(document, self._weights(weighted)[places] * factor, self._count).astype(float)

        reach = sum(t.weight for t in terms) * IMPACT_SCALE * (SATURATION + 1) * 0.75
        score = summed({t.text: t.weight for t in terms}, impacts)
        unknown = unknown_words(focus, self._searched.known) * self._index.rarity(1) * 0.5
        mass_of_words, mass_of_grams = sum(words.values()) + unknown, sum(grams.values())
        by_word = summed(words) / mass_of_words if mass_of_words else np.zeros(self._count)
        by_gram = summed(grams) / mass_of_grams if mass_of_grams else np.zeros(self._count)
        is_empty = not mass_of_words and not mass_of_grams
        coverage = np.ones(self._count) if is_empty else np.maximum(by_word, 0.9 * by_gram)
        return {"words": np.minimum(1.0, score / reach) if reach else score * 0.0, "coverage": coverage}

    def wordings(self) -> dict[str, Floats]:
        """How like the question is to the wording that is most like it, by words and by sound."""
        found = {name: np.zeros(self._count) for name in ("wording", "wording covered", "heard")}
        lists = [statement.sayings.wordings for statement in self._searched.statements]
        lengths = _joined([wordings.lengths for wordings in lists])
        common, places = self._common([wordings.numbers for wordings in lists])
        run = _runs(lengths, common)
        counts = np.array([len(wordings.lengths) // 2 for wordings in lists], np.intp)
        for kind, texts in enumerate((self._asked.said, self._asked.heard)):
            weighted, mass = self._asked_for(texts)
            if not mass:
                continue
            weights = self._weights(weighted)
            got = np.bincount(run, weights[places], len(lengths))[kind::2] / mass
            share = np.bincount(run, weights[places] > 0, len(lengths))[kind::2] / np.maximum(lengths[kind::2], 1)
            found["heard" if kind else "wording"] = _highest(2 * got * share / np.maximum(got + share, 1e-9), counts)
            if not kind:
                found["wording covered"] = _highest(got, counts)
        return found

    def unknown(self) -> Floats:
        """The share of the question's words that no statement has, the same for all."""
        said = self._asked.said
        share = sum(text not in self._searched.known for text in said) / len(said) if said else 0.0
        return np.full(self._count, share)

    def marks(self) -> Marks:
        """The marks of all clauses of each statement."""
        return _of_runs(np.bitwise_or.reduceat, self._marks, self._clauses)

    def shown(self) -> dict[str, Floats]:
        """Shares of what is asked for that stand in what would be shown."""
        asked = self._asked
        kinds = {
            "sought": asked.sought,
            "number": asked.numbers,
            "numbered": asked.numbered,
            "words": asked.wanted,
            "area": asked.area_terms,
            "years": [text for text in asked.numbers if text.startswith(YEAR)],
            "laws": [text for text in asked.numbered if text.startswith(LAW_NUMBERS)],
        }
        has = np.zeros((self._count, len(self._known) + 1), bool)
        has[self._clause_of[self._clause], self._clause_places] = True
        weighted, mass = self._asked_for(asked.wanted)
        rarity = {"rare words shown": has @ self._weights(weighted) / mass} if mass else {}
        return rarity | {
            f"{name} shown": has @ self._weights(dict.fromkeys(wanted, 1.0)) / len(wanted)
            for name, wanted in kinds.items()
            if wanted
        }

    def clauses(self) -> dict[str, Floats]:
        """The share of the question's words in the clause that has most of them, and in that of the clauses that look
        like the answer (of all, when no special look is asked for).
        """
        best, looking = np.zeros(self._count), np.zeros(self._count)
        weighted, mass = self._asked_for(self._asked.wanted)
        if mass:
            covered = np.bincount(self._clause, self._weights(weighted)[self._clause_places], len(self._marks)) / mass
            wanted = marks_for(self._asked.certain())
            best = _highest(covered, self._clauses)
            looking = _highest(covered * ((self._marks & wanted) > 0), self._clauses) if wanted else best
        return {"clause": best, "clause that looks like the answer": looking}


def _runs(lengths: ArrayLike, places: NDArray[np.intp]) -> NDArray[np.intp]:
    """In which of runs of some lengths, end to end, each place is."""
    return np.searchsorted(np.cumsum(lengths), places, side="right")


def _of_runs(join: Callable[..., NDArray[Any]], values: NDArray[Any], lengths: NDArray[np.intp]) -> NDArray[Any]:
    """The values of each run joined to one, 0 for an empty run."""
    found = np.zeros(len(lengths), values.dtype)
    filled = np.flatnonzero(lengths)
    if len(filled):
        found[filled] = join(values, (np.cumsum(lengths) - lengths)[filled])
    return found


def _highest(values: Floats, lengths: NDArray[np.intp]) -> Floats:
    """The highest value of each run."""
    return _of_runs(np.maximum.reduceat, values, lengths)


def _joined(lists: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(lists) if lists else np.zeros(0, np.uint32)
