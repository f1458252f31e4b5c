"""Everything in the knowledge base that can be answered, as statements for the index."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from knowledge import views
from knowledge.models import hsds, own
from knowledge.search.indexing import Listing, Name, Statement, build_index
from knowledge.search.packing import LANGUAGES
from knowledge.search.tables import ANY

NAME_WEIGHT, TITLE_WEIGHT, ASK_WEIGHT, TEXT_WEIGHT, DETAIL_WEIGHT = 0.5, 1.6, 1.6, 1.0, 0.5
NOT_SUBJECTS = ("source", "article", "fact")
NOT_RELATIVES = ("fact", "gap")  # parts of a record, not records of their own
SHOWN_TRUST = ("H", "M")
ROWS_AT_ONCE = 1_000
Texts = list[tuple[float, str]]
Shown = dict[str, Sequence[str]]


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
    for record, text in _rows(connection, query):
        names.setdefault(record, []).append((NAME_WEIGHT, text))
    return names


def _spoken(texts: Mapping[str, Any] | None) -> list[str]:
    """The languages in which something is said, of those in which statements are kept."""
    return [code for code in LANGUAGES if (texts or {}).get(code)] or list(LANGUAGES[:1])


class _Nameless:
    """Takes the names of what a wording is about out of it: what is left is what is asked."""

    def __init__(self, connection: sa.engine.Connection) -> None:
        self._connection = connection
        self._patterns: dict[str, re.Pattern[str]] = {}

    def wordings(self, asks: Mapping[str, Any] | None, record: str) -> list[str]:
        """All wordings of a statement about a record."""
        texts = [text for _, text in _weighted(1.0, asks)]
        if texts and record not in self._patterns:
            about = sa.select(own.record.c.parent).where(own.record.c.slug == record, own.record.c.parent.is_not(None))
            of_it = sa.or_(own.name.c.record == record, own.name.c.record.in_(about))
            named = self._connection.execute(sa.select(own.name.c.text).where(of_it)).scalars().all()
            longest_first = sorted({re.escape(name) for name in named}, key=lambda name: (-len(name), name))
            self._patterns[record] = re.compile("|".join(longest_first) or "$^", re.IGNORECASE)
        return [self._patterns[record].sub(" ", text) for text in texts]


def _facts(connection: sa.engine.Connection, names: Mapping[str, Texts]) -> Iterator[Statement]:
    nameless = _Nameless(connection)
    for row in _rows(connection, sa.select(own.fact).order_by(own.fact.c.slug)):
        texts = _weighted(TEXT_WEIGHT, row.text) + _weighted(ASK_WEIGHT, row.asks) + names.get(row.subject, [])
        shown = {code: [row.text[code]] for code in _spoken(row.text) if code in row.text}
        asks = nameless.wordings(row.asks, row.subject)
        yield Statement("fact", row.slug, row.subject, row.subject_kind, row.topic, "", texts, shown, asks)


def _articles(connection: sa.engine.Connection) -> Iterator[Statement]:
    for row in _rows(connection, sa.select(own.article).order_by(own.article.c.slug)):
        texts = (
            _weighted(TITLE_WEIGHT, row.title)
            + _weighted(ASK_WEIGHT, row.asks)
            + _weighted(TEXT_WEIGHT, row.answer)
            + _weighted(DETAIL_WEIGHT, [row.steps, row.papers, row.if_missing, row.office])
        )
        shown = {
            code: [views.in_language(row.title, code)[0], *views.article_lines(row, code)]
            for code in _spoken(row.answer)
        }
        asks = [text for _, text in _weighted(1.0, row.title) + _weighted(1.0, row.asks)]
        yield Statement("article", row.slug, row.slug, "article", "article", row.route, texts, shown, asks)


def _described(connection: sa.engine.Connection, names: Mapping[str, Texts]) -> Iterator[Statement]:
    for kind, table in (("organisation", hsds.organization), ("program", hsds.program), ("service", hsds.service)):
        for row in _rows(connection, sa.select(table).order_by(table.c.slug)):
            texts = [(2 * w, t) for w, t in names.get(row.slug, [])]
            if row.description:
                texts.append((TEXT_WEIGHT, row.description))
            texts += _weighted(TEXT_WEIGHT, row.x_translations)
            shown: Shown = {code: views.described(row, code) for code in ("th", *_spoken(row.x_translations))}
            yield Statement("record", row.slug, row.slug, kind, "what", "", texts, shown)
    for row in _rows(connection, sa.select(own.event).order_by(own.event.c.slug)):
        texts = [(2 * w, t) for w, t in names.get(row.slug, [])] + _weighted(TEXT_WEIGHT, row.description)
        shown = {
            code: [views.in_language(row.name, code)[0], views.in_language(row.description, code)[0]]
            for code in _spoken(row.description)
        }
        yield Statement("record", row.slug, row.slug, "event", "what", "", texts, shown)


def _contacts(connection: sa.engine.Connection, names: Mapping[str, Texts]) -> Iterator[Statement]:
    """How to reach a record, from its fields: phone, address, website."""
    for kind, table in (("organisation", hsds.organization), ("service", hsds.service)):
        parent = hsds.phone.c.organization_id if table is hsds.organization else hsds.phone.c.service_id
        for slug, numbers in _together(
            connection,
            sa.select(table.c.slug, hsds.phone.c.number).where(table.c.id == parent).order_by(table.c.slug),
        ):
            yield Statement("field", slug, slug, kind, "phone", "", list(names.get(slug, [])), {"th": numbers})
    located = (
        sa.select(hsds.organization.c.slug, hsds.address.c.address_1)
        .where(
            hsds.organization.c.id == hsds.location.c.organization_id,
            hsds.location.c.id == hsds.address.c.location_id,
            sa.not_(hsds.location.c.confidential),
        )
        .order_by(hsds.organization.c.slug)
    )
    for slug, written in _together(connection, located):
        yield Statement("field", slug, slug, "organisation", "address", "", list(names.get(slug, [])), {"th": written})
    for kind, column in (("organisation", hsds.organization.c.website), ("service", hsds.service.c.url)):
        query = sa.select(column.table.c.slug, column).where(column.is_not(None)).order_by(column.table.c.slug)
        for slug, pages in _together(connection, query):
            yield Statement("field", slug, slug, kind, "website", "", list(names.get(slug, [])), {"th": pages})


def _gaps(connection: sa.engine.Connection, names: Mapping[str, Texts]) -> Iterator[Statement]:
    """What we know that we do not know: found like a fact, so that it is said instead of a near miss."""
    nameless = _Nameless(connection)
    routes = dict(map(tuple, connection.execute(sa.select(own.article.c.slug, own.article.c.route))))
    for row in _rows(connection, sa.select(own.gap).where(own.gap.c.note.is_not(None)).order_by(own.gap.c.slug)):
        texts = _weighted(TEXT_WEIGHT, row.note) + _weighted(ASK_WEIGHT, row.asks) + names.get(row.subject, [])
        asks = nameless.wordings(row.asks, row.subject)
        yield Statement(
            "gap", row.slug, row.subject, row.subject_kind, row.topic, routes.get(row.subject, ""), texts, {}, asks
        )


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
    for row in _rows(connection, query):
        yield Name(row.record, row.kind, row.text, row.is_main)
    terms = sa.select(hsds.taxonomy_term.c.slug, hsds.taxonomy_term.c.keywords).order_by(hsds.taxonomy_term.c.slug)
    for slug, keywords in _rows(connection, terms):
        for _, keyword in _weighted(1.0, keywords):
            yield Name(slug, "need", keyword, False)


def relations(connection: sa.engine.Connection) -> Iterator[tuple[str, str]]:
    """Child and parent records: a project and its organisation, an event and its organisers."""
    record = own.record.c
    query = sa.select(record.slug, record.parent).where(record.parent.is_not(None), record.kind.not_in(NOT_RELATIVES))
    yield from ((child, parent) for child, parent in _rows(connection, query))
    for slug, organisers in _rows(connection, sa.select(own.event.c.slug, own.event.c.organisers)):
        yield from ((slug, organiser) for organiser in organisers)


def listings(connection: sa.engine.Connection) -> Iterator[Listing]:
    """Active organisations by need and area, and hotlines with a number to call by need."""
    organization, service, phone = hsds.organization.c, hsds.service.c, hsds.phone.c
    query = sa.select(organization.slug, organization.needs, organization.areas)
    for slug, needs, areas in _rows(connection, query.where(organization.status == "active")):
        places = {*(areas or ()), ANY}
        yield from (Listing("organisation", need, area, slug) for need in {*(needs or ()), ANY} for area in places)
    has_phone = sa.exists().where(sa.and_(phone.service_id == service.id, phone.trust.in_(SHOWN_TRUST)))
    hotlines = sa.select(service.id, service.slug).where(service.hotline, service.status == "active", has_phone)
    for key, slug in connection.execute(hotlines).all():
        terms = (
            sa.select(hsds.taxonomy_term.c.slug)
            .join(hsds.attribute, hsds.attribute.c.taxonomy_term_id == hsds.taxonomy_term.c.id)
            .where(hsds.attribute.c.link_id == key)
        )
        needs = {*connection.execute(terms).scalars(), ANY}
        yield from (Listing("hotline", need, ANY, slug) for need in needs)


def _together(connection: sa.engine.Connection, query: sa.sql.Select) -> Iterator[tuple[str, list[str]]]:
    """Each slug of a query of slugs and texts with all its texts, rows of one slug standing together."""
    for slug, rows in groupby(_rows(connection, query), key=lambda row: str(row[0])):
        yield slug, [str(row[1]) for row in rows]


def _rows(connection: sa.engine.Connection, query: sa.sql.Select) -> Iterator[sa.engine.Row]:
    """Rows as they are needed: a large directory is never in memory as a whole."""
    return iter(connection.execute(query.execution_options(stream_results=True, max_row_buffer=ROWS_AT_ONCE)))


def index_content(connection: sa.engine.Connection) -> None:
    """Build the search index of what the knowledge base holds now, in the caller's transaction."""
    build_index(connection, statements(connection), names(connection), relations(connection), listings(connection))
