"""Builds the search index from everything that can be answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import sqlalchemy as sa

from bot.language import sound_key
from knowledge.search.tables import (
    search_document,
    search_name,
    search_posting,
    search_relation,
    search_term,
)
from knowledge.search.terms import folded, terms_of

SATURATION = 1.2  # BM25 k1
LENGTH_WEIGHT = 0.4  # BM25 b
AVERAGE_LENGTH = 40.0  # terms; fixed, so that adding a record does not change the others
IMPACT_SCALE = 1000
BATCH = 5_000


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


def weighted_terms(statement: Statement) -> dict[str, float]:
    """Terms of a statement with their summed weights."""
    weights: Counter[str] = Counter()
    for weight, text in statement.texts:
        for term, count in terms_of(text).items():
            weights[term] += weight * count  # type: ignore[assignment]  # Counter of floats
    return dict(weights)


def impacts(statement: Statement) -> dict[str, int]:
    """BM25 weight of each term in the statement, without the term's rarity, times IMPACT_SCALE."""
    weights = weighted_terms(statement)
    length = sum(weights.values())
    norm = SATURATION * (1 - LENGTH_WEIGHT + LENGTH_WEIGHT * length / AVERAGE_LENGTH)
    return {t: max(1, round(IMPACT_SCALE * w * (SATURATION + 1) / (w + norm))) for t, w in weights.items()}


def build_index(
    connection: sa.engine.Connection,
    statements: Iterable[Statement],
    names: Iterable[Name],
    relations: Iterable[tuple[str, str]],
) -> None:
    """Replace the index. Runs in the caller's transaction."""
    for table in (search_posting, search_term, search_document, search_name, search_relation):
        connection.execute(table.delete())
    term_ids: dict[str, int] = {}
    frequencies: Counter[int] = Counter()
    documents: list[dict[str, object]] = []
    postings: list[tuple[int, int, int]] = []
    for number, statement in enumerate(statements, start=1):
        documents.append(
            {
                "id": number,
                "kind": statement.kind,
                "record": statement.record,
                "subject": statement.subject,
                "subject_kind": statement.subject_kind,
                "topic": statement.topic,
                "route": statement.route,
            }
        )
        for term, impact in impacts(statement).items():
            term_id = term_ids.setdefault(term, len(term_ids) + 1)
            frequencies[term_id] += 1
            postings.append((term_id, -impact, number))
    _insert(connection, search_document, documents)
    _insert(connection, search_term, ({"term": t, "id": i, "documents": frequencies[i]} for t, i in term_ids.items()))
    postings.sort()
    _insert(
        connection,
        search_posting,
        ({"term_id": t, "impact": i, "document_id": d} for t, i, d in postings),
    )
    _insert(connection, search_name, _name_rows(names))
    _insert(connection, search_relation, ({"child": c, "parent": p} for c, p in sorted(set(relations))))


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
