"""Objects with all that belongs to them, read table by table for many at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import Enum

import sqlalchemy as sa

from knowledge.hsds.filters import Condition
from knowledge.hsds.shaping import Json, Row, as_object, as_uri
from knowledge.models import hsds, own

Children = tuple[tuple[str, sa.Table], ...]
Build = Callable[[sa.engine.Connection, Sequence[Row]], list[Json]]

SERVICE_CHILDREN: Children = (
    ("additional_urls", hsds.url),
    ("phones", hsds.phone),
    ("schedules", hsds.schedule),
    ("service_areas", hsds.service_area),
    ("languages", hsds.language),
    ("funding", hsds.funding),
    ("cost_options", hsds.cost_option),
    ("required_documents", hsds.required_document),
    ("contacts", hsds.contact),
)
ORGANIZATION_CHILDREN: Children = (
    ("additional_websites", hsds.url),
    ("funding", hsds.funding),
    ("contacts", hsds.contact),
    ("phones", hsds.phone),
    ("programs", hsds.program),
    ("organization_identifiers", hsds.organization_identifier),
)
LINK_CHILDREN: Children = (
    ("service_areas", hsds.service_area),
    ("contacts", hsds.contact),
    ("phones", hsds.phone),
    ("schedules", hsds.schedule),
)
LOCATION_CHILDREN: Children = (
    ("languages", hsds.language),
    ("addresses", hsds.address),
    ("contacts", hsds.contact),
    ("accessibility", hsds.accessibility),
    ("phones", hsds.phone),
    ("schedules", hsds.schedule),
)
SECRET_LOCATION_CHILDREN = frozenset({"phones"})


class Depth(Enum):
    """How much of the related records an object carries."""

    SIMPLE = "one-to-one records only"
    FULL = "everything; of an organisation's services one-to-one fields"
    FULL_SERVICE = "everything, with the services of an organisation in full"


def simple_services(connection: sa.engine.Connection, rows: Sequence[Row]) -> list[Json]:
    """Services with their organisation and program."""
    found = [as_object(hsds.service, row) for row in rows]
    _attach_one(connection, found, "organization", hsds.organization)
    _attach_one(connection, found, "program", hsds.program)
    return found


def full_services(connection: sa.engine.Connection, rows: Sequence[Row]) -> list[Json]:
    """Services with all that belongs to them."""
    found = simple_services(connection, rows)
    _attach(connection, found, "service", SERVICE_CHILDREN)
    links = _select_in(connection, hsds.service_at_location, "service_id", _ids(found))
    of_service = _group("service_id", _links(connection, links))
    for service in found:
        _put(service, "service_at_locations", of_service.get(service["id"]))
    _attach_all(connection, found)
    return found


def simple_organizations(connection: sa.engine.Connection, rows: Sequence[Row]) -> list[Json]:
    """Organisations alone."""
    return [as_object(hsds.organization, row) for row in rows]


def full_organizations(connection: sa.engine.Connection, rows: Sequence[Row], services: Build) -> list[Json]:
    """Organisations with all that belongs to them; `services` builds their services."""
    found = simple_organizations(connection, rows)
    keys = _ids(found)
    _attach(connection, found, "organization", ORGANIZATION_CHILDREN)
    places = _locations(connection, _select_in(connection, hsds.location, "organization_id", keys))
    given = services(connection, _select_in(connection, hsds.service, "organization_id", keys))
    for service in given:
        service.pop("organization")
    of_place, of_service = _group("organization_id", places), _group("organization_id", given)
    for organization in found:
        _put(organization, "locations", of_place.get(organization["id"]))
        _put(organization, "services", of_service.get(organization["id"]))
    _attach_all(connection, found)
    return found


def simple_service_at_locations(connection: sa.engine.Connection, rows: Sequence[Row]) -> list[Json]:
    """Links with their location and service."""
    found = [as_object(hsds.service_at_location, row) for row in rows]
    _attach_one(connection, found, "location", hsds.location)
    _attach_one(connection, found, "service", hsds.service)
    return found


def full_service_at_locations(connection: sa.engine.Connection, rows: Sequence[Row]) -> list[Json]:
    """Links with all that belongs to them, to their location and to their service."""
    found = _links(connection, rows)
    keys = sorted({link["service_id"] for link in found})
    services = full_services(connection, _select_in(connection, hsds.service, "id", keys))
    by_key = {service["id"]: service for service in services}
    for service in services:
        service.pop("service_at_locations", None)
    return [{**link, "service": by_key[link["service_id"]]} for link in found]


def taxonomies(connection: sa.engine.Connection, rows: Sequence[Row]) -> list[Json]:
    """Taxonomies; nothing belongs to one that the specification nests."""
    return [as_object(hsds.taxonomy, row) for row in rows]


def taxonomy_terms(connection: sa.engine.Connection, rows: Sequence[Row]) -> list[Json]:
    """Terms with their taxonomy."""
    found = [as_object(hsds.taxonomy_term, row) for row in rows]
    _attach_one(connection, found, "taxonomy_detail", hsds.taxonomy, "taxonomy_id")
    return found


def _links(connection: sa.engine.Connection, rows: Sequence[Row]) -> list[Json]:
    """Services at locations with what belongs to them and the whole location."""
    found = [as_object(hsds.service_at_location, row) for row in rows]
    _attach(connection, found, "service_at_location", LINK_CHILDREN)
    keys = sorted({link["location_id"] for link in found})
    places = _locations(connection, _select_in(connection, hsds.location, "id", keys))
    by_key = {place["id"]: place for place in places}
    return [{**link, "location": by_key[link["location_id"]]} for link in found]


def _locations(connection: sa.engine.Connection, rows: Sequence[Row]) -> list[Json]:
    """Locations with what belongs to them; of secret ones only the phones and the name of the area."""
    found = [as_object(hsds.location, row) for row in rows]
    secret = [place for place in found if place["x_confidential"]]
    _attach(connection, [place for place in found if not place["x_confidential"]], "location", LOCATION_CHILDREN)
    told = tuple(child for child in LOCATION_CHILDREN if child[0] in SECRET_LOCATION_CHILDREN)
    _attach(connection, secret, "location", told)
    areas = sorted({place["x_area"] for place in found if "x_area" in place})
    rows_of_areas = connection.execute(sa.select(own.area.c.slug, own.area.c.name).where(own.area.c.slug.in_(areas)))
    names = {row.slug: row.name for row in rows_of_areas}
    for place in found:
        _put(place, "x_area_name", names.get(place.get("x_area")))
    return found


def _attach(connection: sa.engine.Connection, found: Sequence[Json], parent: str, children: Children) -> None:
    """Puts under each object the rows of other tables that point to it."""
    for name, table in children:
        column = f"{parent}_id"
        rows = _select_in(connection, table, column, _ids(found))
        groups = _group(column, _children(connection, table, rows))
        for item in found:
            _put(item, name, groups.get(item["id"]))


def _children(connection: sa.engine.Connection, table: sa.Table, rows: Sequence[Row]) -> list[Json]:
    objects = [as_object(table, row) for row in rows]
    if table is hsds.contact:
        _attach(connection, objects, "contact", (("phones", hsds.phone),))
    if table is hsds.phone:
        _attach(connection, objects, "phone", (("languages", hsds.language),))
    if table is hsds.funding:
        keys = sorted({item["x_funder_id"] for item in objects if "x_funder_id" in item})
        names = {row["id"]: row["name"] for row in _select_in(connection, hsds.organization, "id", keys)}
        for item in objects:
            _put(item, "source", names.get(item.get("x_funder_id"), item.get("source")))
    return objects


def _attach_one(
    connection: sa.engine.Connection, found: Sequence[Json], name: str, table: sa.Table, column: str = ""
) -> None:
    """Puts under each object the one row it points to."""
    column = column or f"{name}_id"
    keys = sorted({item[column] for item in found if column in item})
    by_key = {row["id"]: as_object(table, row) for row in _select_in(connection, table, "id", keys)}
    for item in found:
        _put(item, name, by_key.get(item.get(column)))


def _attach_all(connection: sa.engine.Connection, found: Sequence[Json]) -> None:
    """What belongs to organisations and services alike: attributes, when they were checked, sources."""
    _attach_attributes(connection, found)
    checks = _group("resource_id", _children(connection, hsds.metadata_table, _of_resources(connection, found)))
    for item in found:
        _put(item, "metadata", checks.get(item["id"]))
    _attach_sources(connection, found)


def _of_resources(connection: sa.engine.Connection, found: Sequence[Json]) -> Sequence[Row]:
    return _select_in(connection, hsds.metadata_table, "resource_id", _ids(found))


def _attach_attributes(connection: sa.engine.Connection, found: Sequence[Json]) -> None:
    rows = _select_in(connection, hsds.attribute, "link_id", _ids(found))
    attributes = [as_object(hsds.attribute, row) for row in rows]
    _attach_one(connection, attributes, "taxonomy_term", hsds.taxonomy_term)
    groups = _group("link_id", attributes)
    for item in found:
        _put(item, "attributes", groups.get(item["id"]))


def _attach_sources(connection: sa.engine.Connection, found: Sequence[Json]) -> None:
    """Where what is said of a record comes from."""
    link, source = own.record_source.c, own.source.c
    query = (
        sa.select(link.record, source.title, source.url)
        .join_from(own.record_source, own.source, link.source == source.slug)
        .where(link.record.in_([item["x_slug"] for item in found]))
        .order_by(link.record, link.position)
    )
    groups: dict[str, list[Json]] = {}
    for row in connection.execute(query):
        url = {"url": as_uri(row.url)} if row.url else {}
        groups.setdefault(row.record, []).append({"title": row.title, **url})
    for item in found:
        _put(item, "x_sources", groups.get(item["x_slug"]))


def _select_in(connection: sa.engine.Connection, table: sa.Table, column: str, keys: Sequence[str]) -> Sequence[Row]:
    """Rows whose column is one of the keys, in a fixed order; of phones those that may be shown."""
    if not keys:
        return []
    query = sa.select(table).where(table.c[column].in_(keys)).order_by(table.c.slug)
    if table is hsds.phone:
        query = query.where(may_be_shown(table)).order_by(None).order_by(table.c.position, table.c.slug)
    return connection.execute(query).mappings().all()


def may_be_shown(phone: sa.Table) -> Condition:
    """Numbers of trust H, and of M where it says to check first; of L never."""
    return sa.or_(phone.c.trust == "H", sa.and_(phone.c.trust == "M", phone.c.check_first))


def _ids(found: Iterable[Json]) -> list[str]:
    return [item["id"] for item in found]


def _group(column: str, items: Iterable[Json]) -> dict[str, list[Json]]:
    groups: dict[str, list[Json]] = {}
    for item in items:
        groups.setdefault(item[column], []).append(item)
    return groups


def _put(item: Json, name: str, value: object) -> None:
    """Sets a field that has a value."""
    if value:
        item[name] = value
