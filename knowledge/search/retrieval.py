"""Reads the heads of the posting lists and scores the statements found in them."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

import sqlalchemy as sa

from knowledge.search.indexing import IMPACT_SCALE, SATURATION
from knowledge.search.packing import unpacked
from knowledge.search.querying import select
from knowledge.search.terms import GRAM, terms_of

WORDS, GRAMS = 14, 18  # rarest terms asked for
GRAM_WEIGHT = 0.35
CANDIDATES = 50
MOST_ABOUT = 400  # statements about what was named


@dataclass(frozen=True)
class Document:
    """One statement of the index."""

    id: int
    kind: str
    record: str
    subject: str
    subject_kind: str
    topic: str
    route: str


@dataclass(frozen=True)
class Hit:
    """A statement with how well its words fit: `text` and `coverage` from 0 to 1."""

    document: Document
    text: float
    coverage: float


@dataclass(frozen=True)
class _Term:
    id: int
    text: str
    weight: float  # rarity, and for pieces of sound a discount
    is_word: bool
    head: bytes


@dataclass(frozen=True)
class _Mass:
    """The weights of a question's terms and what they add up to."""

    weights: Mapping[int, float]
    words: frozenset[int]
    grams: frozenset[int]
    word_mass: float
    gram_mass: float


def _rarity(total: int, documents: int) -> float:
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def _known_terms(connection: sa.engine.Connection, counts: Mapping[str, int], total: int) -> list[_Term]:
    query = "SELECT term, id, documents, head FROM search_term WHERE term IN ({})"
    terms = []
    for term, term_id, documents, head in select(connection, query, counts):
        is_word = not term.startswith(GRAM)
        weight = _rarity(total, documents) * (1.0 if is_word else GRAM_WEIGHT)
        terms.append(_Term(term_id, term, weight, is_word, head))
    rarest = sorted(terms, key=lambda t: (-t.weight, t.id))
    words = [t for t in rarest if t.is_word][:WORDS]
    return words + [t for t in rarest if not t.is_word][:GRAMS]


def _partial_scores(terms: Iterable[_Term]) -> dict[int, float]:
    """Partial score of each document in the head of a term's list."""
    scores: dict[int, float] = defaultdict(float)
    for term in terms:
        weight = term.weight
        for document, impact in zip(*unpacked(term.head), strict=True):
            scores[document] += impact * weight
    return scores


def _documents(connection: sa.engine.Connection, ids: Collection[int]) -> dict[int, tuple[Document, bytes]]:
    """Statements and their packed terms by their number."""
    columns = "id, kind, record, subject, subject_kind, topic, route, terms"
    rows = select(connection, f"SELECT {columns} FROM search_document WHERE id IN ({{}})", ids)
    return {row[0]: (Document(*row[:-1]), row[-1]) for row in rows}


def _impacts(terms: bytes, wanted: Sequence[int]) -> dict[int, int]:
    """Those of the wanted terms, in rising order, that a document has, with their impact."""
    numbers, impacts = unpacked(terms)
    found, place, end = {}, 0, len(numbers)
    for number in wanted:
        place = bisect_left(numbers, number, place)
        if place == end:
            break
        if numbers[place] == number:
            found[number] = impacts[place]
    return found


def documents_about(connection: sa.engine.Connection, subjects: Sequence[str]) -> list[int]:
    """Numbers of the statements about some records."""
    query = f"SELECT id FROM search_document WHERE subject IN ({{}}) ORDER BY id LIMIT {MOST_ABOUT}"
    return [row[0] for row in select(connection, query, subjects)]


def retrieve(
    connection: sa.engine.Connection,
    text: str,
    focus: str,
    total: int,
    also: Sequence[int] = (),
    limit: int = CANDIDATES,
) -> list[Hit]:
    """The statements whose words fit a clean text best, with those of `also` whatever they score.

    `total` is the number of statements in the index. Coverage counts the terms of `focus` alone, a part
    of the text; a word that no statement has counts against all of them. Without a focus it is 1.
    """
    counts, wanted_terms = terms_of(text), terms_of(focus)
    terms = _known_terms(connection, counts, total) if counts else []
    partial = _partial_scores(terms)
    best = [d for _, d in nsmallest(limit, ((-score, d) for d, score in partial.items()))]
    wanted = list(dict.fromkeys([*best, *also]))
    if not wanted:
        return []
    found = _documents(connection, wanted)
    in_focus = [t for t in terms if t.text in wanted_terms]
    mass = _Mass(
        weights={t.id: t.weight for t in terms},
        words=frozenset(t.id for t in in_focus if t.is_word),
        grams=frozenset(t.id for t in in_focus if not t.is_word),
        word_mass=_word_mass(wanted_terms, in_focus, total),
        gram_mass=sum(t.weight for t in in_focus if not t.is_word),
    )
    asked = sorted(mass.weights)
    hits = [_hit(document, _impacts(packed, asked), mass) for document, packed in found.values()]
    return sorted(hits, key=lambda h: (-h.text, h.document.id))


def _word_mass(counts: Mapping[str, int], terms: Sequence[_Term], total: int) -> float:
    known = [t.weight for t in terms if t.is_word]
    unknown = max(0, min(WORDS, sum(not c.startswith(GRAM) for c in counts)) - len(known))
    return sum(known) + unknown * _rarity(total, 1) * 0.5


def _hit(document: Document, impacts: Mapping[int, int], mass: _Mass) -> Hit:
    score = words = grams = 0.0
    for term_id, impact in impacts.items():
        weight = mass.weights[term_id]
        score += impact * weight
        if term_id in mass.words:
            words += weight
        elif term_id in mass.grams:
            grams += weight
    by_word = words / mass.word_mass if mass.word_mass else 0.0
    by_gram = grams / mass.gram_mass if mass.gram_mass else 0.0
    coverage = max(by_word, 0.9 * by_gram) if mass.word_mass or mass.gram_mass else 1.0
    reach = sum(mass.weights.values()) * IMPACT_SCALE * (SATURATION + 1) * 0.75
    return Hit(document, min(1.0, score / reach) if reach else 0.0, coverage)
