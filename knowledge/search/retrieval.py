"""Reads the heads of the posting lists and scores the statements found in them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from knowledge.search.indexing import IMPACT_SCALE, SATURATION
from knowledge.search.tables import search_document, search_term
from knowledge.search.terms import GRAM, terms_of

HEAD = 200  # postings read of each term
WORDS, GRAMS = 14, 18  # rarest terms asked for
GRAM_WEIGHT = 0.35
CANDIDATES = 50


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
    """The weights of a question's terms and what they add up to."""

    weights: Mapping[int, float]
    words: frozenset[int]
    grams: frozenset[int]
    word_mass: float
    gram_mass: float


def _rarity(total: int, documents: int) -> float:
    return math.log(1 + (total - documents + 0.5) / (documents + 0.5))


def _known_terms(connection: sa.engine.Connection, counts: Mapping[str, int], total: int) -> list[_Term]:
    query = sa.select(search_term.c.term, search_term.c.id, search_term.c.documents).where(
        search_term.c.term.in_(sorted(counts))
    )
    terms = []
    for term, term_id, documents in connection.execute(query):
        is_word = not term.startswith(GRAM)
        terms.append(_Term(term_id, term, _rarity(total, documents) * (1.0 if is_word else GRAM_WEIGHT), is_word))
    rarest = sorted(terms, key=lambda t: (-t.weight, t.id))
    words = [t for t in rarest if t.is_word][:WORDS]
    return words + [t for t in rarest if not t.is_word][:GRAMS]


def _numbers(values: Iterable[int]) -> str:
    return ",".join(str(int(value)) for value in values)


def _heads(connection: sa.engine.Connection, terms: Sequence[_Term]) -> dict[int, float]:
    """Partial score of each document in the head of a term's list."""
    # Written out, with whole numbers only: building these forty subqueries as expressions costs more than running them.
    parts = (
        "SELECT * FROM (SELECT term_id, impact, document_id FROM search_posting "
        f"WHERE term_id = {int(term.id)} ORDER BY impact, document_id LIMIT {HEAD}) AS head"
        for term in terms
    )
    weights = {term.id: term.weight for term in terms}
    scores: dict[int, float] = defaultdict(float)
    for term_id, impact, document_id in connection.exec_driver_sql(" UNION ALL ".join(parts)).fetchall():
        scores[document_id] -= impact * weights[term_id]
    return scores


def _exact(
    connection: sa.engine.Connection, terms: Sequence[_Term], candidates: Sequence[int]
) -> dict[int, dict[int, int]]:
    query = (
        "SELECT document_id, term_id, impact FROM search_posting "
        f"WHERE document_id IN ({_numbers(candidates)}) AND term_id IN ({_numbers(t.id for t in terms)})"
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for document_id, term_id, impact in connection.exec_driver_sql(query).fetchall():
        found[document_id][term_id] = -impact
    return found


def documents(connection: sa.engine.Connection, ids: Iterable[int]) -> dict[int, Document]:
    """Statements by their number."""
    columns = "id, kind, record, subject, subject_kind, topic, route"
    query = f"SELECT {columns} FROM search_document WHERE id IN ({_numbers(ids)})"
    return {row[0]: Document(*row) for row in connection.exec_driver_sql(query).fetchall()}


def documents_about(connection: sa.engine.Connection, subjects: Sequence[str]) -> list[int]:
    """Numbers of the statements about some records."""
    query = sa.select(search_document.c.id).where(search_document.c.subject.in_(sorted(subjects)))
    return list(connection.execute(query.order_by(search_document.c.id)).scalars())


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
    partial = _heads(connection, terms) if terms else {}
    best = sorted(partial, key=lambda d: (-partial[d], d))[:limit]
    wanted = list(dict.fromkeys([*best, *also]))
    if not wanted:
        return []
    impacts = _exact(connection, terms, wanted) if terms else {}
    found = documents(connection, wanted)
    in_focus = [t for t in terms if t.text in wanted_terms]
    mass = _Mass(
        weights={t.id: t.weight for t in terms},
        words=frozenset(t.id for t in in_focus if t.is_word),
        grams=frozenset(t.id for t in in_focus if not t.is_word),
        word_mass=_word_mass(wanted_terms, in_focus, total),
        gram_mass=sum(t.weight for t in in_focus if not t.is_word),
    )
    hits = [_hit(found[d], impacts.get(d, {}), mass) for d in wanted if d in found]
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
