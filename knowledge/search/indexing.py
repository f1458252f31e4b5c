"""Builds the search index from everything that can be answered."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.language import sound_key
from knowledge.search.packing import packed
from knowledge.search.tables import (
    search_document,
    search_listing,
    search_name,
    search_relation,
    search_term,
)
from knowledge.search.terms import folded, terms_of

SATURATION = 1.2  # BM25 k1
LENGTH_WEIGHT = 0.4  # BM25 b
AVERAGE_LENGTH = 40.0  # terms; fixed, so that adding a record does not change the others
IMPACT_SCALE = 1000
BATCH = 5_000
HEAD = 200  # documents kept of each term
MOST_KEPT = 8 * HEAD  # while the index is built
KEY, DOCUMENT_BITS, HIGHEST = "Q", 32, (1 << 16) - 1


@dataclass(frozen=True)
class Statement:
    """One thing that can be said: `texts` holds (weight, text) in any languages."""

    kind: str
    record: str
    subject: str
    subject_kind: str
    topic: str
    route: str
    texts: list[tuple[float, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Name:
    record: str
    kind: str
    text: str
    is_main: bool


@dataclass(frozen=True)
class Listing:
    """A record that is in the list of a need and an area."""

    kind: str
    need: str
    area: str
    record: str


def weighted_terms(statement: Statement) -> dict[str, float]:
    """Terms of a statement with their summed weights."""
    weights: dict[str, float] = {}
    for weight, text in statement.texts:
        for term, count in terms_of(text).items():
            weights[term] = weights.get(term, 0) + weight * count
    return weights


def impacts(statement: Statement) -> dict[str, int]:
    """BM25 weight of each term in the statement, without the term's rarity, times IMPACT_SCALE."""
    weights = weighted_terms(statement)
    length = sum(weights.values())
    norm = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / AVERAGE_LENGTH)
    return {t: max(1, round(IMPACT_SCALE * w * (SATURATION + 1) / (w + norm))) for t, w in weights.items()}


class _Terms:
    """The terms of a growing index: the number of each, in how many documents it stands, and where it weighs most."""

    def __init__(self) -> None:
        self._ids: dict[str, int] = {}
        self._documents: list[int] = []
        # The heaviest documents so far of each term, as numbers that sort as the head does: few bytes for many.
        self._heaviest: list[array[int]] = []

    def add(self, document: int, impacts: Mapping[str, int]) -> bytes:
        """Takes in a document; its terms, packed."""
        pairs = []
        for term, impact in impacts.items():
            number = self._ids.setdefault(term, len(self._ids))
            if number == len(self._documents):
                self._documents.append(0)
                self._heaviest.append(array(KEY))
            self._documents[number] += 1
            heaviest = self._heaviest[number]
            heaviest.append((HIGHEST - impact) << DOCUMENT_BITS | document)
            if len(heaviest) == MOST_KEPT:
                self._heaviest[number] = array(KEY, sorted(heaviest)[:HEAD])
            pairs.append((number, impact))
        return packed(sorted(pairs))

    def rows(self) -> Iterator[dict[str, object]]:
        for term, number in self._ids.items():
            keys = sorted(self._heaviest[number])[:HEAD]
            head = [(key & (1 << DOCUMENT_BITS) - 1, HIGHEST - (key >> DOCUMENT_BITS)) for key in keys]
            yield {"term": term, "id": number, "documents": self._documents[number], "head": packed(head)}


def build_index(
    connection: sa.engine.Connection,
    statements: Iterable[Statement],
    names: Iterable[Name],
    relations: Iterable[tuple[str, str]],
    listings: Iterable[Listing] = (),
) -> None:
    """Replace the index. Runs in the caller's transaction."""
    for table in (search_term, search_document, search_name, search_relation, search_listing):
        connection.execute(table.delete())
    terms = _Terms()
    _insert(connection, search_document, _document_rows(statements, terms))
    _insert(connection, search_term, terms.rows())
    _insert(connection, search_name, _name_rows(names))
    _insert(connection, search_relation, ({"child": c, "parent": p} for c, p in sorted(set(relations))))
    _insert(connection, search_listing, (vars(listing) for listing in listings))


def _document_rows(statements: Iterable[Statement], terms: _Terms) -> Iterator[dict[str, object]]:
    for number, statement in enumerate(statements, start=1):
        yield {
            "id": number,
            "kind": statement.kind,
            "record": statement.record,
            "subject": statement.subject,
            "subject_kind": statement.subject_kind,
            "topic": statement.topic,
            "route": statement.route,
            "terms": terms.add(number, impacts(statement)),
        }


def _name_rows(names: Iterable[Name]) -> Iterator[dict[str, object]]:
    seen: set[tuple[str, str]] = set()
    for name in names:
        key = folded(name.text)[:200]
        if not key or (name.record, key) in seen:
            continue
        seen.add((name.record, key))
        yield {
            "id": len(seen),
            "key": key,
            "sound": folded(sound_key(name.text))[:200],
            "record": name.record,
            "kind": name.kind,
            "is_main": name.is_main,
        }


def _insert(connection: sa.engine.Connection, table: sa.Table, rows: Iterable[dict[str, object]]) -> None:
    batch: list[dict[str, object]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            connection.execute(table.insert(), batch)
            batch.clear()
    if batch:
        connection.execute(table.insert(), batch)
