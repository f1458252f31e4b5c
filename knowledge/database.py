"""The one place where the knowledge base meets a database: SQLite (WAL) or PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import QueuePool, StaticPool

from knowledge.errors import KnowledgeError

DEFAULT_FOLDER, DEFAULT_FILE = "var", "knowledge.db"
SQLITE_PRAGMAS = (
    "busy_timeout = 10000",
    "journal_mode = WAL",
    "synchronous = NORMAL",
    "foreign_keys = ON",
    "mmap_size = 1073741824",  # bytes; read without a call and a copy for each page
    "cache_size = -16000",  # KB
)
WRITE_LOCK = 5_301_300  # The PostgreSQL advisory lock of whoever replaces the content.


class DatabaseError(KnowledgeError):
    """The database cannot be used as it is set."""


def knowledge_url(environment: Mapping[str, str]) -> str:
    """DATABASE_URL when it is set, else the SQLite file in DATA_DIR (`var`)."""
    return (
        environment.get("DATABASE_URL") or f"sqlite:///{environment.get('DATA_DIR') or DEFAULT_FOLDER}/{DEFAULT_FILE}"
    )


def connect(url: str) -> sa.engine.Engine:
    """An engine that has been connected once; DatabaseError (without the password) when it cannot be."""
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseError("DATABASE_URL is no database address: write postgresql://user:password@host/name") from None
    backend = parsed.drivername.partition("+")[0]
    if backend not in {"sqlite", "postgresql"}:
        raise DatabaseError(f"DATABASE_URL begins with {backend}: write postgresql://… or sqlite:///…")
    shown = parsed.render_as_string(hide_password=True)
    try:
        engine = _sqlite(parsed) if backend == "sqlite" else _postgresql(parsed)
    except OSError as error:
        raise DatabaseError(f"no connection to {shown}: {error.strerror}") from error
    try:
        with engine.connect():
            return engine
    except SQLAlchemyError as error:
        engine.dispose()
        raise DatabaseError(f"no connection to {shown}: {type(error).__name__}") from error


def reading(engine: sa.engine.Engine) -> sa.engine.Engine:
    """The engine for who only reads: on PostgreSQL another, without transactions, each of which is asked to begin and
    to end, and without asking each time whether the connection is still there: see `reconnected`.

    There a statement sees what was committed before it in a transaction too; one of SQLite sees the same all the time.
    """
    if engine.dialect.name != "postgresql":
        return engine
    return sa.create_engine(engine.url, future=True, isolation_level="AUTOCOMMIT", pool_reset_on_return=None)


def reconnected(connection: sa.engine.Connection) -> sa.engine.Connection:
    """A new connection in the place of one that was lost, as all that were opened before may be."""
    connection.invalidate()
    connection.close()
    connection.engine.dispose()
    return connection.engine.connect()


@contextmanager
def writing(engine: sa.engine.Engine) -> Iterator[sa.engine.Connection]:
    """A transaction in which nobody else replaces the content; committed at the end, undone by any exception."""
    with engine.connect().execution_options(begin_immediate=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(WRITE_LOCK)))
        yield connection


def _dumps(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _postgresql(url: URL) -> sa.engine.Engine:
    return sa.create_engine(url, future=True, pool_pre_ping=True, json_serializer=_dumps)


def _sqlite(url: URL) -> sa.engine.Engine:
    in_memory = url.database in {None, "", ":memory:"}
    if not in_memory:
        Path(str(url.database)).parent.mkdir(parents=True, exist_ok=True)
    engine = sa.create_engine(
        url,
        future=True,
        json_serializer=_dumps,
        poolclass=StaticPool if in_memory else QueuePool,
        connect_args={"check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: object, _record: object) -> None:
    # sqlite3 opens transactions when it sees fit and commits before DDL; with isolation_level None we open them.
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in SQLITE_PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: sa.engine.Connection) -> None:
    immediate = connection.get_execution_options().get("begin_immediate")
    connection.connection.cursor().execute("BEGIN IMMEDIATE" if immediate else "BEGIN")
