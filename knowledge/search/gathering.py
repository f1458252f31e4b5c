"""Makes the index in parts, side by side on all processors, and puts them together as if it had been made in one."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from multiprocessing import get_context

import numpy as np
from numpy.typing import NDArray

from knowledge.search.packing import IMPACT, LANGUAGES, NUMBER, NUMBER_BYTES, layout, packed, packed_slices
from knowledge.search.shapes import marks_of, pieces_of
from knowledge.search.terms import YEAR, gram_terms, terms_of, word_terms

SATURATION = 1.2  # BM25 k1
LENGTH_WEIGHT = 0.4  # BM25 b
AVERAGE_LENGTH = 40.0  # terms; fixed, so that adding a record does not change the others
IMPACT_SCALE = 1000
HEAD = 200  # documents kept of each term
MOST_KEPT = 4 * HEAD  # while the index is built
PART = 2_000  # documents
ALONE = 4  # parts; starting processes takes longer than fewer
REPEATED = 120  # code points; a longer text is no name, which is said again and again
KEY, DOCUMENT_BITS, HIGHEST = np.uint64, 32, (1 << 16) - 1

Texts = Sequence[tuple[float, str]]


@dataclass(frozen=True)
class Gathered:
    """What a document is found by and known from: weighted texts, the pieces of the text that it shows in each language
    (in a language without one that of the first), and the wordings that ask for it.
    """

    texts: Texts
    shown: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wordings: Sequence[str] = ()


@dataclass(frozen=True)
class Part:
    """Some documents in a row, counted from 0, and their terms, numbered in the order in which they come.

    For each document `lengths` of its `numbers` and `impacts`, its `layouts` and the `said_lengths` of its `said` terms
    (knowledge.search.packing); for each term in how many `documents` it stands, and `kept` of `heads`: where it weighs
    most, as numbers that sort as the head does.
    """

    terms: list[str]
    lengths: NDArray[np.int64]
    numbers: NDArray[np.uint32]
    impacts: NDArray[np.uint16]
    layouts: list[bytes]
    said: NDArray[np.uint32]
    said_lengths: list[int]
    documents: NDArray[np.int64]
    kept: NDArray[np.int64]
    heads: NDArray[np.uint64]


@lru_cache(maxsize=1 << 12)
def _terms_of_name(text: str) -> tuple[tuple[str, int], ...]:
    return tuple(terms_of(text).items())


def impacts_of(texts: Texts) -> dict[str, int]:
    """BM25 weight of each term of weighted texts, without the term's rarity, times IMPACT_SCALE."""
    weights: dict[str, float] = {}
    for weight, text in texts:
        for term, count in _terms_of_name(text) if len(text) <= REPEATED else terms_of(text).items():
            weights[term] = weights.get(term, 0) + weight * count
    length = sum(weights.values())
    norm = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / AVERAGE_LENGTH)
    return {t: max(1, round(IMPACT_SCALE * w * (SATURATION + 1) / (w + norm))) for t, w in weights.items()}


def _said(gathered: Gathered) -> tuple[NDArray[np.uint32], list[str]]:
    """The layout of what a document says, and its terms."""
    shown: list[list[tuple[int, int]]] = []
    lengths: list[int] = []
    said: list[str] = []
    texts = gathered.shown or {LANGUAGES[0]: ()}
    for pieces in texts.values():
        clauses = []
        for clause in (clause for piece in pieces for clause in pieces_of(piece)):
            words = dict.fromkeys(word_terms(clause))
            clauses.append((marks_of(clause, any(word.startswith(YEAR) for word in words)), len(words)))
            said += words
        shown.append(clauses)
    for wording in gathered.wordings:
        for terms in (word_terms(wording), gram_terms(wording)):
            lengths.append(len(dict.fromkeys(terms)))
            said += dict.fromkeys(terms)
    known = list(texts)
    return layout([known.index(code) if code in texts else 0 for code in LANGUAGES], shown, lengths), said


