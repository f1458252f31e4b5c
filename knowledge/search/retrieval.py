"""Reads the heads of the posting lists and scores the statements found in them."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from knowledge.search.gathering import IMPACT_SCALE, SATURATION
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


@dataclass(frozen=True)
class _Mass:
    """What the words and the pieces of sound of the focus weigh together."""

    words: float
    grams: float


def _rarity(total: int, documents: int) -> float:
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def _known_terms(connection: sa.engine.Connection, counts: Mapping[str, int], total: int) -> list[_Term]:
    """The rarest words of a question that the index knows, then the rarest pieces of sound."""
    query = "SELECT term, id, documents FROM search_term WHERE term IN ({})"
    terms = []
    for term, term_id, documents in select(connection, query, counts):
        is_word = not term.startswith(GRAM)
        weight = _rarity(total, documents) * (1.0 if is_word else GRAM_WEIGHT)
        terms.append(_Term(term_id, term, weight, is_word))
    rarest = sorted(terms, key=lambda t: (-t.weight, t.id))
    words = [t for t in rarest if t.is_word][:WORDS]
    return words + [t for t in rarest if not t.is_word][:GRAMS]


def _best(connection: sa.engine.Connection, terms: Sequence[_Term], limit: int) -> list[int]:
    """The documents with the highest partial scores: what they score in the heads of the terms' lists."""
    query = "SELECT term, head FROM search_term WHERE term IN ({})"
    heads = {term: unpacked(head) for term, head in select(connection, query, [t.text for t in terms])}
    lists = [heads[term.text] for term in terms]
    if not lists:
        return []
    weights = np.repeat([term.weight for term in terms], [len(numbers) for numbers, _ in lists])
    documents, places = np.unique(np.concatenate([numbers for numbers, _ in lists]), return_inverse=True)
    scores = np.bincount(places, np.concatenate([impacts for _, impacts in lists]) * weights)
    best: list[int] = documents[np.lexsort((documents, -scores))[:limit]].tolist()
    return best


def _documents(connection: sa.engine.Connection, ids: Collection[int]) -> list[tuple[Document, bytes]]:
    """Statements and their packed terms."""
    columns = "id, kind, record, subject, subject_kind, topic, route, terms"
    rows = select(connection, f"SELECT {columns} FROM search_document WHERE id IN ({{}})", ids)
    return [(Document(*row[:-1]), row[-1]) for row in rows]


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
    wanted = list(dict.fromkeys([*_best(connection, terms, limit), *also]))
    if not wanted:
        return []
    in_focus = {t.id for t in terms if t.text in wanted_terms}
    mass = _Mass(
        words=_word_mass(wanted_terms, [t for t in terms if t.id in in_focus], total),
        grams=sum(t.weight for t in terms if t.id in in_focus and not t.is_word),
    )
    hits = _hits(_documents(connection, wanted), terms, in_focus, mass)
    return sorted(hits, key=lambda h: (-h.text, h.document.id))


def _word_mass(counts: Mapping[str, int], terms: Sequence[_Term], total: int) -> float:
    known = [t.weight for t in terms if t.is_word]
    unknown = max(0, min(WORDS, sum(not c.startswith(GRAM) for c in counts)) - len(known))
    return sum(known) + unknown * _rarity(total, 1) * 0.5


def _hits(
    found: Sequence[tuple[Document, bytes]], terms: Sequence[_Term], in_focus: Collection[int], mass: _Mass
) -> list[Hit]:
    """The statements with their whole scores, from their own terms."""
    lists = [unpacked(packed) for _, packed in found]
    numbers = np.concatenate([numbers for numbers, _ in lists])
    # Where a term stands among those asked for, from 1; 0 when it is not asked for.
    place = np.zeros(1 + max(int(numbers.max(initial=0)), *(t.id for t in terms), 0), np.uint8)
    place[[t.id for t in terms]] = np.arange(1, len(terms) + 1)
    places = place[numbers]
    common = np.flatnonzero(places)
    asked = places[common] - 1
    document = np.repeat(np.arange(len(lists)), [len(numbers) for numbers, _ in lists])[common]
    impacts = np.concatenate([impacts for _, impacts in lists])[common]

    def summed(weights: Sequence[float], factor: object = 1) -> list[float]:
        sums: list[float] = np.bincount(document, np.array(weights, float)[asked] * factor, len(lists)).tolist()
        return sums

    scores = summed([t.weight for t in terms], impacts)
    words = summed([t.weight if t.is_word and t.id in in_focus else 0.0 for t in terms])
    grams = summed([t.weight if not t.is_word and t.id in in_focus else 0.0 for t in terms])
    reach = sum(t.weight for t in terms) * IMPACT_SCALE * (SATURATION + 1) * 0.75
    return [
        Hit(document, min(1.0, score / reach) if reach else 0.0, _coverage(word, gram, mass))
        for (document, _), score, word, gram in zip(found, scores, words, grams, strict=True)
    ]


def _coverage(words: float, grams: float, mass: _Mass) -> float:
    by_word = words / mass.words if mass.words else 0.0
    by_gram = grams / mass.grams if mass.grams else 0.0
    return max(by_word, 0.9 * by_gram) if mass.words or mass.grams else 1.0
