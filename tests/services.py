"""Services that tests start for themselves: a PostgreSQL cluster that lives as long as the test run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg2
import pytest

RUN_AS = "postgres"  # PostgreSQL refuses to run as root.
_numbers = count(1)


def _programs() -> Path | None:
    """The folder with initdb and pg_ctl of the newest installed version."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name.partition(".")[0])
    )
    found = shutil.which("pg_ctl")
    return versions[-1] if versions else Path(found).parent if found else None


def _run(*command: str | Path) -> None:
    prefix = ["runuser", "-u", RUN_AS, "--"] if os.geteuid() == 0 else []
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [*prefix, *map(str, command)],
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # a pipe would be held open by the server that pg_ctl leaves behind
        stderr=subprocess.DEVNULL,
    )
    if done.returncode:
        raise RuntimeError(f"{Path(command[0]).name} ended with {done.returncode}")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a fresh PostgreSQL cluster, without the database name at its end."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: no initdb below /usr/lib/postgresql")
    folder = Path(tempfile.mkdtemp(prefix="nong-sitthi-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, RUN_AS)
    data, port = folder / "data", _free_port()
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    try:
        _run(programs / "initdb", "-D", data, "-U", RUN_AS, "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust")
        _run(programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
        try:
            yield f"postgresql://{RUN_AS}@127.0.0.1:{port}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
