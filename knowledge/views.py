"""Reads records, facts and articles in the reader's language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import sqlalchemy as sa
import yaml

from knowledge.models import hsds, own
from knowledge.reply import Card, Phone, SourceNote

FALLBACK_LANGUAGES = ("th", "en")
SHOWN_TRUST = ("H", "M")  # design.md 5: L never reaches a person
CARD_TEXT = 220
SHORTEST_NAMES = {"province": 5, "district": 6}  # code points
PLACES = ("where", "address", "place")  # aspects that an office answers

Texts = Mapping[str, Any] | None


@dataclass(frozen=True)
class Said:
    """A text with what stands behind it; `spoken` is the language it is in, `review_by` the last day on which it can be
    relied on.
    """

    text: str
    spoken: str
    sources: tuple[str, ...]
    checked: date | None
    review_by: date | None = None
    conflict: bool = False


@dataclass(frozen=True)
class ProvinceNames:
    """Finds the provinces that a text names."""

    pattern: re.Pattern[str]
    slugs: Mapping[str, str]  # by name in lower case


def provinces(connection: sa.engine.Connection, language: str) -> ProvinceNames:
    """The provinces by their main names in a language and by those of their districts; short ones, which are words of
    their own, are left out (เลย, ลี้).
    """
    main = sa.select(own.name.c.text, own.name.c.record, own.area.c.level, own.area.c.parent).where(
        own.name.c.record == own.area.c.slug, own.name.c.language == language, own.name.c.is_main
    )
    slugs = {}
    for row in connection.execute(main):
        if row.level in SHORTEST_NAMES and len(row.text) >= SHORTEST_NAMES[row.level]:
            slugs[row.text.lower()] = row.parent if row.level == "district" else row.record
    longest_first = sorted(map(re.escape, slugs), key=len, reverse=True)
    return ProvinceNames(re.compile("|".join(longest_first) or "(?!)", re.IGNORECASE), slugs)


def in_language(texts: Texts, language: str) -> tuple[str, str]:
    """The text in the language or the next best (th, then en), and the language it is in."""
    texts = texts or {}
    for spoken in dict.fromkeys((language, *FALLBACK_LANGUAGES, *texts)):
        if texts.get(spoken):
            return str(texts[spoken]), spoken
    return "", language


def fact(connection: sa.engine.Connection, slug: str, language: str) -> Said:
    """A fact by its slug; raises sqlalchemy.exc.NoResultFound for an unknown one."""
    row = connection.execute(sa.select(own.fact).where(own.fact.c.slug == slug)).one()
    text, spoken = in_language(row.text, language)
    return Said(text, spoken, tuple(row.source), row.checked, _good_until(row), row.conflict)


def article(connection: sa.engine.Connection, slug: str, language: str) -> tuple[Said, list[str], str]:
    """An article as text with steps and papers, the records that help with it, and its title."""
    row = connection.execute(sa.select(own.article).where(own.article.c.slug == slug)).one()
    spoken = in_language(row.answer, language)[1]
    said = Said("\n".join(article_lines(row, language)), spoken, tuple(row.source), row.checked, _good_until(row))
    return said, list(row.who_helps or []), in_language(row.title, language)[0]


def article_lines(row: sa.engine.Row, language: str) -> list[str]:
    """What an article says: the answer, steps, papers, what to do when one is missing, the office, the laws."""
    lines = [in_language(row.answer, language)[0], *_steps(row, language), *_papers(row, language)]
    lines += [in_language(part, language)[0] for part in (row.if_missing, row.office) if part]
    laws = [in_language(law["name"], language)[0] for law in row.law or []]
    if laws:
        lines.append("⚖ " + " · ".join(laws))
    return [line for line in lines if line]


def article_part(connection: sa.engine.Connection, slug: str, topic: str, language: str) -> str:
    """The part of an article on an aspect: its papers, its steps, or the office; empty when it has none."""
    row = connection.execute(sa.select(own.article).where(own.article.c.slug == slug)).one()
    if topic == "papers":
        return "\n".join(_papers(row, language))
    if topic == "how_to_apply":
        return "\n".join(_steps(row, language))
    return in_language(row.office, language)[0] if topic in PLACES and row.office else ""


def _steps(row: sa.engine.Row, language: str) -> list[str]:
    return [f"{number}. {in_language(step, language)[0]}" for number, step in enumerate(row.steps or [], start=1)]


def _papers(row: sa.engine.Row, language: str) -> list[str]:
    return [f"• {in_language(paper, language)[0]}" for paper in row.papers or []]


def titles(connection: sa.engine.Connection, slugs: Sequence[str], language: str) -> dict[str, str]:
    """The main name of records in the language."""
    query = sa.select(own.name.c.record, own.name.c.language, own.name.c.text).where(
        own.name.c.record.in_(list(slugs)), own.name.c.is_main
    )
    found: dict[str, dict[str, str]] = {}
    for record, spoken, text in connection.execute(query):
        found.setdefault(record, {}).setdefault(spoken, text)
    return {slug: in_language(found.get(slug), language)[0] or slug for slug in slugs}


def told_apart(connection: sa.engine.Connection, slugs: Sequence[str], language: str) -> dict[str, str]:
    """The main names of records in the language; records of the same name with what else is known of them.

    That is the places where they work or are, the organisation they belong to, or at last their id.
    """
    named = titles(connection, slugs, language)
    shared = {title for title, count in Counter(named.values()).items() if count > 1}
    return {s: f"{t} ({_whereabouts(connection, s, language) or s})" if t in shared else t for s, t in named.items()}


def _whereabouts(connection: sa.engine.Connection, slug: str, language: str) -> str:
    areas = connection.execute(sa.select(hsds.organization.c.areas).where(hsds.organization.c.slug == slug)).scalar()
    if areas is None:
        parent = connection.execute(sa.select(own.record.c.parent).where(own.record.c.slug == slug)).scalar()
        return titles(connection, [parent], language)[parent] if parent else ""
    return shortened(", ".join(titles(connection, areas, language).values()), CARD_TEXT // 4)


def source_notes(
    connection: sa.engine.Connection, slugs: Sequence[str], checked: date | None, language: str
) -> tuple[SourceNote, ...]:
    """Sources as they are shown: title, address, day of the last check."""
    if checked is None or not slugs:
        return ()
    rows = connection.execute(sa.select(own.source).where(own.source.c.slug.in_(list(slugs)))).all()
    by_slug = {row.slug: row for row in rows}
    return tuple(
        SourceNote(in_language(by_slug[s].title, language)[0], checked, by_slug[s].url) for s in slugs if s in by_slug
    )


def _translated(row: Any, column: str, language: str) -> str:
    """A main column (Thai) or its translation."""
    translations = row.x_translations or {}
    texts = {"th": getattr(row, column)} | {code: parts.get(column) for code, parts in translations.items()}
    return in_language(texts, language)[0]


@lru_cache(maxsize=1)
def _words() -> Mapping[str, Any]:
    return dict(yaml.safe_load(files("knowledge").joinpath("words.yml").read_text(encoding="utf-8")))


def opening_hours(days: Sequence[str], opens: str, closes: str, language: str) -> str:
    """Weekly hours in words: "Mon–Fri 08:30–16:30"; `days` are MO … SU, in order."""
    words = _words()
    if len(days) == len(words["days"]):
        if (opens[:5], closes[:5]) == ("00:00", "23:59"):
            return in_language(words["always"], language)[0]
        spoken = in_language(words["every_day"], language)[0]
    else:
        order = list(words["days"])
        names = [in_language(words["days"][day], language)[0] for day in days]
        together = len(days) > 2 and order.index(days[-1]) - order.index(days[0]) == len(days) - 1
        spoken = f"{names[0]}–{names[-1]}" if together else ", ".join(names)
    return f"{spoken} {opens[:5]}–{closes[:5]}".strip()


def _hours(hours: Any, language: str) -> str:
    parts = []
    for one in hours or []:
        if one.get("always"):
            parts.append(in_language(_words()["always"], language)[0])
        elif one.get("opens"):
            parts.append(opening_hours(one.get("days") or [], one["opens"], one["closes"], language))
        if one.get("note"):
            parts.append(in_language(one["note"], language)[0])
    return " · ".join(parts)


def _schedule_hours(connection: sa.engine.Connection, service: str, language: str) -> str:
    rows = connection.execute(sa.select(hsds.schedule).where(hsds.schedule.c.service_id == service)).all()
    return " · ".join(
        opening_hours((row.byday or "").split(","), row.opens_at, row.closes_at, language)
        for row in rows
        if row.opens_at and row.closes_at and row.byday
    )


def _phones(
    connection: sa.engine.Connection, column: sa.Column[Any], key: str, language: str, hours: str
) -> list[Phone]:
    """The numbers that may be shown, those to be checked first behind the others."""
    order = (hsds.phone.c.check_first, hsds.phone.c.position, hsds.phone.c.id)
    query = sa.select(hsds.phone).where(column == key).order_by(*order)
    return [
        Phone(
            row.number,
            _translated(row, "description", language)
            or (in_language(_words()["fax"], language)[0] if row.type == "fax" else ""),
            _hours(row.hours, language) or hours,
            row.trust,
            row.check_first,
        )
        for row in connection.execute(query)
        if row.trust in SHOWN_TRUST and (row.trust == "H" or row.check_first)
    ]


def _address(connection: sa.engine.Connection, organization: str, language: str) -> str | None:
    query = (
        sa.select(hsds.address)
        .join(hsds.location, hsds.location.c.id == hsds.address.c.location_id)
        .where(hsds.location.c.organization_id == organization, sa.not_(hsds.location.c.confidential))
        .order_by(hsds.address.c.slug)
    )
    row = connection.execute(query).first()
    if row is None:
        return None
    written = _translated(row, "address_1", language)
    if row.postal_code and row.postal_code in written:
        return written  # a whole address in one line
    for part in (_translated(row, "city", language), _translated(row, "state_province", language), row.postal_code):
        # The street line often has the town and the province in it already, shortened: "อ.เมือง จ.เชียงราย".
        if part and part not in written and part.rpartition(".")[2] not in written:
            written = f"{written} {part}"
    return written


def shortened(text: str, limit: int = CARD_TEXT) -> str:
    """The text, cut at a space with an ellipsis when it is longer than `limit`."""
    if len(text) <= limit:
        return text
    cut = text[:limit]
    return (cut[: cut.rfind(" ")] if " " in cut[limit // 2 :] else cut) + "…"


def described(row: Any, language: str) -> tuple[str, str]:
    """The name of an organisation, project or service, and the beginning of its description."""
    return _translated(row, "name", language), shortened(_translated(row, "description", language) or "")


def card(connection: sa.engine.Connection, slug: str, language: str) -> Card | None:
    """A card of an organisation, project or service, else None."""
    for kind, table in (("service", hsds.service), ("organization", hsds.organization), ("program", hsds.program)):
        row = connection.execute(sa.select(table).where(table.c.slug == slug)).first()
        if row is None:
            continue
        title, text = described(row, language)
        if kind == "service":
            phones = _phones(
                connection, hsds.phone.c.service_id, row.id, language, _schedule_hours(connection, row.id, language)
            )
            return Card(slug, title, text, tuple(phones), None, row.url)
        if kind == "organization":
            phones = _phones(connection, hsds.phone.c.organization_id, row.id, language, "")
            return Card(slug, title, text, tuple(phones), _address(connection, row.id, language), row.website)
        return Card(slug, title, text)
    return None


def statement(connection: sa.engine.Connection, slug: str, kind: str, language: str) -> Said:
    """What a statement of the index says: the fact itself, or the description of a record."""
    if kind == "fact":
        return fact(connection, slug, language)
    standing = record_standing(connection, slug)
    if kind == "field":
        return Said("", language, standing.sources, standing.checked, standing.review_by)
    shown = card(connection, slug, language)
    text = f"{shown.title}: {shown.text}" if shown else event_text(connection, slug, language)
    return Said(text, language, standing.sources, standing.checked, standing.review_by)


def event_text(connection: sa.engine.Connection, slug: str, language: str) -> str:
    """Name and description of an event, or an empty text for an unknown one."""
    row = connection.execute(sa.select(own.event).where(own.event.c.slug == slug)).first()
    return f"{in_language(row.name, language)[0]}: {in_language(row.description, language)[0]}" if row else ""


def record_standing(connection: sa.engine.Connection, slug: str) -> Said:
    """Sources and dates of a record, without a text."""
    row = connection.execute(sa.select(own.record).where(own.record.c.slug == slug)).first()
    query = (
        sa.select(own.record_source.c.source)
        .where(own.record_source.c.record == slug)
        .order_by(own.record_source.c.position)
    )
    sources = tuple(connection.execute(query).scalars())
    return Said("", "", sources, row.checked if row else None, _good_until(row) if row else None)


def _good_until(row: sa.engine.Row) -> date | None:
    """The last day on which a record can be relied on."""
    days = [day for day in (row.review_by, row.valid_to) if day]
    return min(days) if days else None


def same_name(connection: sa.engine.Connection, text: str, subjects: Mapping[str, float]) -> list[str]:
    """Records among `subjects` that share the very name that was written; fewer than two means no doubt."""
    if len(subjects) < 2:
        return []
    names: dict[str, set[str]] = {}
    query = sa.select(own.name.c.record, own.name.c.text).where(own.name.c.record.in_(list(subjects)))
    for record, name in connection.execute(query):
        if name in text:
            names.setdefault(name, set()).add(record)
    shared = [records for records in names.values() if len(records) > 1]
    return sorted(shared[0]) if shared else []


@dataclass(frozen=True)
class GapView:
    """What is said of something we do not know; `where_to_ask` are record slugs."""

    subject: str
    note: str
    where_to_ask: tuple[str, ...]


def gap(connection: sa.engine.Connection, condition: Any, language: str) -> GapView | None:
    """The first gap that fits the condition."""
    row = connection.execute(sa.select(own.gap).where(condition).order_by(own.gap.c.slug)).first()
    return GapView(row.subject, in_language(row.note, language)[0], tuple(row.where_to_ask or ())) if row else None
