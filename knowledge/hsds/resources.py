"""The lists that can be asked for: which table, how narrowed, how built."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import sqlalchemy as sa

from knowledge.hsds import filters as narrow
from knowledge.hsds import nesting
from knowledge.hsds.filters import Condition, Filters
from knowledge.hsds.nesting import Build, Depth
from knowledge.hsds.shaping import Json
from knowledge.models import hsds

BATCH = 200

Query = Any  # The stubs type a select by its columns.


@dataclass(frozen=True)
class Resource:
    """A list of the API: its table and, by depth, what builds the objects."""

    name: str
    table: sa.Table
    conditions: Callable[[Filters], list[Condition]]
    builds: Mapping[Depth, Build]


_SERVICES: dict[Depth, Build] = {
    Depth.SIMPLE: nesting.simple_services,
    Depth.FULL: nesting.full_services,
    Depth.FULL_SERVICE: nesting.full_services,
}
_ORGANIZATIONS: dict[Depth, Build] = {
    Depth.SIMPLE: nesting.simple_organizations,
    Depth.FULL: partial(nesting.full_organizations, services=nesting.simple_services),
    Depth.FULL_SERVICE: partial(nesting.full_organizations, services=nesting.full_services),
}
_LINKS: dict[Depth, Build] = {
    Depth.SIMPLE: nesting.simple_service_at_locations,
    Depth.FULL: nesting.full_service_at_locations,
    Depth.FULL_SERVICE: nesting.full_service_at_locations,
}
SERVICES = Resource("services", hsds.service, narrow.on_services, _SERVICES)
ORGANIZATIONS = Resource("organizations", hsds.organization, narrow.on_organizations, _ORGANIZATIONS)
LINKS = Resource("service_at_locations", hsds.service_at_location, narrow.on_services, _LINKS)
TAXONOMIES = Resource("taxonomies", hsds.taxonomy, narrow.on_taxonomies, dict.fromkeys(Depth, nesting.taxonomies))
TERMS = Resource(
    "taxonomy_terms", hsds.taxonomy_term, narrow.on_taxonomy_terms, dict.fromkeys(Depth, nesting.taxonomy_terms)
)
RESOURCES = {resource.name: resource for resource in (SERVICES, ORGANIZATIONS, LINKS, TAXONOMIES, TERMS)}


def count(connection: sa.engine.Connection, resource: Resource, filters: Filters) -> int:
    """How many objects there are."""
    query = _select(connection, resource, filters).subquery()
    return int(connection.execute(sa.select(sa.func.count()).select_from(query)).scalar_one())


def read_page(
    connection: sa.engine.Connection, resource: Resource, filters: Filters, depth: Depth, offset: int, limit: int
) -> list[Json]:
    """Objects from `offset` (counted from 0), at most `limit`; the order is fixed."""
    query = _select(connection, resource, filters).order_by(resource.table.c.slug).offset(offset).limit(limit)
    rows = connection.execute(query).mappings().all()
    build = resource.builds[depth]
    return [item for start in range(0, len(rows), BATCH) for item in build(connection, rows[start : start + BATCH])]


def read_batch(
    connection: sa.engine.Connection, resource: Resource, filters: Filters, depth: Depth, after: str = ""
) -> tuple[list[Json], str]:
    """The next objects and the mark to go on `after`; no objects when all were read."""
    slug = resource.table.c.slug
    query = _select(connection, resource, filters).where(slug > after).order_by(slug).limit(BATCH)
    rows: Sequence[Any] = connection.execute(query).mappings().all()
    return (resource.builds[depth](connection, rows), str(rows[-1]["slug"])) if rows else ([], after)


def read_all(connection: sa.engine.Connection, resource: Resource, filters: Filters, depth: Depth) -> Iterator[Json]:
    """All objects, read some at a time."""
    batch, after = read_batch(connection, resource, filters, depth)
    while batch:
        yield from batch
        batch, after = read_batch(connection, resource, filters, depth, after)


def find(connection: sa.engine.Connection, resource: Resource, key: str, depth: Depth) -> Json | None:
    """One object by its id, None when there is none."""
    rows = connection.execute(sa.select(resource.table).where(resource.table.c.id == key)).mappings().all()
    return resource.builds[depth](connection, rows)[0] if rows else None


def _select(connection: sa.engine.Connection, resource: Resource, filters: Filters) -> Query:
    query = sa.select(resource.table)
    if resource is not LINKS:
        return query.where(*resource.conditions(filters))
    districts, areas = narrow.areas_of_postcode(connection, filters.postcode) if filters.postcode else ([], [])
    link = hsds.service_at_location.c
    joined = query.join(hsds.service, hsds.service.c.id == link.service_id).join(
        hsds.location, hsds.location.c.id == link.location_id
    )
    return joined.where(*narrow.on_service_at_locations(filters, districts, areas))
