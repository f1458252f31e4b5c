"""What a request gets from the knowledge base; runs in a thread, one transaction each."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa

from gateway.directory.errors import DirectoryError
from gateway.directory.parameters import Asked
from knowledge.errors import KnowledgeError
from knowledge.hsds import Depth, Resource, count, find, read_batch, read_page
from knowledge.loading import version_of

MINIMAL = ("id", "last_modified")
REPEATED = ("name", "status")

Json = dict[str, Any]
Work = Callable[[sa.engine.Connection], Json]


class NotLoaded(KnowledgeError):
    """The database has no content yet."""


def read_version(engine: sa.engine.Engine) -> str:
    """The fingerprint of the content; raises NotLoaded when there is none."""
    with engine.connect() as connection:
        version = version_of(connection)
    if version is None:
        raise NotLoaded("the database has no content yet")
    return version


def read_list(connection: sa.engine.Connection, resource: Resource, asked: Asked) -> Json:
    """One page, as the specification pages."""
    total = count(connection, resource, asked.filters)
    pages = -(-total // asked.per_page)
    offset = (asked.page - 1) * asked.per_page
    contents = read_page(connection, resource, asked.filters, asked.depth, offset, asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": [_least(item) for item in contents] if asked.is_minimal else contents,
    }


def read_one(connection: sa.engine.Connection, resource: Resource, key: str | None, depth: Depth) -> Json:
    """One object; raises DirectoryError for an unknown id."""
    found = find(connection, resource, key, depth) if key else None
    if found is None:
        raise DirectoryError("unknown_id", 404, resource=resource.name)
    # For one service at a location openapi.json of the specification names the schema of a service: fit both.
    of_service = {name: found["service"][name] for name in REPEATED} if "service" in found else {}
    return {**found, **of_service}


def read_lines(engine: sa.engine.Engine, resource: Resource, asked: Asked, after: str) -> tuple[bytes, str]:
    """The next objects as lines of JSON, and the mark to go on `after`; no bytes when all were read.

    Each call has a connection of its own: a slow client must not keep one.
    """
    with engine.connect() as connection:
        batch, mark = read_batch(connection, resource, asked.filters, asked.depth, after)
    items = map(_least, batch) if asked.is_minimal else batch
    return b"".join(as_bytes(item) + b"\n" for item in items), mark


def as_bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _least(item: Json) -> Json:
    return {name: item[name] for name in MINIMAL if name in item}
