"""What a list is narrowed to, as conditions on the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import sqlalchemy as sa

from knowledge.models import hsds, own

COUNTRY_AREA = "th"
THAI_TIME = timezone(timedelta(hours=7))  # last_modified is stored with this offset, so texts compare as times

Condition = Any  # The stubs type a condition by its column.


@dataclass(frozen=True)
class Filters:
    """What was asked for; None, False and empty mean that it was not. Conditions are joined with AND.

    `words` are clean and in lower case; ages are years; `proximity` is metres; `modified_after` is aware.
    """

    words: tuple[str, ...] = ()
    taxonomy_term_id: str | None = None
    taxonomy_id: str | None = None
    organization_id: str | None = None
    modified_after: datetime | None = None
    minimum_age: float | None = None
    maximum_age: float | None = None
    postcode: str | None = None
    proximity: float | None = None
    top_only: bool = False
    parent_id: str | None = None


def on_services(filters: Filters) -> list[Condition]:
    """Conditions on the table of services."""
    service = hsds.service.c
    found = _says(filters, hsds.service, "name", "description", "alternate_name", "eligibility_description")
    found += [_has_term(filters, service.id)] if filters.taxonomy_term_id or filters.taxonomy_id else []
    if filters.organization_id:
        found.append(service.organization_id == filters.organization_id)
    if filters.modified_after:
        since = filters.modified_after.astimezone(THAI_TIME)
        found.append(service.last_modified >= since.isoformat(timespec="seconds"))
    if filters.minimum_age is not None:
        found.append(sa.or_(service.maximum_age.is_(None), service.maximum_age >= filters.minimum_age))
    if filters.maximum_age is not None:
        found.append(sa.or_(service.minimum_age.is_(None), service.minimum_age <= filters.maximum_age))
    return found


def on_organizations(filters: Filters) -> list[Condition]:
    """Conditions on the table of organisations; a term counts when one of their services has it."""
    found = _says(filters, hsds.organization, "name", "description", "alternate_name")
    if filters.taxonomy_term_id or filters.taxonomy_id:
        of_service = _exists(
            hsds.service.c.organization_id == hsds.organization.c.id, _has_term(filters, hsds.service.c.id)
        )
        found.append(sa.or_(_has_term(filters, hsds.organization.c.id), of_service))
    return found


def on_service_at_locations(filters: Filters, districts: list[str], areas: list[str]) -> list[Condition]:
    """Conditions on services at locations joined with their services and locations.

    `districts` are the areas that have the postcode, `areas` those and all around them.
    """
    found = on_services(filters)
    if filters.postcode is None:
        return found
    covered, link = hsds.service_area.c, hsds.service_at_location.c
    of_this = sa.or_(covered.service_id == link.service_id, covered.service_at_location_id == link.id)
    serves = _exists(of_this, covered.area.in_(areas))
    found.append(sa.or_(serves, sa.not_(_exists(of_this))))
    if filters.proximity is not None:
        # No place has coordinates: near means in the districts of the postcode, however far the metres reach.
        found.append(hsds.location.c.area.in_(districts))
    return found


def on_taxonomies(filters: Filters) -> list[Condition]:
    return _says(filters, hsds.taxonomy, "name", "description")


def on_taxonomy_terms(filters: Filters) -> list[Condition]:
    term = hsds.taxonomy_term.c
    found = _says(filters, hsds.taxonomy_term, "name", "description", "code")
    found += [term.taxonomy_id == filters.taxonomy_id] if filters.taxonomy_id else []
    found += [term.parent_id == filters.parent_id] if filters.parent_id else []
    found += [term.parent_id.is_(None)] if filters.top_only else []
    return found


def areas_of_postcode(connection: sa.engine.Connection, postcode: str) -> tuple[list[str], list[str]]:
    """The districts with a postcode (their own or that of an address there); these with all around them."""
    area = own.area.c
    of_address = (
        sa.select(hsds.location.c.area)
        .join(hsds.address, hsds.address.c.location_id == hsds.location.c.id)
        .where(hsds.address.c.postal_code == postcode, sa.not_(hsds.location.c.confidential))
    )
    has_it = sa.or_(area.postal_code == postcode, area.slug.in_(of_address))
    rows = connection.execute(sa.select(area.slug, area.parent).where(has_it)).all()
    districts = sorted({row.slug for row in rows})
    return districts, sorted({*districts, *(row.parent for row in rows if row.parent), COUNTRY_AREA})


def _has_term(filters: Filters, key: Condition) -> Condition:
    """Whether the row with that key has the asked term, or any term of the asked taxonomy."""
    link, term = hsds.attribute.c, hsds.taxonomy_term.c
    conditions = [link.link_id == key, link.taxonomy_term_id == term.id]
    conditions += [term.id == filters.taxonomy_term_id] if filters.taxonomy_term_id else []
    conditions += [term.taxonomy_id == filters.taxonomy_id] if filters.taxonomy_id else []
    return _exists(*conditions)


def _says(filters: Filters, table: sa.Table, *columns: str) -> list[Condition]:
    """For each word: it stands in one of the columns, in a translation or in another name of the record."""
    found = []
    for word in filters.words:
        places = [sa.func.lower(table.c[column]).contains(word, autoescape=True) for column in columns]
        translations = sa.cast(table.c["x_translations"], sa.Text)
        places.append(sa.func.lower(translations).contains(word, autoescape=True))
        also_called = sa.func.lower(own.name.c.text).contains(word, autoescape=True)
        places.append(_exists(own.name.c.record == table.c["slug"], also_called))
        found.append(sa.or_(*places))
    return found


def _exists(*conditions: Condition) -> Condition:
    return sa.exists().where(sa.and_(*conditions))
