"""A directory of any size, always the same one: services of their own organisations, as rows of the tables."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, islice
from pathlib import Path
from typing import Any

import sqlalchemy as sa
import yaml

from bot.language import segment
from knowledge.compiling import Rows
from knowledge.models import hsds, key_of, metadata, own

SEED = 20_261
AT_ONCE = 1_000  # services written together, so that a large directory is never in memory
CHECKED = date(2026, 11, 21)
FILE, OWNER = "generated", "bench"
NAME_WORDS, RARE_WORDS = 2, 1
DESCRIPTION_WORDS = {"th": (18, 36), "en": (14, 28)}
DAYS = "MO,TU,WE,TH,FR"
LANGUAGES = ("th", "en")
JOINED = {"th": "", "en": " "}

Text = Mapping[str, str]


@dataclass(frozen=True)
class Vocabulary:
    """What the content is made of: its words, most used first, and its needs, districts and sources."""

    words: Mapping[str, Sequence[str]]
    weights: Mapping[str, Sequence[float]]
    rare: Mapping[str, Sequence[str]]
    needs: Sequence[str]
    districts: Sequence[tuple[str, str]]  # slug, its province
    names: Mapping[str, Text]  # of needs and districts
    source: str


@dataclass(frozen=True)
class Generated:
    """One service of one organisation."""

    slug: str
    name: Text
    description: Text
    service: str
    service_name: Text
    needs: Sequence[str]
    district: str
    province: str
    number: int


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """The words of `search_words.yml`."""
    return dict(yaml.safe_load((Path(__file__).parent / "search_words.yml").read_text(encoding="utf-8")))


def vocabulary(connection: sa.engine.Connection) -> Vocabulary:
    """The words of the content that a database holds."""
    used: dict[str, dict[str, int]] = {language: {} for language in LANGUAGES}
    for texts in connection.execute(sa.select(own.fact.c.text).order_by(own.fact.c.slug)).scalars():
        for language in LANGUAGES:
            for token in segment(texts.get(language, "")):
                if len(token.text) > 2 and token.text[0].isalpha():
                    used[language][token.text] = used[language].get(token.text, 0) + 1
    ranked = {language: sorted(found, key=lambda w: (-found[w], w)) for language, found in used.items()}
    needs = connection.execute(sa.select(hsds.taxonomy_term.c.slug).order_by(hsds.taxonomy_term.c.slug)).scalars().all()
    query = sa.select(own.area.c.slug, own.area.c.parent).where(own.area.c.level == "district")
    districts = [(slug, parent) for slug, parent in connection.execute(query.order_by(own.area.c.slug))]
    names: dict[str, dict[str, str]] = {}
    main = sa.select(own.name).where(own.name.c.kind.in_(["need", "area"]), own.name.c.is_main)
    for row in connection.execute(main.order_by(own.name.c.id)):
        names.setdefault(row.record, {}).setdefault(row.language, row.text)
    source = connection.execute(sa.select(sa.func.min(own.source.c.slug))).scalar_one()
    weights = {language: list(accumulate(1 / (n + 5) for n in range(len(ranked[language])))) for language in LANGUAGES}
    return Vocabulary(ranked, weights, {"th": _thai_words(), "en": ranked["en"]}, needs, districts, names, source)


def _thai_words() -> list[str]:
    from pythainlp.corpus.common import thai_words

    return sorted(word for word in thai_words() if 4 <= len(word) <= 9 and all("\u0e01" <= c <= "\u0e4e" for c in word))


def generate(count: int, known: Vocabulary) -> Iterator[Generated]:
    """The first `count` services; a larger directory begins with the smaller one."""
    chance = random.Random(SEED)
    kinds, services = words()["kinds"], words()["services"]
    for number in range(1, count + 1):
        kind, service = chance.choice(kinds), chance.choice(services)
        name, service_name, description = {}, {}, {}
        for language in LANGUAGES:
            common = chance.choices(known.words[language], cum_weights=known.weights[language], k=NAME_WORDS)
            own_words = [*chance.choices(known.rare[language], k=RARE_WORDS), *common]
            ordered = [kind[language], *own_words] if language == "th" else [*own_words, kind[language]]
            name[language] = JOINED[language].join(ordered)
            ordered = [service[language], name[language]] if language == "th" else [name[language], service[language]]
            service_name[language] = JOINED[language].join(ordered)
            length = chance.randint(*DESCRIPTION_WORDS[language])
            text = chance.choices(known.words[language], cum_weights=known.weights[language], k=length)
            description[language] = JOINED[language].join(text)
        district, province = chance.choice(known.districts)
        needs = chance.sample(list(known.needs), chance.randint(1, 3))
        slug = f"generated-{number}"
        yield Generated(
            slug, name, description, f"{slug}-service", service_name, needs, district, province, chance.randrange(10**7)
        )


def write(connection: sa.engine.Connection, services: Iterator[Generated], known: Vocabulary) -> int:
    """Puts services into the tables beside what is there, in the caller's transaction; how many rows that were."""
    last_name = connection.execute(sa.select(sa.func.max(own.name.c.id))).scalar_one()
    written = 0
    while batch := list(islice(services, AT_ONCE)):
        rows = Rows()
        for service in batch:
            _add_organisation(rows, service, known)
            _add_service(rows, service, known)
        for row in rows.tables[own.name]:
            last_name += 1
            row["id"] = last_name
        for table in metadata.sorted_tables:
            if rows.tables.get(table):
                connection.execute(table.insert(), rows.tables[table])
                written += rows.count(table)
    return written


