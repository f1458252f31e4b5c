"""Statements of every message, compiled once and run on the driver's own cursor.

SQLAlchemy looks up, prepares and wraps a statement each time: on SQLite that takes five times as long as the statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.expression import ClauseElement

Row = tuple[Any, ...]
Parameters = Mapping[str, Any]


class Statement:
    """A clause with named parameters."""

    def __init__(self, clause: ClauseElement) -> None:
        self._clause = clause
        self._compiled: dict[str, _Compiled] = {}  # by dialect

    def run(self, connection: Connection, parameters: Parameters) -> list[Row]:
        """The rows that it gives, if any; raises what SQLAlchemy raises, without the parameters."""
        dialect: Any = connection.dialect
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _compile(self._clause, dialect)
        cursor = connection.connection.cursor()
        try:
            cursor.execute(compiled.sql, compiled.bind(parameters))
            return list(cursor.fetchall()) if compiled.gives_rows else []
        except dialect.dbapi.Error as error:
            raise DBAPIError.instance(
                compiled.sql, None, error, dialect.dbapi.Error, hide_parameters=True, dialect=dialect
            ) from error
        finally:
            cursor.close()


@dataclass(frozen=True)
class _Compiled:
    """The SQL of one dialect; `names` are in order for drivers that count, `convert` is for values they don't know."""

    sql: str
    names: tuple[str, ...]
    is_positional: bool
    convert: Mapping[str, Callable[[Any], Any]]
    gives_rows: bool

    def bind(self, parameters: Parameters) -> Any:
        values = dict(parameters)
        for name, convert in self.convert.items():
            values[name] = convert(values[name])
        return [values[name] for name in self.names] if self.is_positional else values


def _compile(clause: ClauseElement, dialect: Dialect) -> _Compiled:
    made: Any = clause.compile(dialect=dialect)
    convert = {
        name: processor
        for bound, name in made.bind_names.items()
        if (processor := bound.type.dialect_impl(dialect).bind_processor(dialect)) is not None
    }
    sql = str(made.string)
    gives_rows = sql.startswith("SELECT") or " RETURNING " in sql
    return _Compiled(sql, tuple(made.positiontup or ()), bool(made.positional), convert, gives_rows)
