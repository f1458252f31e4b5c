"""Queries that are written out: building them as expressions takes longer than the database needs to answer them."""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa


def select(connection: sa.engine.Connection, query: str, *values: Collection[object]) -> list[sa.engine.Row]:
    """All rows of a query in which `{}` stands for each list of values, as in "… WHERE term IN ({})"."""
    mark = "?" if connection.dialect.positional else "%s"
    lists = (",".join([mark] * len(listed)) or "NULL" for listed in values)
    parameters = tuple(value for listed in values for value in listed)
    # The stubs do not know that a tuple is allowed.
    return list(connection.exec_driver_sql(query.format(*lists), parameters).fetchall())  # type: ignore[arg-type]