def _translated(**fields: Text) -> dict[str, object]:
    main: dict[str, object] = {name: text["th"] for name, text in fields.items()}
    return {**main, "x_translations": {"en": {name: text["en"] for name, text in fields.items()}}}


def _add_record(rows: Rows, slug: str, kind: str, name: Text, parent: str | None, source: str) -> None:
    rows.add(
        own.record, slug=slug, kind=kind, parent=parent, file=FILE, line=1, owner=OWNER, checked=CHECKED, trust="H"
    )
    rows.add(own.record_source, record=slug, source=source, position=1)
    for language, text in name.items():
        rows.add(own.name, record=slug, kind=kind, text=text, language=language, is_main=True)


def _add_needs(rows: Rows, entity: str, slug: str, needs: Sequence[str]) -> None:
    for need in needs:
        rows.add(
            hsds.attribute,
            slug=f"{slug}/need-{need}",
            link_id=key_of(entity, slug),
            link_entity=entity,
            taxonomy_term_id=key_of("taxonomy_term", need),
        )


def _add_organisation(rows: Rows, made: Generated, known: Vocabulary) -> None:
    key = key_of("organization", made.slug)
    _add_record(rows, made.slug, "organisation", made.name, None, known.source)
    rows.add(
        hsds.organization,
        slug=made.slug,
        kind="foundation",
        status="active",
        areas=[made.province, made.district],
        needs=list(made.needs),
        groups=[],
        website=f"https://example.org/{made.slug}",
        **_translated(name=made.name, description=made.description),
    )
    _add_needs(rows, "organization", made.slug, made.needs)
    location = f"{made.slug}-office"
    rows.add(
        hsds.location,
        slug=location,
        organization_id=key,
        location_type="physical",
        confidential=False,
        area=made.district,
    )
    rows.add(
        hsds.address,
        slug=f"{location}/address",
        location_id=key_of("location", location),
        postal_code="",
        country="TH",
        address_type="physical",
        **_translated(address_1=made.name, city=known.names[made.district], state_province=known.names[made.province]),
    )


def _add_service(rows: Rows, made: Generated, known: Vocabulary) -> None:
    key = key_of("service", made.service)
    _add_record(rows, made.service, "service", made.service_name, made.slug, known.source)
    rows.add(
        hsds.service,
        slug=made.service,
        organization_id=key_of("organization", made.slug),
        status="active",
        hotline=False,
        groups=[],
        assured_date=CHECKED,
        **_translated(name=made.service_name, description=made.description),
    )
    _add_needs(rows, "service", made.service, made.needs)
    rows.add(
        hsds.phone,
        slug=f"{made.service}/phone-1",
        service_id=key,
        number=f"05{made.number:07}",
        type="voice",
        trust="H",
        check_first=False,
        checked=CHECKED,
        source=[known.source],
        hours=[],
        position=1,
    )
    rows.add(
        hsds.schedule,
        slug=f"{made.service}/schedule-1",
        service_id=key,
        freq="WEEKLY",
        byday=DAYS,
        opens_at="08:30+07:00",
        closes_at="16:30+07:00",
        timezone=7,
    )
    rows.add(hsds.service_area, slug=f"{made.service}/area", service_id=key, area=made.district)
