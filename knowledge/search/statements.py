"""Everything in the knowledge base that can be answered, as statements for the index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from knowledge.models import hsds, own
from knowledge.search.indexing import Name, Statement, build_index

NAME_WEIGHT, TITLE_WEIGHT, ASK_WEIGHT, TEXT_WEIGHT, DETAIL_WEIGHT = 0.5, 1.6, 1.6, 1.0, 0.5
NOT_SUBJECTS = ("source", "article", "fact")
Texts = list[tuple[float, str]]


def _weighted(weight: float, texts: Mapping[str, Any] | Sequence[Any] | None) -> Texts:
    """Every string inside nested maps and lists, with one weight."""
    if not texts:
        return []
    values = texts.values() if isinstance(texts, Mapping) else texts
    found: Texts = []
    for value in values:
        found += [(weight, value)] if isinstance(value, str) else _weighted(weight, value)
    return found


def _main_names(connection: sa.engine.Connection) -> dict[str, Texts]:
    names: dict[str, Texts] = {}
    query = sa.select(own.name.c.record, own.name.c.text).where(own.name.c.is_main).order_by(own.name.c.id)
    for record, text in connection.execute(query):
        names.setdefault(record, []).append((NAME_WEIGHT, text))
    return names


def _facts(connection: sa.engine.Connection, names: Mapping[str, Texts]) -> Iterator[Statement]:
    for row in connection.execute(sa.select(own.fact).order_by(own.fact.c.slug)):
        texts = _weighted(TEXT_WEIGHT, row.text) + _weighted(ASK_WEIGHT, row.asks) + names.get(row.subject, [])
        yield Statement("fact", row.slug, row.subject, row.subject_kind, row.topic, "", texts)


def _articles(connection: sa.engine.Connection) -> Iterator[Statement]:
    for row in connection.execute(sa.select(own.article).order_by(own.article.c.slug)):
        texts = (
            _weighted(TITLE_WEIGHT, row.title)
            + _weighted(ASK_WEIGHT, row.asks)
            + _weighted(TEXT_WEIGHT, row.answer)
            + _weighted(DETAIL_WEIGHT, [row.steps, row.papers, row.if_missing, row.office])
        )
        yield Statement("article", row.slug, row.slug, "article", "article", row.route, texts)


def _described(connection: sa.engine.Connection, names: Mapping[str, Texts]) -> Iterator[Statement]:
    for kind, table in (("organisation", hsds.organization), ("program", hsds.program), ("service", hsds.service)):
        for row in connection.execute(sa.select(table).order_by(table.c.slug)):
            texts = [(2 * w, t) for w, t in names.get(row.slug, [])]
            if row.description:
                texts.append((TEXT_WEIGHT, row.description))
            texts += _weighted(TEXT_WEIGHT, row.x_translations)
            yield Statement("record", row.slug, row.slug, kind, "what", "", texts)
    for row in connection.execute(sa.select(own.event).order_by(own.event.c.slug)):
        texts = [(2 * w, t) for w, t in names.get(row.slug, [])] + _weighted(TEXT_WEIGHT, row.description)
        yield Statement("record", row.slug, row.slug, "event", "what", "", texts)


def _contacts(connection: sa.engine.Connection, names: Mapping[str, Texts]) -> Iterator[Statement]:
    """How to reach a record, from its fields: phone, address, website."""
    for kind, table in (("organisation", hsds.organization), ("service", hsds.service)):
        parent = hsds.phone.c.organization_id if table is hsds.organization else hsds.phone.c.service_id
        query = sa.select(table.c.slug).where(table.c.id == parent).distinct().order_by(table.c.slug)
        for slug in connection.execute(query).scalars():
            yield Statement("field", slug, slug, kind, "phone", "", list(names.get(slug, [])))
    located = (
        sa.select(hsds.organization.c.slug)
        .where(
            hsds.organization.c.id == hsds.location.c.organization_id,
            hsds.location.c.id == hsds.address.c.location_id,
            sa.not_(hsds.location.c.confidential),
        )
        .distinct()
        .order_by(hsds.organization.c.slug)
    )
    for slug in connection.execute(located).scalars():
        yield Statement("field", slug, slug, "organisation", "address", "", list(names.get(slug, [])))
    for kind, column in (("organisation", hsds.organization.c.website), ("service", hsds.service.c.url)):
        query = sa.select(column.table.c.slug).where(column.is_not(None)).order_by(column.table.c.slug)
        for slug in connection.execute(query).scalars():
            yield Statement("field", slug, slug, kind, "website", "", list(names.get(slug, [])))


def _gaps(connection: sa.engine.Connection, names: Mapping[str, Texts]) -> Iterator[Statement]:
    """What we know that we do not know: found like a fact, so that it is said instead of a near miss."""
    for row in connection.execute(sa.select(own.gap).where(own.gap.c.note.is_not(None)).order_by(own.gap.c.slug)):
        texts = _weighted(TEXT_WEIGHT, row.note) + names.get(row.subject, [])
        yield Statement("gap", row.slug, row.subject, row.subject_kind, row.topic, "", texts)


def statements(connection: sa.engine.Connection) -> Iterator[Statement]:
    """All statements, in a fixed order."""
    names = _main_names(connection)
    yield from _facts(connection, names)
    yield from _articles(connection)
    yield from _described(connection, names)
    yield from _contacts(connection, names)
    yield from _gaps(connection, names)


def names(connection: sa.engine.Connection) -> Iterator[Name]:
    """All names and aliases that a question can mention."""
    query = sa.select(own.name).where(own.name.c.kind.not_in(NOT_SUBJECTS)).order_by(own.name.c.id)
    for row in connection.execute(query):
        yield Name(row.record, row.kind, row.text, row.is_main)
    terms = sa.select(hsds.taxonomy_term.c.slug, hsds.taxonomy_term.c.keywords).order_by(hsds.taxonomy_term.c.slug)
    for slug, keywords in connection.execute(terms):
        for _, keyword in _weighted(1.0, keywords):
            yield Name(slug, "need", keyword, False)


def relations(connection: sa.engine.Connection) -> Iterator[tuple[str, str]]:
    """Child and parent records: a project and its organisation, an event and its organisers."""
    query = sa.select(own.record.c.slug, own.record.c.parent).where(own.record.c.parent.is_not(None))
    yield from ((child, parent) for child, parent in connection.execute(query))
    for slug, organisers in connection.execute(sa.select(own.event.c.slug, own.event.c.organisers)):
        yield from ((slug, organiser) for organiser in organisers)


def index_content(connection: sa.engine.Connection) -> None:
    """Build the search index of what the knowledge base holds now, in the caller's transaction."""
    build_index(connection, statements(connection), names(connection), relations(connection))
