"""What editors look up: one record with all that hangs on it, what is due for review, what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

import sqlalchemy as sa

from knowledge.errors import KnowledgeError
from knowledge.models import hsds, metadata, own

MAIN_LANGUAGE = "th"
_HIDDEN = frozenset({"id", "slug", "file", "line"})


class Unknown(KnowledgeError):
    """No record has this id."""


@dataclass(frozen=True)
class Due:
    """A record past its day: `reason` is "review" or "expired"; `sources` are their Thai titles and addresses."""

    slug: str
    due: date
    reason: str
    owner: str
    file: str
    line: int
    sources: tuple[str, ...]

    def days_late(self, on: date) -> int:
        """Days from the one it was due to another."""
        return (on - self.due).days


@dataclass(frozen=True)
class KnownGap:
    """Something a record lacks; `note` is Thai."""

    subject: str
    topic: str
    note: str
    where_to_ask: tuple[str, ...]


def stale(connection: sa.engine.Connection, on: date) -> list[Due]:
    """Records whose review_by or valid_to lies before a day, oldest first."""
    record = own.record.c
    query = sa.select(own.record).where(sa.or_(record.review_by < on, record.valid_to < on))
    sources = _source_titles(connection)
    found = []
    for row in connection.execute(query):
        expired = row.valid_to is not None and row.valid_to < on
        due = row.valid_to if expired else row.review_by
        reason = "expired" if expired else "review"
        titles = sources.get(row.slug, ())
        found.append(Due(row.slug, due, reason, row.owner, row.file, row.line, tuple(titles)))
    return sorted(found, key=lambda item: (item.due, item.slug))


def gaps(connection: sa.engine.Connection) -> list[KnownGap]:
    """All gaps, by record."""
    query = sa.select(own.gap).order_by(own.gap.c.subject, own.gap.c.topic, own.gap.c.slug)
    return [
        KnownGap(row.subject, row.topic, (row.note or {}).get(MAIN_LANGUAGE, ""), tuple(row.where_to_ask))
        for row in connection.execute(query)
    ]


def describe(connection: sa.engine.Connection, slug: str) -> Iterator[str]:
    """Lines about a record: its fields, names, phones, facts, gaps, sources and parts; raises Unknown."""
    found = connection.execute(sa.select(own.record).where(own.record.c.slug == slug)).first()
    if found is None:
        known = connection.execute(sa.select(own.record.c.slug)).scalars().all()
        near = get_close_matches(slug, list(known), n=3, cutoff=0.5)
        raise Unknown(f"no record has the id {slug!r}" + (f"; near: {', '.join(near)}" if near else ""))
    yield f"{found.kind} {slug}  ({found.file}:{found.line})"
    yield from _fields(connection, slug)
    yield from _section(
        "names", (f"{row.text} ({row.language})" for row in _rows(connection, own.name, "record", slug))
    )
    yield from _section("phones", _phones(connection, slug))
    facts = _rows(connection, own.fact, "subject", slug)
    yield from _section(
        "facts", (f"{row.topic}: {row.text[MAIN_LANGUAGE]}  [{', '.join(row.source)}]" for row in facts)
    )
    yield from _section("gaps", (row.topic for row in _rows(connection, own.gap, "subject", slug)))
    yield from _section("sources", _source_titles(connection, slug).get(slug, ()))
    parts = (row for row in _rows(connection, own.record, "parent", slug) if row.kind not in {"fact", "gap"})
    yield from _section("parts", (f"{row.kind} {row.slug}" for row in parts))


def _fields(connection: sa.engine.Connection, slug: str) -> Iterator[str]:
    for table in metadata.sorted_tables:
        if "slug" not in table.columns:
            continue
        for row in connection.execute(sa.select(table).where(table.c.slug == slug)).mappings():
            for name, value in row.items():
                if value not in (None, [], {}) and name not in _HIDDEN and not name.endswith("_id"):
                    yield f"  {name}: {value}"


def _phones(connection: sa.engine.Connection, slug: str) -> Iterator[str]:
    phone = hsds.phone.c
    query = (
        sa.select(hsds.phone).where(phone.slug.startswith(f"{slug}/phone-", autoescape=True)).order_by(phone.position)
    )
    for row in connection.execute(query):
        extension = f" ext. {row.extension}" if row.extension is not None else ""
        caution = ", check first" if row.check_first else ""
        yield f"{row.number}{extension}  trust {row.trust}{caution}, checked {row.checked}  [{', '.join(row.source)}]"


def _rows(connection: sa.engine.Connection, table: sa.Table, column: str, value: str) -> list[sa.engine.Row]:
    order = table.c.position if "position" in table.columns else next(iter(table.primary_key))
    return list(connection.execute(sa.select(table).where(table.c[column] == value).order_by(order)))


def _section(title: str, lines: Iterator[str] | tuple[str, ...] | list[str]) -> Iterator[str]:
    found = [f"    {line}" for line in lines]
    if found:
        yield f"  {title}:"
        yield from found


def _source_titles(connection: sa.engine.Connection, record: str = "") -> dict[str, list[str]]:
    """ "title, address" of the sources of each record, or of one."""
    query = (
        sa.select(own.record_source.c.record, own.source.c.title, own.source.c.url)
        .join(own.source, own.source.c.slug == own.record_source.c.source)
        .order_by(own.record_source.c.record, own.record_source.c.position)
    )
    if record:
        query = query.where(own.record_source.c.record == record)
    titles: dict[str, list[str]] = {}
    for row in connection.execute(query):
        titles.setdefault(row.record, []).append(", ".join(filter(None, (row.title[MAIN_LANGUAGE], row.url))))
    return titles
