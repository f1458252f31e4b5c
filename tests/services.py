"""Services that tests start for themselves: a PostgreSQL cluster that lives as long as the test run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count

import psycopg2
import pytest

from bench.postgresql import NotInstalled, cluster

SETTINGS = "-c listen_addresses=127.0.0.1 -c fsync=off"
_numbers = count(1)


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a fresh PostgreSQL cluster, without the database name at its end."""
    with ExitStack() as stack:
        try:
            address = stack.enter_context(cluster(SETTINGS))
        except NotInstalled as error:
            pytest.skip(str(error))
        yield address


@pytest.fixture
def postgresql_url(postgresql_server: str) -> Iterator[str]:
    """The address of an empty PostgreSQL database of one test."""
    name = f"test_{os.getpid()}_{next(_numbers)}"
    _execute(postgresql_server, f"CREATE DATABASE {name}")
    yield f"{postgresql_server}/{name}"
    _execute(postgresql_server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(server: str, statement: str) -> None:
    connection = psycopg2.connect(f"{server}/postgres")
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()