def part_of(documents: Sequence[Gathered]) -> Part:
    """The part of the index that some documents make."""
    ids: dict[str, int] = {}
    lengths: list[int] = []
    numbers: list[int] = []
    impacts: list[int] = []
    layouts: list[bytes] = []
    said: list[int] = []
    said_lengths: list[int] = []
    for gathered in documents:
        found = impacts_of(gathered.texts)
        lengths.append(len(found))
        numbers += [ids.setdefault(term, len(ids)) for term in found]
        impacts += found.values()
        head, terms = _said(gathered)
        layouts.append(head.tobytes())
        said += [ids.setdefault(term, len(ids)) for term in terms]
        said_lengths.append(len(terms))
    number, impact = np.array(numbers, NUMBER), np.array(impacts, IMPACT)
    document = np.repeat(np.arange(len(lengths), dtype=KEY), lengths)
    keys = (HIGHEST - impact.astype(KEY)) << KEY(DOCUMENT_BITS) | document
    order = np.lexsort((keys, number))
    count = np.bincount(number, minlength=len(ids))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(count) - count, count)
    kept = np.minimum(count, HEAD)
    return Part(
        list(ids),
        np.array(lengths, np.int64),
        number,
        impact,
        layouts,
        np.array(said, NUMBER),
        said_lengths,
        count,
        kept,
        keys[order][rank < HEAD],
    )


class Gathering:
    """The index as it grows: the number of each term, in how many documents it stands, and where it weighs most."""

    def __init__(self) -> None:
        self._size = 0
        self._ids: dict[str, int] = {}
        self._documents: list[int] = []
        self._heads: list[bytearray] = []

    def add(self, part: Part) -> list[tuple[bytes, bytes]]:
        """Takes in the documents of a part, which come after those before; terms and sayings of each, packed."""
        ids = self._ids
        new = [ids.setdefault(term, len(ids)) for term in part.terms]
        self._heads += (bytearray() for _ in range(len(ids) - len(self._heads)))
        self._documents += [0] * (len(ids) - len(self._documents))
        heads, start = (part.heads + KEY(self._size)).tobytes(), 0
        for number, count, kept in zip(new, part.documents.tolist(), part.kept.tolist(), strict=True):
            end = start + kept * KEY().itemsize
            self._documents[number] += count
            head = self._heads[number]
            head += heads[start:end]
            if len(head) > MOST_KEPT * KEY().itemsize:
                head[:] = _heaviest(head).tobytes()
            start = end
        self._size += len(part.lengths)
        numbers = np.array(new, NUMBER)
        return list(zip(_packed(part, numbers), _packed_sayings(part, numbers), strict=True))

    def rows(self) -> Iterator[dict[str, object]]:
        """The rows of the terms; documents count from 1."""
        for term, number in self._ids.items():
            keys = _heaviest(self._heads[number])
            documents, impacts = (keys & KEY((1 << DOCUMENT_BITS) - 1)) + KEY(1), HIGHEST - (keys >> KEY(DOCUMENT_BITS))
            yield {"term": term, "id": number, "documents": self._documents[number], "head": packed(documents, impacts)}


def _heaviest(head: bytearray) -> NDArray[np.uint64]:
    return np.sort(np.frombuffer(bytes(head), KEY))[:HEAD]


def _packed(part: Part, new: NDArray[np.uint32]) -> Iterator[bytes]:
    """The terms of each document by their numbers in the whole index, in rising order."""
    numbers = new[part.numbers]
    ends = np.cumsum(part.lengths)
    order = np.lexsort((numbers, np.repeat(np.arange(len(ends)), part.lengths)))
    yield from packed_slices(numbers[order], part.impacts[order], ends.tolist())


def _packed_sayings(part: Part, new: NDArray[np.uint32]) -> Iterator[bytes]:
    """The layout and the said terms of each document by their numbers in the whole index."""
    said, start = new[part.said].tobytes(), 0
    for head, length in zip(part.layouts, part.said_lengths, strict=True):
        end = start + length * NUMBER_BYTES
        yield head + said[start:end]
        start = end


def parts(documents: Iterable[Gathered]) -> Iterator[Part]:
    """The parts of an index in their order; many are made by as many processes as there are processors."""
    chunks = _chunks(documents)
    first = list(islice(chunks, ALONE))
    processors = len(os.sched_getaffinity(0))
    if len(first) < ALONE or processors == 1:
        yield from map(part_of, first)
        yield from map(part_of, chunks)
        return
    # Spawned: a copy of a process that has threads may hang.
    with ProcessPoolExecutor(processors, mp_context=get_context("spawn")) as pool:
        running: deque[Future[Part]] = deque(pool.submit(part_of, chunk) for chunk in first)
        for chunk in chunks:
            yield running.popleft().result()
            running.append(pool.submit(part_of, chunk))
        while running:
            yield running.popleft().result()


def _chunks(documents: Iterable[Gathered]) -> Iterator[list[Gathered]]:
    remaining = iter(documents)
    while chunk := list(islice(remaining, PART)):
        yield chunk
