"""Builds the search index from everything that can be answered."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from knowledge.search.filtering import Filter
from knowledge.search.gathering import Gathered, Gathering, parts
from knowledge.search.guessing import Cues
from knowledge.search.tables import (
    search_cue,
    search_document,
    search_listing,
    search_name,
    search_name_filter,
    search_relation,
    search_term,
)
from knowledge.search.terms import folded, name_sound

BATCH = 5_000
TABLES = (
    search_term, search_cue, search_document, search_name, search_name_filter, search_relation, search_listing,
)  # fmt: skip


@dataclass(frozen=True)
class Statement:
    """One thing that can be said: `texts` holds (weight, text) in any languages, `shown` the pieces of what is said in
    each language, `wordings` how people ask for it, without the names of what it is about.
    """

    kind: str
    record: str
    subject: str
    subject_kind: str
    topic: str
    route: str
    texts: list[tuple[float, str]] = field(default_factory=list)
    shown: Mapping[str, Sequence[str]] = field(default_factory=dict)
    wordings: Sequence[str] = ()


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


def build_index(
    connection: sa.engine.Connection,
    statements: Iterable[Statement],
    names: Iterable[Name],
    relations: Iterable[tuple[str, str]],
    listings: Iterable[Listing] = (),
) -> None:
    """Replace the index. Runs in the caller's transaction."""
    for table in TABLES:
        connection.execute(table.delete())
    gathering, cues, heard = Gathering(), Cues(), set[str]()
    _insert(connection, search_document, _document_rows(statements, gathering, cues))
    _insert(connection, search_term, gathering.rows())
    _insert(connection, search_cue, cues.rows())
    _insert(connection, search_name, _name_rows(names, heard))
    _insert(connection, search_name_filter, [{"id": 1, "bits": Filter.of(heard).packed()}])
    _insert(connection, search_relation, ({"child": c, "parent": p} for c, p in sorted(set(relations))))
    _insert(connection, search_listing, (vars(listing) for listing in listings))


def _document_rows(statements: Iterable[Statement], gathering: Gathering, cues: Cues) -> Iterator[dict[str, object]]:
    waiting: deque[Statement] = deque()

    def gathered() -> Iterator[Gathered]:
        for statement in statements:
            waiting.append(statement)
            cues.add(statement.topic, statement.wordings)
            yield Gathered(statement.texts, statement.shown, statement.wordings)

    number = 0
    for part in parts(gathered()):
        for terms, said in gathering.add(part):
            number += 1
            yield _document_row(number, waiting.popleft(), terms, said)


def _document_row(number: int, statement: Statement, terms: bytes, said: bytes) -> dict[str, object]:
    return {
        "id": number,
        "kind": statement.kind,
        "record": statement.record,
        "subject": statement.subject,
        "subject_kind": statement.subject_kind,
        "topic": statement.topic,
        "route": statement.route,
        "terms": terms,
        "said": said,
    }


def _name_rows(names: Iterable[Name], heard: set[str]) -> Iterator[dict[str, object]]:
    """Their keys and sounds are put into `heard`."""
    seen: set[tuple[str, str]] = set()
    for name in names:
        key = folded(name.text)[:200]
        if not key or (name.record, key) in seen:
            continue
        seen.add((name.record, key))
        sound = name_sound(name.text)[:200]
        heard |= {key, sound}
        yield {
            "id": len(seen),
            "key": key,
            "sound": sound,
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
