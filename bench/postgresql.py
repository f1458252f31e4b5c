"""A PostgreSQL cluster of its own, for as long as a measurement or a test run takes."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

RUN_AS = "postgres"  # PostgreSQL refuses to run as root
INSTALLED = Path("/usr/lib/postgresql")
SETTINGS = "-c listen_addresses=127.0.0.1 -c shared_buffers=256MB -c max_wal_size=4GB"


class NoPostgresql(Exception):
    """PostgreSQL does not start."""


class NotInstalled(NoPostgresql):
    """There is no PostgreSQL on this machine."""


@contextmanager
def cluster(settings: str = SETTINGS) -> Iterator[str]:
    """The address of a new cluster, without a database's name at its end; it is gone afterwards."""
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="nong-sitthi-postgresql-"))
    if os.geteuid() == 0:
        shutil.chown(folder, RUN_AS)
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = int(listener.getsockname()[1])
    data = str(folder / "data")
    try:
        _run(programs / "initdb", "-D", data, "-U", RUN_AS, "-E", "UTF8", "--locale=C.UTF-8", "--auth=trust")
        options = f"-p {port} -k {folder} {settings}"
        _run(programs / "pg_ctl", "-D", data, "-o", options, "-l", str(folder / "log"), "-w", "start")
        try:
            yield f"postgresql://{RUN_AS}@127.0.0.1:{port}"
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """The folder with initdb and pg_ctl of the newest installed version."""
    versions = sorted(INSTALLED.glob("*/bin"), key=lambda path: int(path.parent.name.partition(".")[0]))
    found = shutil.which("pg_ctl")
    if not versions and not found:
        raise NotInstalled(f"PostgreSQL is not installed: no initdb below {INSTALLED}")
    return versions[-1] if versions else Path(str(found)).parent


def _run(program: Path, *arguments: str) -> None:
    prefix = ["runuser", "-u", RUN_AS, "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*prefix, str(program), *arguments],
        cwd="/",
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,  # the server keeps a pipe open
        stderr=subprocess.DEVNULL,
    )
    if done.returncode:
        raise NoPostgresql(f"{program.name} ended with {done.returncode}")
