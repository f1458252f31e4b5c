"""One row as one HSDS object: empty fields left out, our own fields as `x_…`, addresses of secret places never."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

import sqlalchemy as sa

from knowledge.models import hsds

Json = dict[str, Any]  # a JSON object
Row = Mapping[str, Any]

_CHECKED: dict[str, str | None] = {"checked": "x_checked", "source": None}
# Our columns under the names they are published with; None keeps a column to ourselves.
OURS: dict[str, dict[str, str | None]] = {
    "organization": {
        "slug": "x_slug",
        "kind": "x_kind",
        "status": "x_status",
        "areas": "x_areas",
        "groups": "x_groups",
        "needs": None,
        "checked": "x_checked",
    },
    "service": {"slug": "x_slug", "hotline": "x_hotline", "groups": "x_groups"},
    "location": {"confidential": "x_confidential", "area": "x_area"},
    "phone": {
        "trust": "x_trust",
        "check_first": "x_check_first",
        "checked": "x_checked",
        "hours": "x_hours",
        "source": None,
        "place": None,
        "position": None,
    },
    "service_area": {"area": "x_area"},
    "taxonomy_term": {"keywords": None},
    **dict.fromkeys(("contact", "cost_option", "accessibility", "organization_identifier"), _CHECKED),
    "funding": {"program_id": "x_program_id", "funder_id": "x_funder_id"},
}
ADDRESSES = frozenset({"url", "uri", "website", "logo", "term_uri", "schedule_link"})
# All that may be told of a place that must stay secret; its phones and its area are added by those who nest it.
TOLD_OF_SECRET_PLACES = ("id", "location_type", "organization_id", "x_confidential", "x_area")
URI_CHARACTERS = "/:?#[]@!$&'()*+,;=%~-._"


def fields_of(table: sa.Table) -> list[tuple[str, str]]:
    """(column, published name) of what is published of a table, in the order of the table."""
    ours = {"slug": None, **OURS.get(table.name, {})}
    named = [(column.name, ours.get(column.name, column.name)) for column in table.columns]
    return [(column, name) for column, name in named if name is not None]


_FIELDS = {table.name: fields_of(table) for table in vars(hsds).values() if isinstance(table, sa.Table)}


def as_object(table: sa.Table, row: Row) -> Json:
    """A row as an object without the fields that have no value."""
    found: Json = {}
    for column, name in _FIELDS[table.name]:
        value = row[column]
        if value is None or value == []:
            continue
        if isinstance(value, date):
            value = value.isoformat()
        elif column in ADDRESSES:
            value = as_uri(str(value))
        found[name] = value
    return as_place(found) if table is hsds.location else found


def as_place(location: Json) -> Json:
    """A location that shows no more than it may."""
    if not location["x_confidential"]:
        return location
    return {name: location[name] for name in TOLD_OF_SECRET_PLACES if name in location}


def as_uri(address: str) -> str:
    """A web address as a URI: what is not ASCII is written with per cent signs, a host name in its IDNA form."""
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    rest = (quote(part, safe=URI_CHARACTERS) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, *rest))
