"""Lists of numbers as bytes, in the byte order of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

NUMBER, IMPACT = np.uint32, np.uint16
NUMBER_BYTES, IMPACT_BYTES = 4, 2
LANGUAGES = ("th", "en", "my")  # in which a statement is kept as it is shown
BEFORE_TEXTS = 2 + len(LANGUAGES)  # numbers before those of the texts


def packed(numbers: ArrayLike, impacts: ArrayLike) -> bytes:
    """Pairs in their order: four bytes for each number, then two for each impact."""
    return np.asarray(numbers, NUMBER).tobytes() + np.asarray(impacts, IMPACT).tobytes()


def packed_slices(numbers: NDArray[np.uint32], impacts: NDArray[np.uint16], ends: Sequence[int]) -> Iterator[bytes]:
    """What `packed` makes of each slice up to one of the ends, from the one before."""
    all_numbers, all_impacts, start = numbers.tobytes(), impacts.tobytes(), 0
    for end in ends:
        slice_of_numbers = all_numbers[start * NUMBER_BYTES : end * NUMBER_BYTES]
        yield slice_of_numbers + all_impacts[start * IMPACT_BYTES : end * IMPACT_BYTES]
        start = end


def unpacked(data: bytes | memoryview) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
    """The numbers and the impacts that `packed` wrote."""
    count = len(data) // (NUMBER_BYTES + IMPACT_BYTES)
    return np.frombuffer(data, NUMBER, count), np.frombuffer(data, IMPACT, count, count * NUMBER_BYTES)


class Lists(NamedTuple):
    """Lists of numbers of terms, end to end, with the length of each."""

    lengths: NDArray[np.uint32]
    numbers: NDArray[np.uint32]


class Shown(NamedTuple):
    """A text as it is shown: lists of the words of its clauses, and the marks of each (knowledge.search.shapes)."""

    lengths: NDArray[np.uint32]
    numbers: NDArray[np.uint32]
    marks: NDArray[np.uint32]


class Sayings:
    """How a statement is shown in each language, and for each wording that asks for it its words, then its grams.

    Reads what a `layout` and the numbers behind it say, each part when it is first asked for.
    """

    def __init__(self, data: bytes | memoryview) -> None:
        self._numbers = np.frombuffer(data, NUMBER)
        head: list[int] = self._numbers[:BEFORE_TEXTS].tolist()
        texts, self._wordings, *self._places = head
        sizes: list[int] = self._numbers[BEFORE_TEXTS : BEFORE_TEXTS + 2 * texts].tolist()
        self._clauses, self._terms = sizes[:texts], sizes[texts:]
        self._shown: dict[int, Shown] = {}

    def shown(self, language: str) -> Shown:
        """The text for a reader of a language."""
        place = self._places[LANGUAGES.index(language)]
        if place not in self._shown:
            start, first = self._clauses_start(place), self._terms_start(place)
            clauses = self._numbers[start : start + 2 * self._clauses[place]]
            self._shown[place] = Shown(clauses[1::2], self._numbers[first : first + self._terms[place]], clauses[::2])
        return self._shown[place]

    @cached_property
    def wordings(self) -> Lists:
        """The wordings."""
        start, texts = self._clauses_start(None), len(self._terms)
        return Lists(self._numbers[start : start + self._wordings], self._numbers[self._terms_start(texts) :])

    def _clauses_start(self, text: int | None) -> int:
        """Where marks and lengths of the clauses of a text begin, those of the wordings without one."""
        return BEFORE_TEXTS + 2 * len(self._terms) + 2 * sum(self._clauses[:text])

    def _terms_start(self, text: int) -> int:
        """Where the terms of a text begin, those of the wordings behind the last."""
        return self._clauses_start(None) + self._wordings + sum(self._terms[:text])


def layout(
    places: Sequence[int], shown: Sequence[Sequence[tuple[int, int]]], wordings: Sequence[int]
) -> NDArray[np.uint32]:
    """What stands before the numbers of the terms: which of the shown texts is that of each language, how many clauses
    and terms each has, marks and length of each clause, and the lengths of the wordings.
    """
    clauses = [number for text in shown for clause in text for number in clause]
    terms = [sum(length for _, length in text) for text in shown]
    heads = [len(shown), len(wordings), *places, *map(len, shown), *terms]
    return np.array([*heads, *clauses, *wordings], NUMBER)
