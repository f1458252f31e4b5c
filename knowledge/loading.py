"""Puts the content into a database: all of it or nothing, and only when it changed."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timezone
from itertools import islice
from pathlib import Path

import sqlalchemy as sa
import structlog

from knowledge.authoring import content_files, read_content
from knowledge.compiling import Rows, compile_content
from knowledge.compiling.rows import Row
from knowledge.database import writing
from knowledge.models import metadata, own

CONTENT = Path(__file__).parent / "content"
BATCH = 5_000
PROGRAM_FILES = ("*.py", "*.yml")

IndexBuilder = Callable[[sa.engine.Connection], None]
_log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Loaded:
    """What a load did: `changed` is False when the database had this content already."""

    changed: bool
    version: str
    rows: int


def load(
    engine: sa.engine.Engine,
    folder: Path = CONTENT,
    *,
    force: bool = False,
    index: IndexBuilder | None = None,
    now: Callable[[], datetime] = lambda: datetime.now(timezone.utc),
) -> Loaded:
    """Replaces what the database knows by the content of a folder, then lets `index` work in the same transaction.

    Raises ContentError when anything in the content is wrong; the database is then as it was.
    """
    version = fingerprint(folder)
    with engine.connect() as connection:
        if not force and version_of(connection) == version:
            return Loaded(False, version, 0)
    with _collector_at_rest():
        rows = compile_content(read_content(folder))
    with writing(engine) as connection:
        if not force and version_of(connection) == version:
            return Loaded(False, version, 0)
        write(connection, rows)
        if index is not None:
            index(connection)
        connection.execute(own.content_version.insert(), [{"id": 1, "hash": version, "loaded_at": now()}])
    count = sum(map(len, rows.tables.values()))
    _log.info("knowledge.content.load", version=version[:12], rows=count)
    return Loaded(True, version, count)


def write(connection: sa.engine.Connection, rows: Rows) -> None:
    """Replaces all rows of all our tables."""
    for table in reversed(metadata.sorted_tables):
        connection.execute(table.delete())
    for table in metadata.sorted_tables:
        for batch in _batches(rows.tables.get(table, ())):
            connection.execute(table.insert(), batch)


def version_of(connection: sa.engine.Connection) -> str | None:
    """The fingerprint of the content that is loaded, None when none is."""
    found: str | None = connection.execute(sa.select(own.content_version.c.hash)).scalar()
    return found


def fingerprint(folder: Path) -> str:
    """A hash of the content and of the program that turns it into rows: when either changes, a load is due."""
    package = Path(__file__).parent
    program = sorted(
        path
        for pattern in PROGRAM_FILES
        for path in package.rglob(pattern)
        if (package / "content") not in path.parents
    )
    digest = hashlib.sha256()
    for root, files in ((package, program), (folder, content_files(folder))):
        for path in files:
            digest.update(path.relative_to(root).as_posix().encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without cyclic garbage collection, which takes half the time of reading and finds nothing to collect."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    remaining = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        yield batch
