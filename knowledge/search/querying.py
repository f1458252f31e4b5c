"""Queries that are written out: building them as expressions takes longer than the database needs to answer them."""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Callable, Collection
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

_COLUMNS = re.compile(r"SELECT (.+?) FROM ")


def select(connection: sa.engine.Connection, query: str, *values: Collection[object]) -> list[Any]:
    """All rows of a query in which `{}` stands for each list of values, as in "… WHERE term IN ({})".

    Rows are named tuples by the columns of the query, as the driver gives them.
    """
    if not connection.in_transaction():
        connection.begin()  # the cursor below begins none
    mark = "?" if connection.dialect.positional else "%s"
    lists = (",".join([mark] * len(listed)) or "NULL" for listed in values)
    cursor = connection.connection.cursor()
    try:
        cursor.execute(query.format(*lists), tuple(value for listed in values for value in listed))
        return list(map(_row(query), cursor.fetchall()))
    finally:
        cursor.close()


@lru_cache(maxsize=1 << 6)
def _row(query: str) -> Callable[[Any], Any]:
    found = _COLUMNS.match(query)
    if not found:
        raise ValueError(f"no columns: {query}")
    row: Any = namedtuple("Row", found[1].split(", "))  # type: ignore[misc]  # the columns are not known before
    make: Callable[[Any], Any] = row._make
    return make
