"""Rows of our own tables: what stands where, its names, sources, facts, gaps, articles, events and areas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TypeVar

from knowledge.authoring import Content, Entry
from knowledge.authoring.fields import PartialDay
from knowledge.authoring.parts import Fact, Gap, Part, Text
from knowledge.authoring.records import (
    Area,
    Article,
    Event,
    Location,
    Need,
    Organisation,
    Program,
    Service,
    Source,
)
from knowledge.compiling.rows import Row, Rows, all_texts, language_of, strings, texts_of
from knowledge.models import own

_Part = TypeVar("_Part", Fact, Gap)


def add_entry(rows: Rows, content: Content, entry: Entry) -> None:
    """What every record has: where it stands, how sure it is, its names, sources, facts and gaps."""
    _add_record(rows, entry.slug, entry.kind, entry.record, entry, entry.line, entry.parent)
    for text, language, is_main in _names(entry.record):
        rows.add(
            own.name,
            id=rows.count(own.name) + 1,
            record=entry.slug,
            kind=entry.kind,
            text=text,
            language=language,
            is_main=is_main,
        )
    _add_facts(rows, entry)
    _add_gaps(rows, entry)
    record = entry.record
    for position, member in enumerate(record.members if isinstance(record, Organisation) else (), 1):
        rows.add(
            own.network_membership,
            network=entry.slug,
            organization=str(member.organisation),
            since=None if member.since is None else int(member.since),
            note=all_texts(member.note) if member.note else None,
            position=position,
        )


def add_source(rows: Rows, record: Source) -> None:
    rows.add(
        own.source,
        slug=str(record.id),
        title=record.title.in_languages(),
        publisher=all_texts(record.publisher),
        url=record.url and str(record.url),
        date=record.date and str(record.date),
        licence=record.licence and str(record.licence),
    )


def add_area(rows: Rows, record: Area) -> None:
    rows.add(
        own.area,
        slug=str(record.id),
        level=record.level,
        code=str(record.code),
        name=record.name.in_languages(),
        parent=record.parent and str(record.parent),
        postal_code=record.postal_code and str(record.postal_code),
    )


def add_article(rows: Rows, record: Article) -> None:
    rows.add(
        own.article,
        slug=str(record.id),
        route=record.route,
        title=record.title.in_languages(),
        asks=record.asks.in_languages(),
        answer=record.answer.in_languages(),
        steps=[text.in_languages() for text in record.steps],
        papers=[text.in_languages() for text in record.papers],
        if_missing=texts_of(record.if_missing),
        office=texts_of(record.office),
        law=[{"name": law.name.in_languages(), "source": str(law.source)} for law in record.law],
        who_helps=strings(record.who_helps),
        needs=strings(record.needs),
        groups=strings(record.groups),
        source=strings(record.source),
        place=record.place and str(record.place),
        **_standing(record),
    )


def add_event(rows: Rows, record: Event) -> None:
    rows.add(
        own.event,
        slug=str(record.id),
        name=record.name.in_languages(),
        description=record.description.in_languages(),
        start=str(record.date.start),
        end=record.date.end and str(record.date.end),
        place=texts_of(record.place),
        area=record.area and str(record.area),
        organisers=strings(record.organisers),
        source=strings(record.source),
        **_standing(record),
    )


def _add_record(rows: Rows, slug: str, kind: str, part: Part, entry: Entry, line: int, parent: str | None) -> None:
    rows.add(
        own.record,
        slug=slug,
        kind=kind,
        parent=parent,
        file=entry.document.file,
        line=line,
        owner=entry.owner,
        **_standing(part),
    )
    place = getattr(part, "place", None)
    for position, source in enumerate(dict.fromkeys(getattr(part, "source", ())), 1):
        rows.add(
            own.record_source,
            record=slug,
            source=str(source),
            position=position,
            place=None if place is None or isinstance(place, Text) else str(place),
        )


def _add_facts(rows: Rows, entry: Entry) -> None:
    facts: list[Fact] = getattr(entry.record, "facts", [])
    for position, (fact, slug) in enumerate(_numbered(facts, entry.slug), 1):
        line = entry.document.line((*entry.loc, "facts", position - 1))
        _add_record(rows, slug, "fact", fact, entry, line, entry.slug)
        rows.add(
            own.fact,
            slug=slug,
            subject=entry.slug,
            subject_kind=entry.kind,
            topic=fact.topic,
            text=fact.text.in_languages(),
            asks=fact.asks.in_languages(),
            source=strings(fact.source),
            place=fact.place and str(fact.place),
            conflict=fact.conflict,
            position=position,
            **_standing(fact),
        )


def _add_gaps(rows: Rows, entry: Entry) -> None:
    gaps: list[Gap] = getattr(entry.record, "gaps", [])
    for position, (gap, slug) in enumerate(_numbered(gaps, f"{entry.slug}/gap")):
        line = entry.document.line((*entry.loc, "gaps", position))
        _add_record(rows, slug, "gap", gap, entry, line, entry.slug)
        rows.add(
            own.gap,
            slug=slug,
            subject=entry.slug,
            subject_kind=entry.kind,
            topic=gap.topic,
            note=texts_of(gap.note),
            asks=gap.asks.in_languages(),
            where_to_ask=strings(gap.where_to_ask),
        )


def _numbered(parts: Iterable[_Part], owner: str) -> Iterator[tuple[_Part, str]]:
    """Each part with its id: owner/topic, and owner/topic-2 for the second on the same topic."""
    seen: Counter[str] = Counter()
    for part in parts:
        seen[part.topic] += 1
        number = "" if seen[part.topic] == 1 else f"-{seen[part.topic]}"
        yield part, f"{owner}/{part.topic}{number}"


def _standing(part: Part) -> Row:
    """checked, valid_from, valid_to, review_by and trust of anything that has them."""
    start, end = getattr(part, "valid_from", None), getattr(part, "valid_to", None)
    return {
        "checked": getattr(part, "checked", None),
        "valid_from": start.first_day() if isinstance(start, PartialDay) else None,
        "valid_to": end.last_day() if isinstance(end, PartialDay) else None,
        "review_by": getattr(part, "review_by", None),
        "trust": getattr(part, "trust", None),
    }


def _names(record: Part) -> Iterator[tuple[str, str, bool]]:
    """(name, language, is_main) of what people may call by name; articles and sources have none."""
    if not isinstance(record, (Organisation, Service, Program, Location, Event, Area, Need)):
        return
    seen: set[str] = set()
    main = record.name.in_languages() if record.name else {}
    others = [(str(alias), language_of(alias)) for alias in getattr(record, "aliases", [])]
    if isinstance(record, Need):
        others += [(text, language) for language, texts in record.keywords.in_languages().items() for text in texts]
    for language, text in main.items():
        if text not in seen:
            seen.add(text)
            yield text, language, True
    for text, language in others:
        if text not in seen:
            seen.add(text)
            yield text, language, False
