"""Lists of numbers as bytes, in the byte order of this machine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

NUMBER, IMPACT = np.uint32, np.uint16
NUMBER_BYTES, IMPACT_BYTES = 4, 2
LANGUAGES = ("th", "en", "my")  # in which a statement is kept as it is shown


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


@dataclass(frozen=True)
class Lists:
    """Lists of numbers of terms, end to end, with the length of each."""

    lengths: NDArray[np.uint32]
    numbers: NDArray[np.uint32]


@dataclass(frozen=True)
class Shown(Lists):
    """A text as it is shown: the words of its clauses, and the marks of each (knowledge.search.shapes)."""

    marks: NDArray[np.uint32]


@dataclass(frozen=True)
class Sayings:
    """How a statement is shown in each language, and for each wording that asks for it its words, then its grams."""

    shown: Mapping[str, Shown]
    wordings: Lists


def layout(
    places: Sequence[int], shown: Sequence[Sequence[tuple[int, int]]], wordings: Sequence[int]
) -> NDArray[np.uint32]:
    """What stands before the numbers of the terms: which of the shown texts is that of each language, how many clauses
    each has, marks and length of each clause, and the lengths of the wordings.
    """
    clauses = [number for text in shown for clause in text for number in clause]
    heads = [len(shown), len(wordings), *places, *map(len, shown)]
    return np.array([*heads, *clauses, *wordings], NUMBER)


def sayings(data: bytes | memoryview) -> Sayings:
    """What a `layout` and the numbers behind it say."""
    numbers = np.frombuffer(data, NUMBER)
    texts, wordings = int(numbers[0]), int(numbers[1])
    head = 2 + len(LANGUAGES)
    counts = numbers[head : head + texts].tolist()
    clauses = head + texts
    lengths_end = clauses + 2 * sum(counts) + wordings
    start = lengths_end
    shown = []
    for count in counts:
        marks, lengths = numbers[clauses : clauses + 2 * count].reshape(-1, 2).T
        end = start + int(lengths.sum())
        shown.append(Shown(lengths, numbers[start:end], marks))
        clauses, start = clauses + 2 * count, end
    of_language = {code: shown[place] for code, place in zip(LANGUAGES, numbers[2:head].tolist(), strict=True)}
    return Sayings(of_language, Lists(numbers[lengths_end - wordings : lengths_end], numbers[start:]))
